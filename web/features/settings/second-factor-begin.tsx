// Off: the password is asked before an app can be set up.
'use client';
import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { SecondFactorSetUp } from '../../session/vault-api/second-factor.ts';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { ProofField } from './proof-field.tsx';
import { useProof } from './use-proof.ts';

const words = text.secondFactor;

export function SecondFactorBegin({ session, onBegun }: { session: SessionInfo; onBegun: (begun: SecondFactorSetUp) => void }) {
  const vault = useVault();
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const [code, setCode] = useState('');
  const proof = useProof();
  const begin = useAction(async () => onBegun(await vault.beginSecondFactor({ password, ...(await proof.give(code)) })));
  const submit = async () => {
    const complete = password !== '' && proof.suffices(code);
    setMissing(!complete);
    if (complete) await begin.run();
  };
  return (
    <Form label={words.title} onSubmit={submit}>
      <p>{proof.byPasskey ? words.offBesidePasskeys : words.off}</p>
      <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
      <PasswordField
        label={words.password}
        autoComplete="current-password"
        value={password}
        error={missing && password === '' ? words.passwordError : null}
        aria-invalid={begin.failure?.code === 'wrong_credentials' || undefined}
        onChange={(event) => {
          setMissing(false);
          setPassword(event.target.value);
        }}
      />
      <ProofField proof={proof} code={code} checked={missing} refused={begin.failure?.code === 'wrong_second_factor'} onChange={setCode} />
      <FailureNote failure={begin.failure} words={{ ...words.wrong, conflict: words.conflict }} />
      <FormActions>
        <Button type="submit" busy={begin.busy}>
          {words.begin}
        </Button>
      </FormActions>
    </Form>
  );
}
