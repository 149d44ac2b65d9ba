// What a list shows while it is being opened and when it cannot be.
'use client';

import { CloudOff } from 'lucide-react';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import styles from './inbox.module.css';

export function ListLoading() {
  return (
    <div className={styles['waiting']}>
      <Spinner label={text.inbox.loading} />
    </div>
  );
}

export function ListFailed({ retry }: { retry: () => void }) {
  return (
    <div role="alert">
      <EmptyState icon={<CloudOff />} title={text.inbox.failed.title} action={<Button onClick={retry}>{text.inbox.tryAgain}</Button>}>
        {text.inbox.failed.text}
      </EmptyState>
    </div>
  );
}
