// The session has ended while something was being written. Everything else is hidden, not only covered, until the
// password is given again; nothing is unmounted, so the text is there afterwards.
'use client';
import { useEffect, useId, useState } from 'react';
import { createPortal } from 'react-dom';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/access.ts';
import { Brand } from '../../ui/brand.tsx';
import styles from './locked-overlay.module.css';
import { UnlockForm } from './unlock-form.tsx';

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
