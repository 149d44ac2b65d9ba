// In the place of the compose panel where its code did not load: the server was updated, or the connection is gone. Nor would the code of
// other dialogs load, so this one is the browser's own.
'use client';

import { CloudOff, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './compose-failed.module.css';

const words = text.shell.composeFailed;

export function ComposeFailed({ onClose, onRetry }: { onClose: () => void; onRetry: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-label={words.title} onCancel={onClose}>
      <div className={styles['close']}>
        <IconButton label={text.ui.close} icon={<X />} tip="none" onClick={onClose} />
      </div>
      <div role="alert">
        <EmptyState icon={<CloudOff />} title={words.title} action={<Button onClick={onRetry}>{words.again}</Button>}>
          {words.text}
        </EmptyState>
      </div>
    </dialog>
  );
}
