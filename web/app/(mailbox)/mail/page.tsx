// /mail: a folder's messages; on wide screens with the place where one opens.
import type { Metadata } from 'next';
import { text } from '../../../text/mailbox.ts';
import { Panes } from '../panes.tsx';

export const metadata: Metadata = { title: text.shell.folderNames.inbox };

export default function MailPage() {
  return <Panes />;
}
