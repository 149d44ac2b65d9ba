// A new recovery kit at will; the password is asked, since whoever holds the kit holds the mailbox.
'use client';
import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit } from '../../session/vault-api/account.ts';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { ProofField } from './proof-field.tsx';
import { Section } from './section.tsx';
import { useProof } from './use-proof.ts';

const words = text.settings.kit;

export function KitSection({ session, onRenewed }: { session: SessionInfo; onRenewed: (kit: RecoveryKit) => void }) {
  const vault = useVault();
  const [password, setPassword] = useState('');
  const [seen, setSeen] = useState(false);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  // Whoever has the new kit gets in without the second factor: to make one takes that, too.
  const proof = useProof();
  const renew = useAction(async () => onRenewed(await vault.renewKit({ password, ...(await proof.give(code)), reason: seen ? 'compromise' : 'renewal' })));
  const submit = async () => {
    const complete = password !== '' && proof.suffices(code);
    setMissing(!complete);
    if (complete) await renew.run();
  };
  return (
    <Section title={words.title} hint={words.hint}>
      <Form label={words.title} onSubmit={submit}>
        <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
        <PasswordField
          label={words.password}
          autoComplete="current-password"
          value={password}
          error={missing && password === '' ? words.passwordError : null}
          aria-invalid={renew.failure?.code === 'wrong_credentials' || undefined}
          onChange={(event) => {
            setMissing(false);
            setPassword(event.target.value);
          }}
        />
        <ProofField
          proof={proof}
          code={code}
          checked={missing}
          refused={renew.failure?.code === 'wrong_second_factor'}
          onChange={(typed) => {
            setMissing(false);
            setCode(typed);
          }}
        />
        <Checkbox label={words.seen} description={words.seenHint} checked={seen} onChange={(event) => setSeen(event.target.checked)} />
        <FailureNote failure={renew.failure} words={words.wrong} />
        <FormActions>
          <Button type="submit" busy={renew.busy}>
            {words.make}
          </Button>
        </FormActions>
      </Form>
    </Section>
  );
}
