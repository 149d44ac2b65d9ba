// Who belongs to the practice.
'use client';

import { byName } from '../../session/by-name.ts';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/index.ts';
import { Heading } from '../../ui/heading.tsx';
import type { PracticeDetails } from './use-practice.ts';
import styles from './practice.module.css';

const words = text.practice;

export function Members({ members }: { members: PracticeDetails['members'] }) {
  const { session } = useSession();
  return (
    <section className={styles['section']} aria-labelledby="members">
      <Heading level={2} id="members">
        {words.members}
      </Heading>
      <ul className={styles['list']} aria-labelledby="members">
        {members.toSorted(byName).map((member) => (
          <li key={member.account} className={styles['row']}>
            <div>
              <p className={styles['name']}>
                {member.name}
                {member.account === session?.account && <span className={styles['you']}>{` (${words.you})`}</span>}
              </p>
              <p className={styles['quiet']}>{member.address}</p>
            </div>
            <p>{words.roles[member.role]}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
