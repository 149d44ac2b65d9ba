// The sections of the settings in their order, in groups: the page draws them, and the list beside it names them.
import type { ReactNode } from 'react';
import type { RecoveryKit } from '../../session/vault-api/account.ts';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text as edge } from '../../text/edge.ts';
import { text } from '../../text/index.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { HandOverSection } from './hand-over-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { KitSection } from './kit-section.tsx';
import { LanguageSection } from './language-section.tsx';
import { NoticesSection } from './notices-section.tsx';
import { OpenPgpSection } from './openpgp-section.tsx';
import { OwnDataSection } from './own-data-section.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { Section } from './section.tsx';

const words = text.settings;

/** `id`: of its place in the page, `/settings#id`. */
export type SettingsSection = { id: string; title: string; content: ReactNode };
export type SettingsGroup = { name: string; sections: readonly SettingsSection[] };

/** What another feature brings: the signature and templates of whoever writes, and of their practice. */
export type OwnTexts = { signature: ReactNode; templates: ReactNode; practiceTexts: ReactNode };

type Settings = { session: SessionInfo; ownTexts: OwnTexts; onKitRenewed: (kit: RecoveryKit) => void };

export function settingsGroups({ session, ownTexts, onKitRenewed }: Settings): readonly SettingsGroup[] {
  return [
    { name: words.groups.you, sections: aboutYou(session, ownTexts) },
    { name: words.groups.here, sections: aboutThisDevice(session) },
    { name: words.groups.security, sections: aboutSecurity(session, onKitRenewed) },
    { name: words.groups.keys, sections: aboutKeys(session) },
    { name: words.groups.data, sections: aboutData(session) },
  ];
}

function aboutYou(session: SessionInfo, { signature, templates, practiceTexts }: OwnTexts): SettingsSection[] {
  const ofPractice = session.practice === null ? [] : [{ id: 'practice-texts', ...plain(words.practiceTexts, practiceTexts) }];
  return [
    { id: 'profile', title: words.profile.title, content: <ProfileSection session={session} /> },
    { id: 'signature', ...plain(words.signature, signature) },
    { id: 'templates', ...plain(words.templates, templates) },
    ...ofPractice,
  ];
}

function aboutThisDevice(session: SessionInfo): SettingsSection[] {
  return [
    { id: 'notices', title: words.notices.title, content: <NoticesSection session={session} /> },
    { id: 'language', title: words.language.title, content: <LanguageSection /> },
    { id: 'appearance', title: words.appearance.title, content: <AppearanceSection /> },
  ];
}

function aboutSecurity(session: SessionInfo, onKitRenewed: Settings['onKitRenewed']): SettingsSection[] {
  return [
    { id: 'password', title: words.password.title, content: <PasswordSection session={session} /> },
    { id: 'second-factor', title: text.secondFactor.title, content: <SecondFactorSection session={session} /> },
    { id: 'passkeys', title: text.secondFactor.passkeys.title, content: <PasskeysSection session={session} /> },
    { id: 'recovery-kit', title: words.kit.title, content: <KitSection session={session} onRenewed={onKitRenewed} /> },
    { id: 'devices', title: words.devices.title, content: <DevicesSection /> },
    { id: 'log-out', ...plain(words.idle, <p>{words.idle.text(session.idleMinutes)}</p>) },
  ];
}

function aboutKeys(session: SessionInfo): SettingsSection[] {
  return [
    { id: 'keys', title: edge.keysFile.title, content: <KeysSection session={session} /> },
    { id: 'openpgp', title: edge.openPgp.settings.title, content: <OpenPgpSection session={session} /> },
  ];
}

function aboutData(session: SessionInfo): SettingsSection[] {
  const ownData = { id: 'own-data', title: words.ownData.title, content: <OwnDataSection /> };
  // Guests have no coworkers to hand anything over to.
  if (session.practice === null) return [ownData];
  return [{ id: 'hand-over', title: words.handOver.title, content: <HandOverSection /> }, ownData];
}

function plain({ title, hint }: { title: string; hint?: string }, content: ReactNode): Omit<SettingsSection, 'id'> {
  return {
    title,
    content: (
      <Section title={title} hint={hint}>
        {content}
      </Section>
    ),
  };
}
