// The proof that it is oneself, and the last word. What was read is what is done: if the practice has changed meanwhile, nothing is.
'use client';
import { useState } from 'react';
import type { Foretold } from '../../../session/deletion.ts';
import { useSession, useVault } from '../../../session/session-provider.tsx';
import type { SessionInfo } from '../../../session/vault-api.ts';
import { text } from '../../../text/index.ts';
import { text as own } from '../../../text/deletion.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { failureOf, useAction } from '../../../ui/use-action.ts';
import { useSecondFactor } from '../use-second-factor.ts';

const words = own.deletion.form;

type DeletionFormProps = { session: SessionInfo; practice: Foretold['practice']; onChanged: () => void };

export function DeletionForm({ session, practice, onChanged }: DeletionFormProps) {
  const vault = useVault();
  const { endAccount } = useSession();
  const { state } = useSecondFactor();
  const asksCode = (state.data?.since ?? null) !== null;
  const endsPractice = practice?.ends === true;
  const [fields, setFields] = useState({ password: '', code: '', understood: false });
  const [checked, setChecked] = useState(false);
  const change = (patch: Partial<typeof fields>) => setFields({ ...fields, ...patch });
  const remove = useAction(async () => {
    const code = asksCode ? fields.code.trim() : undefined;
    try {
      await endAccount(() => vault.deleteAccount({ password: fields.password, code, endsPractice }));
    } catch (error) {
      if (failureOf(error).code === 'conflict') onChanged();
      throw error;
    }
  });
  const complete = fields.password !== '' && fields.understood && (!asksCode || fields.code.trim() !== '');
  const submit = async () => {
    setChecked(true);
    if (complete) await remove.run();
  };
  return (
    <Form label={words.title} onSubmit={submit}>
      <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
      <PasswordField
        label={words.password}
        autoComplete="current-password"
        value={fields.password}
        error={checked && fields.password === '' ? words.passwordError : null}
        aria-invalid={remove.failure?.code === 'wrong_credentials' || undefined}
        onChange={(event) => change({ password: event.target.value })}
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
          value={fields.code}
          error={checked && fields.code.trim() === '' ? text.secondFactor.codeError : null}
          aria-invalid={remove.failure?.code === 'wrong_second_factor' || undefined}
          onChange={(event) => change({ code: event.target.value })}
        />
      )}
      <Checkbox
        label={endsPractice ? words.understoodEnds(practice.name) : words.understood}
        error={checked && !fields.understood ? words.understoodError : null}
        checked={fields.understood}
        onChange={(event) => change({ understood: event.target.checked })}
      />
      <FailureNote failure={remove.failure} words={own.deletion.failures} />
      <FormActions>
        <Button type="submit" variant="danger" busy={remove.busy}>
          {remove.busy ? words.busy : words.submit}
        </Button>
      </FormActions>
    </Form>
  );
}
