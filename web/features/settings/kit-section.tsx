// A new recovery kit at will; the password is asked, since whoever holds the kit holds the mailbox.
'use client';
import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit, SessionInfo } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { Section } from './section.tsx';
import { useSecondFactor } from './use-second-factor.ts';

const words = text.settings.kit;

export function KitSection({ session, onRenewed }: { session: SessionInfo; onRenewed: (kit: RecoveryKit) => void }) {
  const vault = useVault();
  const [password, setPassword] = useState('');
  const [seen, setSeen] = useState(false);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const { state } = useSecondFactor();
  // Whoever has the new kit gets in without a code: to make one takes a code, too.
  const asksCode = (state.data?.since ?? null) !== null;
  const renew = useAction(async () => onRenewed(await vault.renewKit({ password, code: asksCode ? code.trim() : undefined, reason: seen ? 'compromise' : 'renewal' })));
  const submit = async () => {
    const complete = password !== '' && (!asksCode || code.trim() !== '');
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
        {asksCode && (
          <TextField
            label={text.secondFactor.code}
            description={text.secondFactor.codeHint}
            mono
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            value={code}
            error={missing && code.trim() === '' ? text.secondFactor.codeError : null}
            aria-invalid={renew.failure?.code === 'wrong_second_factor' || undefined}
            onChange={(event) => {
              setMissing(false);
              setCode(event.target.value);
            }}
          />
        )}
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
