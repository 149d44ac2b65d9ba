// Versions that were not chosen: still there, and one press away.
'use client';

import { useState } from 'react';
import { draftVersions } from '../../../text/draft-versions.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useNow } from '../../../ui/use-now.ts';
import type { DraftEditing } from '../use-draft.ts';
import { DifferenceList } from './difference-list.tsx';
import { differences } from './differences.ts';
import { versionName } from './version-name.ts';
import styles from './versions.module.css';

const words = draftVersions.aside;

export function KeptVersions({ editing }: { editing: DraftEditing }) {
  const { draft, take } = editing;
  const [busy, setBusy] = useState(false);
  const now = useNow();
  const use = async (edition: string) => {
    setBusy(true);
    try {
      await take(edition);
      announce(draftVersions.used);
    } catch {
      announce(draftVersions.failed, { tone: 'danger' });
      setBusy(false);
    }
  };
  return (
    <Callout tone="info" title={words.title(draft.aside.length)}>
      <ul className={styles['kept']}>
        {draft.aside.map((version) => (
          <li key={version.edition}>
            <p>{versionName(version, now)}</p>
            <DifferenceList found={differences(draft, version)} />
            <Button size="small" aria-label={words.takeOf(versionName(version, now))} disabled={busy} onClick={() => void use(version.edition)}>
              {words.take}
            </Button>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
