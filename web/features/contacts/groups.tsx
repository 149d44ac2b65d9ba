// The groups of the address book: who is in them, writing to them, changing them.
'use client';

import { Pencil, PenLine, UsersRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Contact, ContactGroup } from '../../session/vault-api/contacts.ts';
import { text } from '../../text/address-book.ts';
import { Button } from '../../ui/button.tsx';
import { Heading } from '../../ui/heading.tsx';
import { contactName } from './use-contacts.ts';
import { useWrite } from './use-write.ts';
import styles from './contacts.module.css';

const GroupForm = lazy(() => import('./group-form.tsx').then((code) => ({ default: code.GroupForm })));

const words = text.addressBook.groups;
const mostNamed = 3;

type GroupsProps = { groups: readonly ContactGroup[]; contacts: readonly Contact[] };

export function Groups({ groups, contacts }: GroupsProps) {
  const [editing, setEditing] = useState<ContactGroup | 'new' | null>(null);
  return (
    <section className={styles['section']} aria-labelledby="groups">
      <div className={styles['section-head']}>
        <Heading level={2} id="groups">
          {words.title}
        </Heading>
        <Button size="small" icon={<UsersRound aria-hidden="true" />} onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      </div>
      {groups.length === 0 ? (
        <p className={styles['quiet']}>{words.empty}</p>
      ) : (
        <ul className={styles['list']} aria-label={words.list}>
          {groups.map((group) => (
            <GroupRow key={group.id} group={group} contacts={contacts} onEdit={() => setEditing(group)} />
          ))}
        </ul>
      )}
      <Suspense>{editing !== null && <GroupForm group={editing === 'new' ? null : editing} contacts={contacts} onClose={() => setEditing(null)} />}</Suspense>
    </section>
  );
}

function GroupRow({ group, contacts, onEdit }: { group: ContactGroup; contacts: readonly Contact[]; onEdit: () => void }) {
  const { write, busy } = useWrite(group.members);
  const named = group.members.slice(0, mostNamed).map((address) => contactName(contacts.find((contact) => contact.address === address) ?? { name: '', address }));
  const isEmpty = group.members.length === 0;
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <p className={styles['name']}>{group.name}</p>
        <p className={styles['address']}>
          {isEmpty ? words.nobody : `${words.members(group.members.length)}: ${words.andMore(named, group.members.length - named.length)}`}
        </p>
      </div>
      <div className={styles['actions']}>
        {!isEmpty && (
          <Button size="small" variant="quiet" icon={<PenLine aria-hidden="true" />} busy={busy} aria-label={words.writeNamed(group.name)} onClick={write}>
            {words.write}
          </Button>
        )}
        <Button size="small" variant="quiet" icon={<Pencil aria-hidden="true" />} aria-label={words.editNamed(group.name)} onClick={onEdit}>
          {words.edit}
        </Button>
      </div>
    </li>
  );
}
