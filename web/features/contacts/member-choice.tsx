// Who is in a group: a box for each contact, those who are in it first. Of a long address book only the first are listed; the
// others are found by typing.
'use client';

import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { Contact } from '../../session/vault-api/contacts.ts';
import { text } from '../../text/address-book.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { matchesContact } from './contact-filter.ts';
import { contactName } from './use-contacts.ts';
import styles from './contacts.module.css';

const words = text.addressBook.groups;
const mostListed = 50;
const findFrom = 8;

type Person = { address: string; name: string; practice: string };
type MemberChoiceProps = { contacts: readonly Contact[]; members: readonly string[]; onChange: (members: string[]) => void };

export function MemberChoice({ contacts, members, onChange }: MemberChoiceProps) {
  const id = useId();
  const [filter, setFilter] = useState('');
  const deferred = useDeferredValue(filter);
  // Those who were in it when the form was opened stay in their place while boxes are pressed.
  const [first] = useState(members);
  const people = useMemo(() => peopleOf(contacts, { first, filter: deferred }), [contacts, first, deferred]);
  const toggle = (address: string) => onChange(members.includes(address) ? members.filter((member) => member !== address) : [...members, address]);
  if (contacts.length === 0 && first.length === 0) return <p className={styles['quiet']}>{words.noContacts}</p>;
  return (
    <div className={styles['choice']} role="group" aria-labelledby={id}>
      <p className={styles['choice-label']} id={id}>
        {words.people}
      </p>
      {contacts.length >= findFrom && (
        <TextField label={words.find} type="search" value={filter} onChange={(event) => setFilter(event.target.value)} onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} />
      )}
      <ul className={styles['choice-list']} aria-labelledby={id}>
        {people.slice(0, mostListed).map(({ address, name, practice }) => (
          <li key={address}>
            <Checkbox
              label={[name, practice].filter((part) => part !== '').join(', ')}
              description={name === address ? undefined : address}
              checked={members.includes(address)}
              onChange={() => toggle(address)}
            />
          </li>
        ))}
      </ul>
      {people.length === 0 && <p className={styles['quiet']}>{words.nobodyFound}</p>}
      {people.length > mostListed && <p className={styles['quiet']}>{words.further(people.length - mostListed)}</p>}
      <p className={styles['quiet']} role="status">
        {words.chosen(members.length)}
      </p>
    </div>
  );
}

function peopleOf(contacts: readonly Contact[], { first, filter }: { first: readonly string[]; filter: string }): Person[] {
  const isFirst = new Set(first);
  const known = new Set(contacts.map(({ address }) => address));
  const others = first.filter((address) => !known.has(address) && address.includes(filter.trim().toLowerCase())).map((address) => ({ address, name: address, practice: '' }));
  const found = contacts.filter((contact) => matchesContact(contact, filter)).map((contact) => ({ address: contact.address, name: contactName(contact), practice: contact.practice }));
  return [...others, ...found.filter(({ address }) => isFirst.has(address)), ...found.filter(({ address }) => !isFirst.has(address))];
}
