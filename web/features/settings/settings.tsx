// One's own settings, section by section. A new recovery kit takes the place of the page until it is stored.
'use client';
import { type ReactNode, useState } from 'react';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { Page } from '../../ui/page.tsx';
import { RecoveryKitStep } from '../../ui/recovery-kit/recovery-kit-step.tsx';
import { announce } from '../../ui/toasts.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { HandOverSection } from './hand-over-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { KitSection } from './kit-section.tsx';
import { NoticesSection } from './notices-section.tsx';
import { OpenPgpSection } from './openpgp-section.tsx';
import { LanguageSection } from './language-section.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { OwnDataSection } from './own-data-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

const words = text.settings;

/** What other features bring: the signature and templates of whoever writes, and of their practice. */
type SettingsProps = { signature: ReactNode; templates: ReactNode; practiceTexts: ReactNode };

export function Settings({ signature, templates, practiceTexts }: SettingsProps) {
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
  return (
    <Page title={words.title}>
      <div>
        <ProfileSection session={session} />
        <Section title={words.signature.title} hint={words.signature.hint}>
          {signature}
        </Section>
        <Section title={words.templates.title} hint={words.templates.hint}>
          {templates}
        </Section>
        {session.practice !== null && (
          <Section title={words.practiceTexts.title} hint={words.practiceTexts.hint}>
            {practiceTexts}
          </Section>
        )}
        <NoticesSection session={session} />
        <PasswordSection session={session} />
        <SecondFactorSection session={session} />
        <PasskeysSection session={session} />
        <KitSection session={session} onRenewed={setKit} />
        <KeysSection session={session} />
        <OpenPgpSection session={session} />
        <DevicesSection />
        <LanguageSection />
        <AppearanceSection />
        <Section title={words.idle.title}>
          <p>{words.idle.text(session.idleMinutes)}</p>
        </Section>
        <HandOverSection session={session} />
        <OwnDataSection />
      </div>
    </Page>
  );
}
