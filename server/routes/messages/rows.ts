// Messages as the lists show them, and the cursor that says where a page ended.
import { z } from 'zod';
import { isId } from '#crypto/server';
import type { Conversation } from '../../database/conversations.ts';
import type { Executor } from '../../database/executor.ts';
import { listRecipients, type NamedRecipient } from '../../database/deliveries.ts';
import type { Cursor, FolderRow } from '../../database/messages.ts';
import { TRASH_DAYS } from '../../limits.ts';

const DAY_MS = 24 * 3_600_000;

export function rowView(row: FolderRow, recipients: readonly NamedRecipient[]) {
  return {
    id: row.id,
    thread: row.thread,
    inReplyTo: row.in_reply_to,
    sender: row.sender,
    handedOver: row.handedOver,
    sentAt: row.sent_at.getTime(),
    folder: row.folder,
    readAt: row.read_at?.getTime() ?? null,
    starred: row.starred,
    /** When the trash lets go of it. */
    removal: row.trashed_at === null ? null : row.trashed_at.getTime() + TRASH_DAYS * DAY_MS,
    stanza: row.stanza,
    role: row.role,
    recipients: recipients.map(({ address, name }) => ({ address, name })),
    notice: { subject: row.notice_subject, text: row.notice_text },
    attachments: row.attachments,
    typeClass: row.type_class,
    expires: row.expires_at?.getTime() ?? null,
  };
}

export type Row = ReturnType<typeof rowView>;

export async function rowViews(database: Executor, rows: readonly FolderRow[]): Promise<Row[]> {
  const recipients = await listRecipients(database, [...new Set(rows.map(({ id }) => id))]);
  const byMessage = new Map<string, NamedRecipient[]>();
  for (const recipient of recipients) {
    const list = byMessage.get(recipient.message);
    if (list === undefined) byMessage.set(recipient.message, [recipient]);
    else list.push(recipient);
  }
  return rows.map((row) => rowView(row, byMessage.get(row.id) ?? []));
}

/** Each its newest message, with what is marked of the others. */
export async function conversationViews(database: Executor, conversations: readonly Conversation[]) {
  const rows = await rowViews(database, conversations.map(({ newest }) => newest));
  return rows.map((row, index) => ({ ...row, others: (conversations[index]?.others ?? []).map((other) => ({ ...other, sentAt: other.sentAt.getTime() })) }));
}

export function encodeCursor({ sent_at: sentAt, id: message, stanza }: Pick<FolderRow, 'sent_at' | 'id' | 'stanza'>): string {
  return encodePlace({ sentAt, message, stanza });
}

export function encodePlace({ sentAt, message, stanza }: Cursor): string {
  return `${sentAt.getTime()}.${message}.${stanza}`;
}

export const cursor = z.string().max(60).transform((text, context): Cursor => {
  const [, sentAt, message, stanza] = /^(\d{1,15})\.([A-Za-z0-9_-]{22})\.(\d{1,9})$/.exec(text) ?? [];
  if (sentAt !== undefined && isId(message) && stanza !== undefined) return { sentAt: new Date(Number(sentAt)), message, stanza: Number(stanza) };
  context.addIssue({ code: 'custom', message: 'cursor' });
  return z.NEVER;
});
