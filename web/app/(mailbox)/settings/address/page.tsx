// /settings/address: changing one's own address.
import type { Metadata } from 'next';
import { AddressChange } from '../../../../features/settings/address/address-change.tsx';
import { text } from '../../../../text/address-change.ts';

export const metadata: Metadata = { title: text.addressChange.title };

export default function AddressPage() {
  return <AddressChange />;
}
