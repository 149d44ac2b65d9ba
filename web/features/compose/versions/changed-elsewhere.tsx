// The draft was changed on another device too: which of the two, what differs, and the choice.
'use client';

import { useState } from 'react';
import type { Draft, DraftChoice } from '../../../session/vault-api/drafts.ts';
import { draftVersions } from '../../../text/draft-versions.ts';
import { BroughtIntoView } from '../../../ui/brought-into-view.tsx';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { announce } from '../../../ui/toasts.ts';
import { useNow } from '../../../ui/use-now.ts';
import type { DraftEditing } from '../use-draft.ts';
import { DifferenceList } from './difference-list.tsx';
import { differences } from './differences.ts';
import { changedElsewhere, versionName } from './version-name.ts';
import styles from './versions.module.css';

const words = draftVersions;
const said = { this: words.kept, other: words.used, both: words.bothKept } satisfies Record<DraftChoice, string>;

export function ChangedElsewhere({ editing, other }: { editing: DraftEditing; other: Draft }) {
  const [busy, setBusy] = useState(false);
  const now = useNow();
  const choose = async (choice: DraftChoice) => {
    setBusy(true);
    try {
      await editing.choose(choice);
      announce(said[choice]);
    } catch {
      announce(words.failed, { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <BroughtIntoView>
      <Callout
        tone="info"
        role="alert"
        title={changedElsewhere(other, now)}
        actions={
          <>
            <Button size="small" variant="primary" disabled={busy} onClick={() => void choose('this')}>
              {words.keepThis}
            </Button>
            <Button size="small" disabled={busy} onClick={() => void choose('other')}>
              {words.goOnWithOther}
            </Button>
            <Button size="small" disabled={busy} onClick={() => void choose('both')}>
              {words.keepBoth}
            </Button>
          </>
        }
      >
        <p>{words.text}</p>
        <div className={styles['sides']}>
          <p>
            <span className={styles['side']}>{words.sides.here}</span> {versionName({ ...editing.draft, savedBy: { here: true, name: null } }, now)}
          </p>
          <p>
            <span className={styles['side']}>{words.sides.there}</span> {versionName(other, now)}
          </p>
        </div>
        <DifferenceList found={differences(editing.draft, other)} />
      </Callout>
    </BroughtIntoView>
  );
}
