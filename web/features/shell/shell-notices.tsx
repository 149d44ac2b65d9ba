// What concerns the whole mailbox: no connection, or an address that is not confirmed yet.
'use client';

import { CloudOff } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { server } from '../../session/server.ts';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import styles from './shell.module.css';

export function ShellNotices() {
  return (
    <div className={`${styles['notices']} no-print`}>
      <Offline />
      <Unconfirmed />
    </div>
  );
}

function Offline() {
  const online = useSyncExternalStore(
    subscribeToConnection,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status">
      {!online && (
        <p className={styles['offline']}>
          <CloudOff aria-hidden="true" />
          {text.shell.offline}
        </p>
      )}
    </div>
  );
}

function subscribeToConnection(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

function Unconfirmed() {
  const { session } = useSession();
  const waiting = session !== undefined && !session.confirmed;
  useConfirmationWatch(waiting);
  const words = text.shell.unconfirmed;
  const again = useAction(() => server.resendConfirmation());
  if (!waiting) return null;
  const press = async () => {
    if (await again.run()) announce(words.sent);
    else announce(words.failed, { tone: 'danger' });
  };
  return (
    <div className={styles['unconfirmed']}>
      <Callout
        tone="info"
        title={words.title}
        actions={
          <Button size="small" busy={again.busy} onClick={() => void press()}>
            {again.busy ? words.sending : words.again}
          </Button>
        }
      >
        <p>{words.text(session.address)}</p>
      </Callout>
    </div>
  );
}

const lookEvery = 20_000;

/** The link is often opened in another tab or on a phone: this one notices by itself. */
function useConfirmationWatch(waiting: boolean): void {
  const { refresh } = useSession();
  useEffect(() => {
    if (!waiting) return;
    const look = () => {
      if (!document.hidden) void refresh().catch(() => undefined);
    };
    look();
    const timer = setInterval(look, lookEvery);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [waiting, refresh]);
}
