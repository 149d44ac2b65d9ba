// Tells a tab that stayed open during an upgrade. Reloading is the person's choice: something may be half written.
'use client';
import { RefreshCw } from 'lucide-react';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/access.ts';
import { Button } from '../../ui/button.tsx';
import styles from './new-version-banner.module.css';

const words = text.unlock.newVersion;

export function NewVersionBanner() {
  const { newBuild } = useSession();
  // The place exists before, so that its filling is announced.
  return (
    <div role="status">
      {newBuild && (
        <div className={styles['banner']}>
          <p>{words.text}</p>
          <Button size="small" icon={<RefreshCw aria-hidden="true" />} onClick={() => location.reload()}>
            {words.reload}
          </Button>
        </div>
      )}
    </div>
  );
}
