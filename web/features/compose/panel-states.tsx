// The compose panel while there is nothing to write in yet: opening, gone, or not to be opened.
'use client';

import { CloudOff, FileX, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { ComposeHead } from './compose-frame.tsx';
import type { DraftSource } from './use-draft-source.ts';
import styles from './compose.module.css';

const words = text.shell.composeFailed;

export function PanelState({ source, onClose }: { source: Exclude<DraftSource, { status: 'ready' | 'lost' }>; onClose: () => void }) {
  return (
    <>
      <CloseableHead onClose={onClose} />
      <div className={styles['state']}>
        {source.status === 'loading' && <Spinner label={text.compose.loading} />}
        {source.status === 'gone' && <EmptyState icon={<FileX />} title={text.compose.gone} action={<Button onClick={onClose}>{text.ui.close}</Button>} />}
        {source.status === 'failed' && <Failed onRetry={source.retry} />}
      </div>
    </>
  );
}

function Failed({ onRetry }: { onRetry: () => void }): ReactNode {
  return (
    <div role="alert">
      <EmptyState icon={<CloudOff />} title={words.title} action={<Button onClick={onRetry}>{words.again}</Button>}>
        {words.text}
      </EmptyState>
    </div>
  );
}

export function CloseableHead({ onClose }: { onClose: () => void }) {
  return (
    <ComposeHead>
      <IconButton label={text.ui.close} icon={<X />} tip="none" onClick={onClose} />
    </ComposeHead>
  );
}
