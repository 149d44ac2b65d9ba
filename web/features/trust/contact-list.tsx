// Everybody whose keys are known, with the way to compare them.
'use client';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { failureOf } from '../../ui/use-action.ts';
import { ContactRow } from './contact-row.tsx';
import styles from './trust.module.css';
import { type KnownContact, useKnownContacts } from './use-trust.ts';

const words = text.trust.contacts;

/** Below this a list is taken in at a glance. */
const SEARCHED_FROM = 8;

export function ContactList() {
  const { known, isPending, isError, error, refetch } = useKnownContacts();
  return (
    <section className={styles['contacts']} aria-labelledby="known-contacts">
      <Heading level={2} id="known-contacts">
        {words.title}
      </Heading>
      {isPending && <Spinner label={words.loading} />}
      {isError && (
        <FailureNote failure={failureOf(error)} actions={<Button onClick={() => void refetch()}>{text.trust.own.retry}</Button>} />
      )}
      {known !== null && known.length === 0 && (
        <EmptyState icon={<Users />} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      )}
      {known !== null && known.length > 0 && <Rows contacts={known} />}
    </section>
  );
}

function Rows({ contacts }: { contacts: readonly KnownContact[] }) {
  const [query, setQuery] = useState('');
  const shown = contacts.filter((contact) => matches(contact, query));
  return (
    <>
      {contacts.length >= SEARCHED_FROM && (
        <TextField label={words.find} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      )}
      {shown.length === 0 ? (
        <p className={styles['hint']}>{words.noMatch}</p>
      ) : (
        <ul className={styles['list']}>
          {shown.map((contact) => (
            <ContactRow key={contact.address} contact={contact} />
          ))}
        </ul>
      )}
    </>
  );
}

function matches({ name, practice, address }: KnownContact, query: string): boolean {
  return `${name} ${practice} ${address}`.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
}
