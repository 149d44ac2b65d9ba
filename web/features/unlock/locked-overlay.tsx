// The session has ended while something was being written. Everything else is hidden, not only covered, until the
// password is given again; nothing is unmounted, so the text is there afterwards.
'use client';
import { useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useSession, useVault } from '../../session/session-provider.tsx';
import { text } from '../../text/access.ts';
import { Brand } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import styles from './locked-overlay.module.css';
import { noteAskedToLeave } from './leaving.ts';

const words = text.unlock;

export function LockedOverlay() {
  const { status } = useSession();
  return status === 'locked' ? <Overlay /> : null;
}

function Overlay() {
  const id = useId();
  useHiddenPage();
  // React Aria keeps focus inside an open dialog, save for elements with this attribute.
  return createPortal(
    <div className={styles['overlay']} data-locked-overlay="" data-react-aria-top-layer="true">
      <div className={styles['card']} role="dialog" aria-modal="true" aria-labelledby={id} aria-describedby={`${id}-text`}>
        <Brand />
        <h2 className={styles['title']} id={id}>
          {words.locked.title}
        </h2>
        <p id={`${id}-text`}>{words.locked.text}</p>
        <UnlockForm />
      </div>
    </div>,
    document.body,
  );
}

function UnlockForm() {
  const vault = useVault();
  const { lockedAddress = '' } = useSession();
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const unlock = useAction(async () => {
    await vault.logIn({ address: lockedAddress, password });
  });
  useEffect(() => field.current?.focus(), []);
  const submit = async () => {
    setEmpty(password === '');
    if (password !== '') await unlock.run();
  };
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
      <Button variant="quiet" onClick={() => setAsking(true)}>
        {words.locked.leave}
      </Button>
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

/** global.css hides everything but the overlay under this attribute, dialogs of their own included. */
function useHiddenPage(): void {
  // Remembered before the password field takes the focus.
  const [returnTo] = useState(() => document.activeElement);
  useEffect(() => {
    document.documentElement.dataset['locked'] = '';
    return () => {
      delete document.documentElement.dataset['locked'];
      if (returnTo instanceof HTMLElement) returnTo.focus();
    };
  }, [returnTo]);
}
