// /new-address: where the link leads that a change of address mails to the new mailbox.
import type { Metadata } from 'next';
import { AddressLink } from '../../../features/address-links/address-link.tsx';
import { text } from '../../../text/address-change.ts';

export const metadata: Metadata = { title: text.addressChange.link.newTitle };

export default function NewAddressPage() {
  return <AddressLink mailbox="new" />;
}
