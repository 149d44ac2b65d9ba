// /message?id=…: one message; on wide screens beside its folder. The title never names it: browsers keep titles.
import type { Metadata } from 'next';
import { text } from '../../../text/mailbox.ts';
import { Panes } from '../panes.tsx';

export const metadata: Metadata = { title: text.inbox.message };

export default function MessagePage() {
  return <Panes />;
}
