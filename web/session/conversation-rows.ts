// A row of a list: one message, or a conversation that stands at its newest message with the others behind it.
import type { Id } from './vault-api/id.ts';
import type { ListedMessage, MessagePlace, MessageSummary } from './vault-api/mailbox.ts';

/** Names a message in a mailbox: one to oneself is there twice. */
export function rowKey({ id, role }: MessagePlace): string {
  return `${id}/${role}`;
}

/** Names a row: a conversation keeps its name when another message becomes its newest. */
export function listKey(row: Pick<MessageSummary, 'id' | 'role' | 'thread' | 'others'>): string {
  return row.others === null ? rowKey(row) : `conversation/${row.thread}`;
}

export function messagesOf(row: MessageSummary): readonly ListedMessage[] {
  return row.others === null ? [row] : [row, ...row.others];
}

export function isUnread(row: MessageSummary): boolean {
  return messagesOf(row).some(({ read }) => !read);
}

export function isStarred(row: MessageSummary): boolean {
  return messagesOf(row).some(({ starred }) => starred);
}

/** One to oneself is read once. */
export function idsOf(row: MessageSummary): Id[] {
  return [...new Set(messagesOf(row).map(({ id }) => id))];
}

export function attachmentsOf(row: MessageSummary): number {
  const each = new Map(messagesOf(row).map(({ id, attachments }) => [id, attachments]));
  return [...each.values()].reduce((sum, count) => sum + count, 0);
}
