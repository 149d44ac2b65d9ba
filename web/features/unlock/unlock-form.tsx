// The form of the locked overlay: the password opens the same session's page again, or one leaves.
'use client';
import { useEffect, useRef, useState } from 'react';
import { useSession, useVault } from '../../session/session-provider.tsx';
import { isVaultError } from '../../session/vault-error.ts';
import { text } from '../../text/access.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { noteAskedToLeave } from './leaving.ts';
import styles from './locked-overlay.module.css';
import { PasskeyWay } from './passkey-way.tsx';
import { SecondStep } from './second-step.tsx';

const words = text.unlock;

export function UnlockForm() {
  const vault = useVault();
  const { lockedAddress = '' } = useSession();
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const unlock = useAction(async () => {
    await vault.logIn({ address: lockedAddress, password }).catch((error: unknown) => {
      if (isVaultError(error, 'second_factor_required')) setPassword('');
      throw error;
    });
  });
  useEffect(() => field.current?.focus(), []);
  const submit = async () => {
    setEmpty(password === '');
    if (password !== '') await unlock.run();
  };
  if (unlock.failure?.code === 'second_factor_required') return <SecondStep asked={unlock.failure} onBack={unlock.clear} />;
  return (
    <Form onSubmit={submit}>
      <p className={styles['address']}>{lockedAddress}</p>
      <input type="email" name="address" autoComplete="username" value={lockedAddress} readOnly hidden />
      <PasswordField
        ref={field}
        label={words.password}
        name="password"
        autoComplete="current-password"
        value={password}
        error={empty ? words.errors.password : null}
        aria-invalid={unlock.failure?.code === 'wrong_credentials' || undefined}
        onChange={(event) => {
          setEmpty(false);
          setPassword(event.target.value);
        }}
      />
      <FailureNote failure={unlock.failure} words={words.locked.wrong} />
      <FormActions>
        <Button type="submit" variant="primary" busy={unlock.busy}>
          {words.locked.submit}
        </Button>
        <PasskeyWay address={lockedAddress} />
        <LeaveButton />
      </FormActions>
    </Form>
  );
}

/** Asks once more in place: what was typed would be lost. */
function LeaveButton() {
  const { logOut } = useSession();
  const [asking, setAsking] = useState(false);
  const leave = useAction(async () => {
    noteAskedToLeave();
    await logOut();
  });
  if (!asking) {
    return (
      <span className={styles['away']}>
        <Button variant="quiet" onClick={() => setAsking(true)}>
          {words.locked.leave}
        </Button>
      </span>
    );
  }
  return (
    <div className={styles['leave']} role="alert">
      <p>{words.locked.leaveText}</p>
      <FormActions>
        <Button variant="danger" busy={leave.busy} onClick={() => void leave.run()}>
          {words.locked.leaveConfirm}
        </Button>
        <Button autoFocus onClick={() => setAsking(false)}>
          {words.locked.stay}
        </Button>
      </FormActions>
    </div>
  );
}
