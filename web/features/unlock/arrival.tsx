// At log-in: where one goes on to, and why one is here where the address tells it. All of it stands in the page as it is delivered, and
// a script in its head shows what holds (login-start.ts), so nothing moves when the others answer. They leave only what is shown.
'use client';
import { useEffect } from 'react';
import { text } from '../../text/access.ts';
import { arrivalOf, leads, notes, sharedIn } from '../../ui/arrival.ts';
import { Callout } from '../../ui/callout.tsx';
import { useQuery } from '../../ui/use-query.ts';
import styles from './arrival.module.css';

const words = text.unlock;
const LEADS = { mailbox: words.lead, message: words.toOpenMessage, invitation: words.toInvitation };
const NOTES = { ended: words.ended, existing: words.existing, used: words.invitationUsed, shared: words.shared };

export function Arrival() {
  const query = useQuery();
  const now = query === null ? null : arrivalOf(query);
  const shared = query === null ? null : sharedIn(query);
  useEffect(() => {
    // From the service worker into this page, which stays until one is logged in.
    if (shared !== null) void import('../../session/shared-files.ts').then(({ sharedFiles }) => sharedFiles(shared));
  }, [shared]);
  return (
    <>
      {leads.map((lead) => (now === null || now.lead === lead) && (
        <p key={lead} className={styles['lead']} data-lead={lead} data-shown={now !== null || undefined}>
          {LEADS[lead]}
        </p>
      ))}
      {notes.map((note) => (now === null || now.note === note) && (
        <div key={note} className={styles['note']} data-note={note} data-shown={now !== null || undefined}>
          <Callout tone="info">{NOTES[note]}</Callout>
        </div>
      ))}
    </>
  );
}
