// The state of signing up a practice: fields, what is wrong with them, and the kit once the account is there.
'use client';
import { useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit } from '../../session/vault-api/account.ts';
import { text } from '../../text/entering.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { useNewPassword } from '../../ui/new-password/new-password.ts';
import { say } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';

export type Fields = { practiceName: string; name: string; address: string };
type FieldErrors = Record<keyof Fields, string | null>;

const { errors: words } = text.registration;
const noErrors: FieldErrors = { practiceName: null, name: null, address: null };

function check({ practiceName, name, address }: Fields): FieldErrors {
  return {
    practiceName: practiceName.trim() === '' ? words.practiceName : null,
    name: name.trim() === '' ? words.name : null,
    address: looksLikeAddress(address) ? null : words.address,
  };
}

export function useRegistration() {
  const vault = useVault();
  const [fields, setFields] = useState<Fields>({ practiceName: '', name: '', address: '' });
  const [errors, setErrors] = useState(noErrors);
  const [kit, setKit] = useState<RecoveryKit | null>(null);
  const newPassword = useNewPassword();
  const own = [fields.practiceName, fields.name, ...fields.address.split('@')];

  const signUp = useAction(async () => {
    say(text.registration.working);
    const token = new URLSearchParams(location.search).get('token');
    const { practiceName, name, address } = fields;
    setKit(
      await vault.signUp({
        practiceName: practiceName.trim(),
        name: name.trim(),
        address: address.trim(),
        password: newPassword.password,
        token,
      }),
    );
  });

  const submit = async () => {
    const found = check(fields);
    setErrors(found);
    const passwordFits = await newPassword.check(own);
    if (passwordFits && Object.values(found).every((error) => error === null)) await signUp.run();
  };

  return {
    fields,
    errors,
    newPassword,
    own,
    kit,
    busy: signUp.busy,
    failure: signUp.failure,
    change: (next: Partial<Fields>) => setFields((now) => ({ ...now, ...next })),
    submit,
  };
}
