// Removing from a mailbox for good, out of the trash only. A message goes with the last person who holds it, and takes the attachments
// along that nothing else links; until then its sender still sees what became of it.
import { type RawBuilder, sql } from 'kysely';
import type { MailboxItem } from './deliveries.ts';
import type { Executor, Writer } from './executor.ts';
import { deleteMessages } from './messages.ts';

/** `attachments`: their rows are gone, and the caller removes their blobs. */
export type Removal = { removed: number; attachments: string[] };

export async function removeFromTrash(database: Executor, { account, items }: { account: string; items: readonly MailboxItem[] }): Promise<Removal> {
  if (items.length === 0) return { removed: 0, attachments: [] };
  const chosen = sql.join(items.map(({ message, role }) => sql`(${message}::text, ${role}::text)`));
  return await removeWhere(database, { condition: sql<boolean>`account_id = ${account} and (message_id::text, role) in (${chosen})`, limit: items.length });
}

/** At most `limit` messages; fewer were removed where the trash is empty now. */
export async function removeTrashOf(database: Executor, { account, limit }: { account: string; limit: number }): Promise<Removal> {
  return await removeWhere(database, { condition: sql<boolean>`account_id = ${account}`, limit });
}

/** Whoever it belongs to: what has been in the trash since `before`. */
export async function removeOldTrash(database: Executor, { before, limit }: { before: Date; limit: number }): Promise<Removal> {
  return await removeWhere(database, { condition: sql<boolean>`trashed_at <= ${before}`, limit });
}

async function removeWhere(database: Executor, { condition, limit }: { condition: RawBuilder<boolean>; limit: number }): Promise<Removal> {
  return await database.transaction().execute(async (writer) => {
    const chosen = await writer.selectFrom('deliveries').select('message_id').distinct().where('folder', '=', 'trash').where(condition).limit(limit).execute();
    const messages = chosen.map(({ message_id }) => message_id);
    if (messages.length === 0) return { removed: 0, attachments: [] };
    await lockMessages(writer, messages);
    // What was moved out of the trash meanwhile stays.
    const gone = await writer
      .updateTable('deliveries')
      .set({ folder: 'removed', trashed_at: null, starred: false })
      .where('folder', '=', 'trash')
      .where('message_id', 'in', messages)
      .where(condition)
      .returning('message_id')
      .execute();
    return { removed: gone.length, attachments: await deleteUnheld(writer, gone.map(({ message_id }) => message_id)) };
  });
}

/** Two people who remove the same message at the same moment take turns, or each would find the other still holding it. */
export async function lockMessages(writer: Writer, messages: readonly string[]): Promise<void> {
  await writer.selectFrom('messages').select('id').where('id', 'in', messages).orderBy('id').forUpdate().execute();
}

/** Nobody holds it: no mailbox, and no open invitation under which somebody may still come. */
function unheld(message: string): RawBuilder<boolean> {
  return sql<boolean>`not exists (
    select from deliveries as held left join invitations as waiting on waiting.id = held.invitation_id
    where held.message_id = ${sql.ref(message)} and held.folder not in ('removed', 'recalled') and (held.account_id is not null or waiting.status = 'open'))`;
}

/** Those of these that nobody holds, which the caller has locked. Answers the ids of attachments whose blobs are to be removed. */
export async function deleteUnheld(writer: Writer, messages: readonly string[]): Promise<string[]> {
  if (messages.length === 0) return [];
  const rows = await writer.selectFrom('messages').select('id').where('id', 'in', messages).where(unheld('messages.id')).execute();
  const gone = rows.map(({ id }) => id);
  await keepWaysIn(writer, gone);
  return await deleteMessages(writer, gone);
}

/** A mail that has not left and brings somebody in leaves, though the message that it came with is no more. */
async function keepWaysIn(writer: Writer, messages: readonly string[]): Promise<void> {
  if (messages.length === 0) return;
  await writer
    .updateTable('outbox')
    .set({ message_id: null })
    .where('message_id', 'in', messages)
    .where('status', 'in', ['queued', 'sending'])
    .where('invitation_id', 'in', (query) => query.selectFrom('invitations').select('id').where('status', '=', 'open'))
    .execute();
}

/**
 * Deletes messages that were kept only for somebody who was invited and did not come. Answers how many, and the ids of attachments
 * whose blobs the caller removes.
 */
export async function deleteAbandoned(database: Executor, { limit }: { limit: number }): Promise<Removal> {
  return await database.transaction().execute(async (writer) => {
    const abandoned = await writer
      .selectFrom('deliveries')
      .innerJoin('invitations', 'invitations.id', 'deliveries.invitation_id')
      .select('deliveries.message_id')
      .distinct()
      .where('deliveries.account_id', 'is', null)
      .where('invitations.status', 'in', ['expired', 'cancelled'])
      .where(unheld('deliveries.message_id'))
      .limit(limit)
      .execute();
    const messages = abandoned.map(({ message_id }) => message_id);
    if (messages.length > 0) await lockMessages(writer, messages);
    return { removed: messages.length, attachments: await deleteUnheld(writer, messages) };
  });
}
