// Log-in. The vault's worker starts with the first character, so that it is ready when the button is pressed.
'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { mayResume } from '../../session/may-resume.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import { isVaultError } from '../../session/vault-error.ts';
import { text } from '../../text/access.ts';
import { looksLikeAddress } from '../../ui/address-shape.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { nextFromAddress } from '../../ui/next-path.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { say } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { useHydrated } from '../../ui/use-hydrated.ts';
import { useQuery } from '../../ui/use-query.ts';
import { Arrival } from './arrival.tsx';
import { PasskeyWay } from './passkey-way.tsx';
import { SecondStep } from './second-step.tsx';

const words = text.unlock;

export function LoginForm() {
  const vault = useVault();
  const { wake, leaving } = useLeaveWhenReady();
  const addressField = useFocusAtDesk();
  const existing = useQuery()?.has('existing') ?? false;
  const [address, setAddress] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const logIn = useAction(async () => {
    say(words.opening);
    await vault.logIn({ address: address.trim(), password, existing }).catch((error: unknown) => {
      // Proved: nothing needs it any more.
      if (isVaultError(error, 'second_factor_required')) setPassword('');
      throw error;
    });
  });

  const errors = {
    address: looksLikeAddress(address) ? null : words.errors.address,
    password: password === '' ? words.errors.password : null,
  };
  const submit = async () => {
    setChecked(true);
    if (errors.address === null && errors.password === null) await logIn.run();
  };
  const wrong = logIn.failure?.code === 'wrong_credentials';
  const back = () => {
    setChecked(false);
    logIn.clear();
  };
  if (logIn.failure?.code === 'second_factor_required') return <SecondStep asked={logIn.failure} onBack={back} />;

  return (
    <Form onSubmit={submit}>
      <Arrival />
      <TextField
        ref={addressField}
        label={words.address}
        type="email"
        name="address"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={address}
        error={checked ? errors.address : null}
        onChange={(event) => {
          wake();
          setAddress(event.target.value);
        }}
      />
      <PasswordField
        label={words.password}
        name="password"
        autoComplete="current-password"
        value={password}
        error={checked ? errors.password : null}
        // Marked, so that focus goes there; the words stand in the note below.
        aria-invalid={wrong || undefined}
        onChange={(event) => {
          wake();
          setPassword(event.target.value);
        }}
      />
      <FailureNote failure={logIn.failure} />
      <FormActions>
        <Button type="submit" variant="primary" size="large" wide busy={logIn.busy || leaving}>
          {words.submit}
        </Button>
      </FormActions>
      <PasskeyWay />
    </Form>
  );
}

/** Goes on as soon as a session is open: by this form, by one that was running, or by another tab. */
function useLeaveWhenReady() {
  const { status, resume, wake } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (mayResume()) resume();
  }, [resume]);
  useEffect(() => {
    if (status === 'ready') router.replace(nextFromAddress());
  }, [status, router]);
  return { wake, leaving: status === 'ready' };
}

/** With a keyboard at hand the first field takes the focus; on a phone the keyboard would cover the page. */
function useFocusAtDesk() {
  const field = useRef<HTMLInputElement>(null);
  // Disabled until then, it cannot have it.
  const hydrated = useHydrated();
  useEffect(() => {
    if (hydrated && matchMedia('(pointer: fine)').matches && document.activeElement === document.body) field.current?.focus();
  }, [hydrated]);
  return field;
}
