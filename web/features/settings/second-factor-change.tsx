// On: new recovery codes, or off again. Both ask for the password and a code: an open browser is not enough.
'use client';
import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { ProofField } from './proof-field.tsx';
import styles from './second-factor.module.css';
import { useProof } from './use-proof.ts';

const words = text.secondFactor;
const FEW_CODES = 3;

type SecondFactorChangeProps = { session: SessionInfo; since: number; codesLeft: number; onCodes: (codes: readonly string[]) => void; onOff: () => void };

export function SecondFactorChange({ session, since, codesLeft, onCodes, onOff }: SecondFactorChangeProps) {
  const vault = useVault();
  const required = session.practice?.policies.secondFactor === true;
  const [fields, setFields] = useState({ password: '', code: '' });
  const [checked, setChecked] = useState(false);
  const proof = useProof();
  const complete = fields.password !== '' && proof.suffices(fields.code);
  const given = async () => ({ password: fields.password, ...(await proof.give(fields.code)) });
  const renew = useAction(async () => onCodes(await vault.renewSecondFactorCodes(await given())));
  const turnOff = useAction(async () => {
    await vault.turnOffSecondFactor(await given());
    onOff();
  });
  const change = (patch: Partial<typeof fields>) => setFields({ ...fields, ...patch });
  const attempt = async (action: typeof renew) => {
    setChecked(true);
    renew.clear();
    turnOff.clear();
    if (complete) await action.run();
  };
  const failure = renew.failure ?? turnOff.failure;
  return (
    <Form label={words.title} onSubmit={() => void attempt(renew)}>
      <p>
        <strong className={styles['on']}>{words.on(since)}</strong> {words.left(codesLeft)} {codesLeft <= FEW_CODES && words.few} {words.newPhone} {required && words.required.again}
      </p>
      <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
      <PasswordField
        label={words.password}
        autoComplete="current-password"
        value={fields.password}
        error={checked && fields.password === '' ? words.passwordError : null}
        aria-invalid={failure?.code === 'wrong_credentials' || undefined}
        onChange={(event) => change({ password: event.target.value })}
      />
      <ProofField proof={proof} code={fields.code} checked={checked} refused={failure?.code === 'wrong_second_factor'} onChange={(code) => change({ code })} />
      <FailureNote failure={failure} words={words.wrong} />
      <FormActions>
        <Button type="submit" busy={renew.busy}>
          {words.renew}
        </Button>
        <Button variant="danger" busy={turnOff.busy} onClick={() => void attempt(turnOff)}>
          {words.turnOff}
        </Button>
      </FormActions>
    </Form>
  );
}
