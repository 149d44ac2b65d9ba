// The dialog that brings old decryption keys back from a file.
'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { everyFolderKeys, queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/edge.ts';
import { Button } from '../../ui/button.tsx';
import { ChosenFile } from '../../ui/chosen-file.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';

const { importing: words, problems } = text.keysFile;

/** A key file is far smaller; what is longer is refused by the vault, which need not hold all of it for that. */
const READ_MAX_BYTES = 2_000_000;

export function ImportKeys({ onClose }: { onClose: () => void }) {
  const vault = useVault();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const add = useAction(async (chosen: File) => {
    const bytes = new Uint8Array(await chosen.slice(0, READ_MAX_BYTES).arrayBuffer());
    const { added, known } = await vault.importKeys({ file: bytes, passphrase });
    // What did not open is tried again.
    await Promise.all([...everyFolderKeys, queryKeys.openedMessages].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    announce(words.done(added, known));
    onClose();
  });
  const submit = async () => {
    setTried(true);
    if (file !== null && passphrase !== '') await add.run(file);
  };
  const problem = problems[String(add.failure?.details['problem'])];
  return (
    <Dialog title={words.title} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Form label={words.title} onSubmit={submit}>
        <p>{words.intro}</p>
        <ChosenFile
          label={words.file}
          choose={words.choose}
          none={words.none}
          accept=".age,.txt"
          file={file}
          error={tried && file === null ? words.fileError : null}
          onFile={setFile}
        />
        <PasswordField
          label={words.passphrase}
          autoComplete="off"
          value={passphrase}
          error={tried && passphrase === '' ? words.passphraseError : null}
          aria-invalid={add.failure?.details['problem'] === 'wrong_passphrase' || undefined}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <FailureNote failure={add.failure} {...(problem === undefined ? {} : { words: { identity_file_refused: problem } })} />
        <FormActions>
          <Button type="submit" variant="primary" busy={add.busy}>
            {add.busy ? words.busy : words.submit}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
