// Coming in by a passkey, without the password. Loaded beside the form: log-in is small.
'use client';
import { KeyRound } from 'lucide-react';
import { askPasskey, handedOver, knowsPasskeys } from '../../session/passkey-request.ts';
import { useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/passkey-steps.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useAction } from '../../ui/use-action.ts';

const words = text.passkeySteps;

/** `address`: whose page is locked here; null: anybody's. */
export function PasskeyLogIn({ address }: { address: string | null }) {
  const vault = useVault();
  const logIn = useAction(async () => {
    const answered = await askPasskey(await vault.beginPasskeyLogIn());
    await vault.logInByPasskey(handedOver({ ...answered, address }));
  });
  if (!knowsPasskeys()) return null;
  return (
    <>
      <FailureNote failure={logIn.failure} />
      <Button size={address === null ? 'large' : 'medium'} wide={address === null} icon={<KeyRound aria-hidden="true" />} busy={logIn.busy} title={words.logInHint} onClick={() => void logIn.run()}>
        {words.logIn}
      </Button>
    </>
  );
}
