// The open invitations: who waits for a code, and what happened meanwhile.
'use client';

import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { InvitationCard } from './invitation-card.tsx';
import { useInvitations } from './use-invitations.ts';
import styles from './contacts.module.css';

const words = text.contacts.invitations;

export function Invitations() {
  const view = useInvitations();
  return (
    <section className={styles['section']} aria-labelledby="open-invitations">
      <Heading level={2} id="open-invitations">
        {words.title}
      </Heading>
      {view.status === 'loading' && <Spinner label={words.loading} />}
      {view.status === 'failed' && (
        <Callout tone="info" role="alert" title={words.failed} actions={<Button size="small" onClick={view.retry}>{words.again}</Button>} />
      )}
      {view.status === 'ready' && view.invitations.length === 0 && <p className={styles['quiet']}>{words.empty}</p>}
      {view.status === 'ready' && view.invitations.length > 0 && (
        <>
          <p className={styles['quiet']}>{words.intro}</p>
          <ul className={styles['cards']} aria-label={words.list}>
            {view.invitations.map((invitation) => (
              <InvitationCard key={invitation.invitation} invitation={invitation} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
