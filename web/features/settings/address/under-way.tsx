// What the two mailboxes have said so far, by when it has to be done, and the way out of it.
'use client';
import type { server } from '../../../session/server.ts';
import { useVault } from '../../../session/session-provider.tsx';
import { text } from '../../../text/address-change.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { Section } from '../section.tsx';

const words = text.addressChange.underWay;

type Change = NonNullable<Awaited<ReturnType<typeof server.addressChange>>['change']>;

export function UnderWay({ change, onStopped }: { change: Change; onStopped: () => void }) {
  const vault = useVault();
  const { answered, agreed, ready, readyAt, expiresAt } = change;
  const stop = useAction(async () => {
    await vault.stopAddressChange();
    announce(words.stopped);
    onStopped();
  });
  const old = agreed ? words.oldAgreed : ready ? words.oldSilent : words.oldWaits(readyAt);
  return (
    <Section title={words.title}>
      <p>{answered ? words.newAnswered : words.newWaits}</p>
      <p>{old}</p>
      <p>{words.until(expiresAt)}</p>
      <FailureNote failure={stop.failure} />
      <FormActions>
        <Button variant="danger" busy={stop.busy} onClick={() => void stop.run()}>
          {words.stop}
        </Button>
      </FormActions>
    </Section>
  );
}
