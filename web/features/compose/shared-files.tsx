// Files from another app in a new message: what is said above them, and that they are gone.
'use client';

import { FileX } from 'lucide-react';
import { text } from '../../text/index.ts';
import { sharedFiles } from '../../text/shared-files.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CloseableHead } from './panel-states.tsx';
import styles from './compose.module.css';

/** They may come from anywhere, also from another site that only pretends to be an app: a person looks at them. */
export function FromElsewhere() {
  return (
    <Callout tone="info" role="status">
      {sharedFiles.fromElsewhere}
    </Callout>
  );
}

export function SharedLost({ onClose }: { onClose: () => void }) {
  return (
    <>
      <CloseableHead onClose={onClose} />
      <div className={styles['state']}>
        <EmptyState icon={<FileX />} title={sharedFiles.lost.title} action={<Button onClick={onClose}>{text.ui.close}</Button>}>
          {sharedFiles.lost.text}
        </EmptyState>
      </div>
    </>
  );
}
