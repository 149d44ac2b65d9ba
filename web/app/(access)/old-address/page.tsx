// /old-address: where the link leads that a change of address mails to the old mailbox.
import type { Metadata } from 'next';
import { AddressLink } from '../../../features/address-links/address-link.tsx';
import { text } from '../../../text/address-change.ts';

export const metadata: Metadata = { title: text.addressChange.link.oldTitle };

export default function OldAddressPage() {
  return <AddressLink mailbox="old" />;
}
