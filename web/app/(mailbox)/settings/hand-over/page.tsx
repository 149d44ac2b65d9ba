// /settings/hand-over: giving a coworker what they need of one's mailbox.
import type { Metadata } from 'next';
import { HandOver } from '../../../../features/settings/hand-over/hand-over.tsx';
import { text } from '../../../../text/hand-over.ts';

export const metadata: Metadata = { title: text.handOver.title };

export default function HandOverPage() {
  return <HandOver />;
}
