// The second step by a passkey.
'use client';
import { KeyRound } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { askPasskey } from '../../session/passkey-request.ts';
import { useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/passkey-steps.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { useAction } from '../../ui/use-action.ts';

const words = text.passkeySteps;

/** `ways`: what else there is. */
export function PasskeyStep({ ways }: { ways: ReactNode }) {
  const vault = useVault();
  const button = useRef<HTMLButtonElement>(null);
  const give = useAction(async () => {
    const { assertion } = await askPasskey(await vault.beginPasskeyStep());
    await vault.giveSecondFactor({ passkey: assertion });
  });
  useEffect(() => button.current?.focus(), []);
  return (
    <Form label={words.label} onSubmit={() => give.run()}>
      <p>{words.hint}</p>
      <FailureNote failure={give.failure} />
      <FormActions>
        <Button ref={button} type="submit" variant="primary" icon={<KeyRound aria-hidden="true" />} busy={give.busy}>
          {words.use}
        </Button>
        {ways}
      </FormActions>
    </Form>
  );
}
