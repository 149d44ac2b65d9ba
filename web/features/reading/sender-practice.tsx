// How the sender's practice is reached: a quiet line below the message's head, and all of it on request. Shown only for what the sender's
// own keys vouch for, and apart from what is verified about the sender.
'use client';

import { ChevronDown } from 'lucide-react';
import { useProfileLogo } from '../../session/use-profile-logo.ts';
import type { SenderProfile } from '../../session/vault-api/practice-profile.ts';
import { practiceCard as words } from '../../text/practice-card.ts';
import { PracticeCard } from '../../ui/practice-card.tsx';
import styles from './sender-practice.module.css';

type SenderPracticeProps = { account: string; sender: string; profile: SenderProfile };

export function SenderPractice({ account, sender, profile }: SenderPracticeProps) {
  const logo = useProfileLogo({ account, logo: profile.logo });
  return (
    <>
      <details className={styles['practice']}>
        <summary>
          {logo !== null && (logo.url === null ? <span className={styles['small']} /> : <img className={styles['small']} src={logo.url} alt="" />)}
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
