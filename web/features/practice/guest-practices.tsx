// For guests: which practices sponsor them, and what that means.
import { Building2 } from 'lucide-react';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Heading } from '../../ui/heading.tsx';
import styles from './practice.module.css';

const words = text.practice.guest;

export function GuestPractices({ session }: { session: SessionInfo }) {
  const { sponsors } = session;
  return (
    <section className={styles['section']} aria-labelledby="guest">
      <Heading level={2} id="guest">
        {words.title}
      </Heading>
      <p className={styles['measure']}>{sponsors.length === 0 ? words.none : words.text}</p>
      {sponsors.length > 0 && (
        <ul className={styles['list']} aria-label={words.sponsors}>
          {sponsors.map((sponsor) => (
            <li key={sponsor.id} className={styles['row']}>
              <p className={styles['sponsor']}>
                <Building2 aria-hidden="true" />
                {sponsor.name}
              </p>
            </li>
          ))}
        </ul>
      )}
      <p className={styles['quiet']}>{words.limits(session.advancedToOutsiders)}</p>
    </section>
  );
}
