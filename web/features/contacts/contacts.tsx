// The address book with the open invitations above it, since those wait for somebody.
'use client';

import { BookUser, CloudOff, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { Contact } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ContactForm } from './contact-form.tsx';
import { ContactRow } from './contact-row.tsx';
import { matchesContact } from './contact-filter.ts';
import { Invitations } from './invitations.tsx';
import { useContacts } from './use-contacts.ts';
import styles from './contacts.module.css';

const words = text.contacts;
const filterFrom = 8;

export function Contacts() {
  const { session } = useSession();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={words.title}
      lead={words.intro}
      actions={
        <Button icon={<UserPlus aria-hidden="true" />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      }
    >
      {session?.mayInvite === true && <Invitations />}
      <AddressBook />
      {adding && <ContactForm contact={null} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function AddressBook() {
  const view = useContacts();
  if (view.status === 'loading') return <Spinner label={words.loading} />;
  if (view.status === 'failed') {
    return (
      <div role="alert">
        <EmptyState icon={<CloudOff />} title={words.failed.title} action={<Button onClick={view.retry}>{words.failed.again}</Button>}>
          {words.failed.text}
        </EmptyState>
      </div>
    );
  }
  if (view.contacts.length === 0) {
    return (
      <EmptyState icon={<BookUser />} title={words.empty.title}>
        {words.empty.text}
      </EmptyState>
    );
  }
  return <ContactList contacts={view.contacts} />;
}

function ContactList({ contacts }: { contacts: Contact[] }) {
  const [filter, setFilter] = useState('');
  const shown = contacts.filter((contact) => matchesContact(contact, filter));
  return (
    <section className={styles['section']} aria-label={words.addressBook}>
      {contacts.length >= filterFrom && <TextField label={words.filter} type="search" value={filter} onChange={(event) => setFilter(event.target.value)} />}
      {shown.length === 0 ? (
        <p role="status">{words.nothingFound}</p>
      ) : (
        <ul className={styles['list']} aria-label={words.list}>
          {shown.map((contact) => (
            <ContactRow key={contact.address} contact={contact} />
          ))}
        </ul>
      )}
    </section>
  );
}
