// /contacts: the address book and open invitations.
import type { Metadata } from 'next';
import { Contacts } from '../../../features/contacts/contacts.tsx';
import { text } from '../../../text/index.ts';

export const metadata: Metadata = { title: text.contacts.title };

export default function ContactsPage() {
  return <Contacts />;
}
