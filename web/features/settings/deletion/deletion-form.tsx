// The proof that it is oneself, and the last word. What was read is what is done: if the practice has changed meanwhile, nothing is.
'use client';
import { useState } from 'react';
import type { Foretold } from '../../../session/deletion.ts';
import { useSession, useVault } from '../../../session/session-provider.tsx';
import type { SessionInfo } from '../../../session/vault-api/session.ts';
import { text as own } from '../../../text/deletion.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { failureOf, useAction } from '../../../ui/use-action.ts';
import { ProofField } from '../proof-field.tsx';
import { useProof } from '../use-proof.ts';

const words = own.deletion.form;

type DeletionFormProps = { session: SessionInfo; practice: Foretold['practice']; onChanged: () => void };

export function DeletionForm({ session, practice, onChanged }: DeletionFormProps) {
  const vault = useVault();
  const { endAccount } = useSession();
  const proof = useProof();
  const endsPractice = practice?.ends === true;
  const [fields, setFields] = useState({ password: '', code: '', understood: false });
  const [checked, setChecked] = useState(false);
  const change = (patch: Partial<typeof fields>) => setFields({ ...fields, ...patch });
  const remove = useAction(async () => {
    const { password, code } = fields;
    try {
      const given = await proof.give(code);
      await endAccount(() => vault.deleteAccount({ password, endsPractice, ...given }));
    } catch (error) {
      if (failureOf(error).code === 'conflict') onChanged();
      throw error;
    }
  });
  const complete = fields.password !== '' && fields.understood && proof.suffices(fields.code);
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
      <ProofField proof={proof} code={fields.code} checked={checked} refused={remove.failure?.code === 'wrong_second_factor'} onChange={(code) => change({ code })} />
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
