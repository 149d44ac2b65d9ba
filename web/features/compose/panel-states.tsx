// The compose panel while there is nothing to write in yet: opening, gone, or not to be opened.
'use client';

import { CloudOff, FileX, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { ComposeFrame, ComposeHead } from './compose-frame.tsx';
import type { DraftSource } from './use-draft-source.ts';
import styles from './compose.module.css';

const words = text.compose.loadFailed;

export function PanelState({ source, onClose }: { source: Exclude<DraftSource, { status: 'ready' | 'lost' }>; onClose: () => void }) {
  return (
    <>
      <CloseableHead onClose={onClose} />
      <div className={styles['state']}>
        {source.status === 'loading' && <Spinner label={text.compose.loading} />}
        {source.status === 'gone' && <EmptyState icon={<FileX />} title={words.gone} action={<Button onClick={onClose}>{text.ui.close}</Button>} />}
        {source.status === 'failed' && <Failed onRetry={source.retry} />}
      </div>
    </>
  );
}

/** The panel's own code did not load: the server was updated or the connection is gone. */
export function PanelFailed({ onClose, onRetry }: { onClose: () => void; onRetry: () => void }) {
  return (
    <ComposeFrame onClose={onClose}>
      <CloseableHead onClose={onClose} />
      <div className={styles['state']}>
        <Failed onRetry={onRetry} />
      </div>
    </ComposeFrame>
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
