// The dialog that saves the decryption keys: says what the file means, asks the password once more and a passphrase twice.
'use client';
import { useState } from 'react';
import { saveBlob } from '../../session/save-blob.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/edge.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { NewPasswordFields } from '../../ui/new-password/new-password-fields.tsx';
import { useNewPassword } from '../../ui/new-password/new-password.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';

const words = text.keysFile.exporting;

export function ExportKeys({ session, onClose }: { session: SessionInfo; onClose: () => void }) {
  const vault = useVault();
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const passphrase = useNewPassword();
  // The password itself is no passphrase: the file would open the mailbox's door to whoever guesses it.
  const own = [session.name, session.practice?.name ?? '', ...session.address.split('@'), password];
  const save = useAction(async () => {
    const file = await vault.exportKeys({ password, passphrase: passphrase.password });
    saveBlob(file, words.fileName(session.address, Date.now()));
    announce(words.done);
    onClose();
  });
  const submit = async () => {
    setMissing(password === '');
    if ((await passphrase.check(own)) && password !== '') await save.run();
  };
  return (
    <Dialog title={words.title} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Form label={words.title} onSubmit={submit}>
        <p>{words.intro}</p>
        <Callout tone="open">
          <p>{words.danger}</p>
          <p>{words.advice}</p>
        </Callout>
        <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
        <PasswordField
          label={words.password}
          description={words.passwordHint}
          autoComplete="current-password"
          value={password}
          error={missing ? words.passwordError : null}
          aria-invalid={save.failure?.code === 'wrong_credentials' || undefined}
          onChange={(event) => {
            setMissing(false);
            setPassword(event.target.value);
          }}
        />
        <NewPasswordFields label={words.passphrase} repeatLabel={words.repeat} hint={words.passphraseHint} notForHere value={passphrase} own={own} />
        <FailureNote failure={save.failure} words={words.wrong} />
        <FormActions>
          <Button type="submit" variant="primary" busy={save.busy}>
            {save.busy ? words.busy : words.save}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
