// The new address, and the proof that it is oneself who wants it.
'use client';
import { useState } from 'react';
import { useVault } from '../../../session/session-provider.tsx';
import type { SessionInfo } from '../../../session/vault-api/session.ts';
import { text } from '../../../text/address-change.ts';
import { looksLikeAddress } from '../../../ui/address-shape.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Form, FormActions } from '../../../ui/form.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useAction } from '../../../ui/use-action.ts';
import { Section } from '../section.tsx';
import { ProvedPasswordFields } from './proved-password-fields.tsx';
import { useProvedPassword } from './use-proved-password.ts';

const words = text.addressChange.ask;

export function AskForm({ session, onAsked }: { session: SessionInfo; onAsked: () => void }) {
  const vault = useVault();
  const given = useProvedPassword();
  const [address, setAddress] = useState('');
  const same = address.trim().toLowerCase() === session.address;
  const ask = useAction(async () => {
    await vault.askAddressChange({ address, ...(await given.give()) });
    announce(words.done);
    onAsked();
  });
  const submit = async () => {
    if (given.check() && looksLikeAddress(address) && !same) await ask.run();
  };
  const addressError = same ? words.sameError : looksLikeAddress(address) ? null : words.addressError;
  return (
    <Section title={words.title} hint={words.hint}>
      <Form label={words.title} onSubmit={submit}>
        <input type="email" name="address" autoComplete="username" value={session.address} readOnly hidden />
        <TextField
          label={words.address}
          type="email"
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
          value={address}
          error={given.checked ? addressError : null}
          onChange={(event) => setAddress(event.target.value)}
        />
        <ProvedPasswordFields given={given} failure={ask.failure} />
        <FailureNote failure={ask.failure} words={text.addressChange.failures} />
        <FormActions>
          <Button type="submit" busy={ask.busy}>
            {ask.busy ? words.busy : words.submit}
          </Button>
        </FormActions>
      </Form>
    </Section>
  );
}
