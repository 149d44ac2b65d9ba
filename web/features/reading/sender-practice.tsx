// How the sender's practice is reached: a quiet line below the message's head, and all of it on request. Shown only for what the sender's
// own keys vouch for, and apart from what is verified about the sender.
'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import { useProfileLogo } from '../../session/use-profile-logo.ts';
import type { ProfileView, SenderProfile } from '../../session/profile-api.ts';
import type { MessageSummary } from '../../session/vault-api.ts';
import { practiceCard as words } from '../../text/practice-card.ts';
import { PracticeCard } from '../../ui/practice-card.tsx';
import styles from './sender-practice.module.css';

/** A phone number may have changed since it was last looked at. */
const FRESH_MS = 10 * 60_000;

export function SenderPractice({ sender }: { sender: MessageSummary['sender'] }) {
  const vault = useVault();
  const { account } = sender;
  const { data: profile } = useQuery({ queryKey: queryKeys.senderProfile(account), queryFn: () => vault.senderProfile(account), staleTime: FRESH_MS, retry: false });
  if (!profile || isBare(profile)) return null;
  return <Card account={account} sender={sender.name === '' ? sender.address : sender.name} profile={profile} />;
}

/** A name alone reaches nobody. */
function isBare({ address, phone, website, logo }: ProfileView): boolean {
  return address.length === 0 && phone === null && website === null && logo === null;
}

function Card({ account, sender, profile }: { account: string; sender: string; profile: SenderProfile }) {
  const logo = useProfileLogo({ account, logo: profile.logo });
  return (
    <>
      <details className={styles['practice']}>
        <summary>
          {logo !== null && <img className={styles['small']} src={logo} alt="" />}
          <span className={styles['glance']}>
            <span className={styles['name']}>{profile.name}</span>
            {profile.phone !== null && <span>{`${words.phone} ${profile.phone}`}</span>}
          </span>
          <span className={styles['title']}>{words.contact}</span>
          <ChevronDown aria-hidden="true" />
        </summary>
        <div className={styles['whole']}>
          <PracticeCard profile={profile} logo={logo} />
          <p className={styles['said']}>{words.saidBy(sender)}</p>
          {!profile.compared && <p className={styles['said']}>{words.notForComparing(sender)}</p>}
        </div>
      </details>
      {/* On paper, whether it was open or not. */}
      <p className={styles['paper']}>{[profile.name, ...profile.address, ...(profile.phone === null ? [] : [`${words.phone} ${profile.phone}`]), ...(profile.website === null ? [] : [profile.website])].join('\n')}</p>
    </>
  );
}
