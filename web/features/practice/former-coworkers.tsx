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
import { type FormerMember, useRosterChanges } from './use-roster.ts';
import styles from './coworkers.module.css';

const words = text.coworkers.former;

export function FormerCoworkers({ former }: { former: FormerMember[] }) {
  return (
    <div className={styles['part']}>
      <Heading level={3} size="large">
        {words.title}
      </Heading>
      <p className={styles['quiet']}>{words.lead}</p>
      <ul className={styles['list']} aria-label={words.list}>
        {former.map((person) => (
          <FormerRow key={person.account} person={person} />
        ))}
      </ul>
    </div>
  );
}

function FormerRow({ person: { account, name, address, role, leftAt } }: { person: FormerMember }) {
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
        <Button size="small" icon={<Undo2 aria-hidden="true" />} busy={returning.busy} aria-label={words.backNamed(name)} onClick={() => void press()}>
          {words.back}
        </Button>
      )}
    </li>
  );
}
