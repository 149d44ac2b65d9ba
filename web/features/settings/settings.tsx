// One's own settings: a list of the sections, and the sections. A new recovery kit takes the place of the page until it is stored.
'use client';
import { useState } from 'react';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit } from '../../session/vault-api/account.ts';
import { text } from '../../text/index.ts';
import { Page } from '../../ui/page.tsx';
import { RecoveryKitStep } from '../../ui/recovery-kit/recovery-kit-step.tsx';
import { announce } from '../../ui/toasts.ts';
import { type OwnTexts, settingsGroups } from './settings-groups.tsx';
import { SettingsIndex } from './settings-index.tsx';
import styles from './settings.module.css';

const words = text.settings;

export function Settings(ownTexts: OwnTexts) {
  const vault = useVault();
  const { session } = useSession();
  const [kit, setKit] = useState<RecoveryKit | null>(null);
  if (session === undefined) return null;
  if (kit !== null) {
    return (
      <div className={styles['kit']}>
        <RecoveryKitStep
          kit={kit}
          renewed
          loadFingerprint={async () => (await vault.fingerprint(null)).groups}
          onStored={() => {
            setKit(null);
            announce(words.kit.stored);
          }}
        />
      </div>
    );
  }
  const groups = settingsGroups({ session, ownTexts, onKitRenewed: setKit });
  return (
    <Page title={words.title} width="wide">
      <div className={styles['settings']}>
        <SettingsIndex groups={groups} />
        <div className={styles['sections']}>
          {groups
            .flatMap(({ sections }) => sections)
            .map(({ id, content }) => (
              <div key={id} id={id} className={styles['anchor']}>
                {content}
              </div>
            ))}
        </div>
      </div>
    </Page>
  );
}
