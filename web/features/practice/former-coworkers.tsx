// Who was removed and can be taken back.
'use client';

import { Undo2 } from 'lucide-react';
import { useSession } from '../../session/session-provider.tsx';
import { formatDay } from '../../text/format.ts';
import { text } from '../../text/coworkers.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Heading } from '../../ui/heading.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { PLACES_FULL } from './coworker-places.tsx';
import { type FormerMember, useRosterChanges } from './use-roster.ts';
import styles from './coworkers.module.css';

const words = text.coworkers.former;

/** `full`: nobody can be taken back, and the page has said why. */
export function FormerCoworkers({ former, full }: { former: FormerMember[]; full: boolean }) {
  return (
    <div className={styles['part']}>
      <Heading level={3} size="large">
        {words.title}
      </Heading>
      <p className={styles['quiet']}>{words.lead}</p>
      <ul className={styles['list']} aria-label={words.list}>
        {former.map((person) => (
          <FormerRow key={person.account} person={person} full={full} />
        ))}
      </ul>
    </div>
  );
}

function FormerRow({ person: { account, name, address, role, leftAt }, full }: { person: FormerMember; full: boolean }) {
  const { session } = useSession();
  const { takeBack } = useRosterChanges();
  const returning = useAction(() => takeBack(account));
  const press = async () => {
    if (await returning.run()) announce(words.returned(name));
  };
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <p className={styles['name']}>{name}</p>
        <p className={styles['address']}>{address}</p>
        <FailureNote failure={returning.failure} />
      </div>
      <p className={styles['role']}>{words.since(role, formatDay(leftAt))}</p>
      {(role !== 'owner' || session?.role === 'owner') && (
        <Button
          size="small"
          icon={<Undo2 aria-hidden="true" />}
          busy={returning.busy}
          disabled={full}
          aria-label={words.backNamed(name)}
          aria-describedby={full ? PLACES_FULL : undefined}
          onClick={() => void press()}
        >
          {words.back}
        </Button>
      )}
    </li>
  );
}
