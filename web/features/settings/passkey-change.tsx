// Removing a passkey, or letting it open the mailbox: both ask for the password again. What lets it unlock is its own answer.
'use client';
import { useState } from 'react';
import { askPasskey, handedOver } from '../../session/passkey-request.ts';
import type { Passkey } from '../../session/passkeys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/passkeys.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { ProofField } from './proof-field.tsx';
import { usePasskeys, useProof } from './use-proof.ts';
import { useSecondFactor } from './use-second-factor.ts';

const words = text.passkeys;

type PasskeyChangeProps = { session: SessionInfo; passkey: Passkey; as: 'remove' | 'let-unlock'; onCancel: () => void; onDone: () => void };

export function PasskeyChange({ session, passkey, as, onCancel, onDone }: PasskeyChangeProps) {
  const vault = useVault();
  const proof = useProof();
  const passkeys = usePasskeys();
  const { state } = useSecondFactor();
  const isLast = passkeys.data?.length === 1 && state.data?.since === null;
  const removing = as === 'remove';
  const [fields, setFields] = useState({ password: '', code: '' });
  const [checked, setChecked] = useState(false);
  const { id, name } = passkey;
  const change = (patch: Partial<typeof fields>) => setFields({ ...fields, ...patch });
  const letUnlock = async (password: string) => {
    const { credentials, ...asked } = await vault.beginPasskeyUnlock();
    const answered = await askPasskey({ ...asked, credentials: credentials.filter((credential) => credential.id === passkey.credential) });
    await vault.letPasskeyUnlock(handedOver({ ...answered, id, password, version: passkey.wrapVersion + 1 }));
  };
  const apply = useAction(async () => {
    const { password } = fields;
    if (removing) await vault.removePasskey({ id, password, ...(await proof.give(fields.code)) });
    else await letUnlock(password);
    announce(removing ? words.removed : words.unlocksNow);
    onDone();
  });
  const submit = async () => {
    setChecked(true);
    if (fields.password !== '' && (!removing || proof.suffices(fields.code))) await apply.run();
  };
  const failed = apply.failure?.code;
  return (
    <Form label={removing ? words.removeTitle(name) : words.letUnlockTitle(name)} onSubmit={submit}>
      <Heading level={3} focusOnMount>
        {removing ? words.removeTitle(name) : words.letUnlockTitle(name)}
      </Heading>
      <p>
        {removing ? words.removeLead : words.letUnlockLead} {removing && isLast && words.removeLast}
      </p>
      <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
      <PasswordField
        label={words.password}
        autoComplete="current-password"
        value={fields.password}
        error={checked && fields.password === '' ? words.passwordError : null}
        aria-invalid={failed === 'wrong_credentials' || undefined}
        onChange={(event) => change({ password: event.target.value })}
      />
      {removing && <ProofField proof={proof} code={fields.code} checked={checked} refused={failed === 'wrong_second_factor'} onChange={(code) => change({ code })} />}
      <FailureNote failure={apply.failure} words={words.wrong} />
      <FormActions>
        <Button type="submit" variant={removing ? 'danger' : 'primary'} busy={apply.busy}>
          {removing ? words.remove : words.next}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
