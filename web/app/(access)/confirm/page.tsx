// /confirm: Confirming an address by the mailed link.
import type { Metadata } from 'next';
import { Confirmation } from '../../../features/confirmation/confirmation.tsx';
import { text } from '../../../text/entering.ts';

export const metadata: Metadata = { title: text.confirmation.title };

export default function ConfirmPage() {
  return <Confirmation />;
}
