// The address book with the open invitations above it, since those wait for somebody.
'use client';

import { BookUser, CloudOff, Download, EllipsisVertical, Upload, UserPlus } from 'lucide-react';
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { Contact, ContactGroup } from '../../session/vault-api/contacts.ts';
import { text as addressBook } from '../../text/address-book.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading } from '../../ui/heading.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { Page } from '../../ui/page.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ContactForm } from './contact-form.tsx';
import { ContactRow } from './contact-row.tsx';
import { matchesContact } from './contact-filter.ts';
import { Groups } from './groups.tsx';
import { Invitations } from './invitations.tsx';
import { useContacts } from './use-contacts.ts';
import { useGroups } from './use-groups.ts';
import { useGrowingList } from './use-growing-list.ts';
import styles from './contacts.module.css';

const ImportContacts = lazy(() => import('./import-contacts.tsx').then((code) => ({ default: code.ImportContacts })));
const ExportContacts = lazy(() => import('./export-contacts.tsx').then((code) => ({ default: code.ExportContacts })));

const words = text.contacts;
const moreWords = addressBook.addressBook;
const filterFrom = 8;

export function Contacts() {
  const { session } = useSession();
  const groups = useGroups();
  const [doing, setDoing] = useState<'adding' | 'importing' | 'exporting' | null>(null);
  const stop = () => setDoing(null);
  return (
    <Page
      title={words.title}
      lead={words.intro}
      actions={
        <>
          <Button icon={<UserPlus aria-hidden="true" />} onClick={() => setDoing('adding')}>
            {words.add}
          </Button>
          <MenuButton
            label={moreWords.more}
            icon={<EllipsisVertical aria-hidden="true" />}
            iconOnly
            variant="secondary"
            groups={[
              [
                { id: 'import', label: moreWords.importAction, icon: <Upload aria-hidden="true" />, onAction: () => setDoing('importing') },
                { id: 'export', label: moreWords.exportAction, icon: <Download aria-hidden="true" />, onAction: () => setDoing('exporting') },
              ],
            ]}
          />
        </>
      }
    >
      {session?.mayInvite === true && <Invitations />}
      <AddressBook groups={groups} onImport={() => setDoing('importing')} />
      {doing === 'adding' && <ContactForm contact={null} groups={groups} onClose={stop} />}
      <Suspense>
        {doing === 'importing' && <ImportContacts onClose={stop} />}
        {doing === 'exporting' && <ExportContacts groups={groups} onClose={stop} />}
      </Suspense>
    </Page>
  );
}

function AddressBook({ groups, onImport }: { groups: readonly ContactGroup[]; onImport: () => void }) {
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
  if (view.contacts.length === 0 && groups.length === 0) {
    return (
      <EmptyState icon={<BookUser />} title={words.empty.title} action={<Button onClick={onImport}>{moreWords.importAction}</Button>}>
        {words.empty.text}
      </EmptyState>
    );
  }
  return (
    <>
      <Groups groups={groups} contacts={view.contacts} />
      <ContactList contacts={view.contacts} groups={groups} />
    </>
  );
}

function ContactList({ contacts, groups }: { contacts: readonly Contact[]; groups: readonly ContactGroup[] }) {
  const [filter, setFilter] = useState('');
  const deferred = useDeferredValue(filter);
  const found = useMemo(() => contacts.filter((contact) => matchesContact(contact, deferred)), [contacts, deferred]);
  const { count, end, grow } = useGrowingList();
  return (
    <section className={styles['section']} aria-labelledby="address-book">
      <div className={styles['section-head']}>
        <Heading level={2} id="address-book">
          {words.addressBook}
        </Heading>
        <p className={styles['quiet']} role="status">
          {moreWords.count(found.length)}
        </p>
      </div>
      {contacts.length >= filterFrom && <TextField label={words.filter} type="search" value={filter} onChange={(event) => setFilter(event.target.value)} />}
      {found.length === 0 ? (
        <p role="status">{words.nothingFound}</p>
      ) : (
        <ul className={styles['list']} aria-label={words.list}>
          {found.slice(0, count).map((contact) => (
            <ContactRow key={contact.address} contact={contact} groups={groups} />
          ))}
        </ul>
      )}
      {count < found.length && (
        <div key={count} ref={end} className={styles['more']}>
          <Button onClick={grow}>{moreWords.showMore}</Button>
        </div>
      )}
    </section>
  );
}
