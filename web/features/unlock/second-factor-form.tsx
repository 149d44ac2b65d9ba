// The second step of log-in: a passkey, a code of the authenticator app, or a recovery code in the place of either.
'use client';
import { useState } from 'react';
import { knowsPasskeys } from '../../session/passkey-request.ts';
import { text } from '../../text/second-step.ts';
import { Button } from '../../ui/button.tsx';
import { CodeForm } from './code-form.tsx';
import { PasskeyStep } from './passkey-step.tsx';

const words = text.secondStep;

type Kind = 'passkey' | 'app' | 'recovery';
type SecondFactorFormProps = {
  /** What the account has. */
  app: boolean;
  passkey: boolean;
  /** To the password, which is asked for again. */
  onBack: () => void;
};

export function SecondFactorForm({ app, passkey, onBack }: SecondFactorFormProps) {
  const kinds: Kind[] = [...(passkey && knowsPasskeys() ? (['passkey'] as const) : []), ...(app ? (['app'] as const) : []), 'recovery'];
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'recovery');
  const others = kinds
    .filter((other) => other !== kind)
    .map((other) => (
      <Button key={other} onClick={() => setKind(other)}>
        {words.others[other]}
      </Button>
    ));
  const ways = (
    <>
      {others}
      <Button variant="quiet" onClick={onBack}>
        {words.back}
      </Button>
    </>
  );
  return kind === 'passkey' ? <PasskeyStep ways={ways} /> : <CodeForm key={kind} kind={kind} ways={ways} />;
}
