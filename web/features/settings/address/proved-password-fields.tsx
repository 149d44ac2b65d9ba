// Where password and second factor are typed.
'use client';
import { text } from '../../../text/address-change.ts';
import { PasswordField } from '../../../ui/password-field.tsx';
import type { Failure } from '../../../ui/use-action.ts';
import { ProofField } from '../proof-field.tsx';
import type { ProvedPassword } from './use-proved-password.ts';

const words = text.addressChange.ask;

export function ProvedPasswordFields({ given, failure }: { given: ProvedPassword; failure: Failure | null }) {
  const { proof, password, code, checked, change } = given;
  return (
    <>
      <PasswordField
        label={words.password}
        autoComplete="current-password"
        value={password}
        error={checked && password === '' ? words.passwordError : null}
        aria-invalid={failure?.code === 'wrong_credentials' || undefined}
        onChange={(event) => change({ password: event.target.value })}
      />
      <ProofField proof={proof} code={code} checked={checked} refused={failure?.code === 'wrong_second_factor'} onChange={(typed) => change({ code: typed })} />
    </>
  );
}
