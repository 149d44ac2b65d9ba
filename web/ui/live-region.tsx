// The one live region of the app, mounted once in the root layout; announce() and say() in toasts.ts fill it.
'use client';
import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { text } from '../text/access.ts';
import styles from './live-region.module.css';
import { currentToasts, dismissToast, serverToasts, subscribeToasts, type Toast } from './toasts.ts';

export function LiveRegion() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts, serverToasts);
  return (
    // React Aria leaves elements with this attribute reachable while a modal dialog is open. By its id the page knows that all of it is there.
    <div id="live" className={styles['region']} data-react-aria-top-layer="true" role="status" aria-live="polite" aria-atomic="false">
      {toasts.map((toast) =>
        toast.visible ? (
          <ToastCard key={toast.id} toast={toast} />
        ) : (
          <p key={toast.id} className="visually-hidden">
            {toast.text}
          </p>
        ),
      )}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { id, tone, action } = toast;
  return (
    <div className={styles['toast']} data-tone={tone}>
      <p>{toast.text}</p>
      {action !== null && (
        <button
          type="button"
          className={styles['action']}
          aria-keyshortcuts="z"
          onClick={() => {
            action.onAction();
            dismissToast(id);
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className={styles['close']} aria-label={text.ui.dismiss} onClick={() => dismissToast(id)}>
        <X aria-hidden="true" />
      </button>
    </div>
  );
}
