// All that is kept as one file, made on this device.
'use client';
import { saveBlob } from '../../../session/save-blob.ts';
import { useVault } from '../../../session/session-provider.tsx';
import { text } from '../../../text/own-data.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { Section } from '../section.tsx';

const words = text.ownData.file;

export function SaveOwnData({ address }: { address: string }) {
  const vault = useVault();
  const save = useAction(async () => {
    saveBlob(await vault.ownData({ explanation: words.explanation }), words.name(address, Date.now()));
    announce(words.saved);
  });
  return (
    <Section title={words.title} hint={words.hint}>
      <p>{words.holds}</p>
      <FailureNote failure={save.failure} />
      <FormActions>
        <Button busy={save.busy} onClick={() => void save.run()}>
          {save.busy ? words.saving : words.save}
        </Button>
      </FormActions>
    </Section>
  );
}
