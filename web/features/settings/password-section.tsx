// A new password, for which the current one is asked.
'use client';
import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { NewPasswordFields } from '../../ui/new-password/new-password-fields.tsx';
import { useNewPassword } from '../../ui/new-password/new-password.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { Section } from './section.tsx';

const words = text.settings.password;

export function PasswordSection({ session }: { session: SessionInfo }) {
  const vault = useVault();
  const [current, setCurrent] = useState('');
  const [currentMissing, setCurrentMissing] = useState(false);
  const newPassword = useNewPassword();
  const own = [session.name, session.practice?.name ?? '', ...session.address.split('@')];
  const save = useAction(async () => {
    await vault.changePassword({ current, next: newPassword.password });
    setCurrent('');
    newPassword.change({ password: '', repeat: '' });
    announce(words.saved);
  });
  const submit = async () => {
    setCurrentMissing(current === '');
    if ((await newPassword.check(own)) && current !== '') await save.run();
  };
  return (
    <Section title={words.title} hint={words.hint}>
      <Form label={words.title} onSubmit={submit}>
        <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
        <PasswordField
          label={words.current}
          autoComplete="current-password"
          value={current}
          error={currentMissing ? words.currentError : null}
          aria-invalid={save.failure?.code === 'wrong_credentials' || undefined}
          onChange={(event) => {
            setCurrentMissing(false);
            setCurrent(event.target.value);
          }}
        />
        <NewPasswordFields label={words.next} value={newPassword} own={own} />
        <FailureNote failure={save.failure} words={words.wrong} />
        <FormActions>
          <Button type="submit" busy={save.busy}>
            {words.save}
          </Button>
        </FormActions>
      </Form>
    </Section>
  );
}
