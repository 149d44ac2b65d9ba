// What moving an opened message moves: it alone, or all that the list shows as one row with it.
import type { MessageSummary } from '../../session/vault-api/mailbox.ts';
import { readGrouping } from '../../ui/appearance.ts';
import type { MailFolder } from '../../ui/paths.ts';

type Opened = { message: MessageSummary; others: readonly MessageSummary[]; folder: MailFolder };

/** In a list by conversations the newest stands for those that lie in the same folder; an older one was opened for itself. */
export function rowOf({ message, others, folder }: Opened): MessageSummary[] {
  const beside = others.filter((other) => other.folder === message.folder && (folder !== 'starred' || other.starred));
  const stands = readGrouping() === 'conversations' && beside.every(({ sentAt }) => sentAt <= message.sentAt);
  return stands ? [message, ...beside] : [message];
}
