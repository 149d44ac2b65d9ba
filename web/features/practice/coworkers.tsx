// Everybody who belongs to the practice, for those who decide about it.
'use client';

import { CloudOff, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/coworkers.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading } from '../../ui/heading.tsx';
import { CoworkerPlaces, leftOf, PLACES_FULL } from './coworker-places.tsx';
import { CoworkerRow } from './coworker-row.tsx';
import { FormerCoworkers } from './former-coworkers.tsx';
import { InviteCoworkers } from './invite-coworkers.tsx';
import type { RosterView } from './use-roster.ts';
import { WaitingCoworkers } from './waiting-coworkers.tsx';
import styles from './coworkers.module.css';

const words = text.coworkers;

export function Coworkers({ view }: { view: Exclude<RosterView, { status: 'loading' }> }) {
  const [inviting, setInviting] = useState(false);
  // Without the list nothing is known, and the server has the last word.
  const left = view.status === 'ready' ? leftOf(view.places) : null;
  return (
    <section className={styles['section']} aria-labelledby="coworkers">
      <div className={styles['head']}>
        <Heading level={2} id="coworkers">
          {words.title}
        </Heading>
        <Button icon={<UserPlus aria-hidden="true" />} disabled={left === 0} aria-describedby={left === 0 ? PLACES_FULL : undefined} onClick={() => setInviting(true)}>
          {words.invite.action}
        </Button>
      </div>
      <p className={styles['quiet']}>{words.lead}</p>
      {view.status === 'ready' && <CoworkerPlaces places={view.places} />}
      {view.status === 'failed' && (
        <div role="alert">
          <EmptyState icon={<CloudOff />} title={words.failed.title} action={<Button onClick={view.retry}>{words.failed.again}</Button>}>
            {words.failed.text}
          </EmptyState>
        </div>
      )}
      {view.status === 'ready' && <Roster view={view} />}
      {inviting && <InviteCoworkers left={left} onClose={() => setInviting(false)} />}
    </section>
  );
}

function Roster({ view }: { view: Extract<RosterView, { status: 'ready' }> }) {
  const { session } = useSession();
  const { members, waiting, former, places } = view;
  const owners = members.filter(({ role, suspendedAt }) => role === 'owner' && suspendedAt === null);
  return (
    <>
      <ul className={styles['list']} aria-label={words.list}>
        {members.map((member) => (
          <CoworkerRow
            key={member.account}
            member={member}
            isSelf={member.account === session?.account}
            isOnlyOwner={owners.length === 1 && owners[0]?.account === member.account}
          />
        ))}
      </ul>
      {waiting.length > 0 && <WaitingCoworkers waiting={waiting} />}
      {former.length > 0 && <FormerCoworkers former={former} full={leftOf(places) === 0} />}
    </>
  );
}
