// Attachments: whose they are, how they are cut, who may read them. Their ciphertext lies in the blob store.
import { sql } from 'kysely';
import { inMailbox, unexpired } from './deliveries.ts';
import type { Executor, Writer } from './executor.ts';
import type { AttachmentRow } from './tables/mailbox.ts';

export type NewAttachment = Omit<AttachmentRow, 'completed_at'>;

/** False where the id is taken. */
export async function insertAttachment(database: Executor, attachment: NewAttachment): Promise<boolean> {
  const made = await database
    .insertInto('attachments')
    .values({ ...attachment, completed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

type AttachmentKey = { attachment: string; account: string };

export async function findOwnAttachment(database: Executor, { attachment, account }: AttachmentKey): Promise<AttachmentRow | null> {
  const row = await database
    .selectFrom('attachments')
    .selectAll()
    .where('id', '=', attachment)
    .where('owner_id', '=', account)
    .executeTakeFirst();
  return row ?? null;
}

/** Those of these attachments that the account uploaded, or that a message in its mailbox links. */
export async function findReadable(
  database: Executor,
  { attachments, account, now }: { attachments: readonly string[]; account: string; now: Date },
): Promise<AttachmentRow[]> {
  if (attachments.length === 0) return [];
  return await database
    .selectFrom('attachments')
    .selectAll('attachments')
    .where('id', 'in', attachments)
    .where((where) =>
      where.or([
        where('owner_id', '=', account),
        where.exists(
          where
            .selectFrom('message_attachments')
            .innerJoin('deliveries', 'deliveries.message_id', 'message_attachments.message_id')
            .innerJoin('messages', 'messages.id', 'message_attachments.message_id')
            .whereRef('message_attachments.attachment_id', '=', 'attachments.id')
            .where('deliveries.account_id', '=', account)
            .where(inMailbox)
            .where(unexpired(now))
            .select(sql<number>`1`.as('one')),
        ),
      ]),
    )
    .execute();
}

/** Keeps them from being deleted until the transaction that links them has ended; answers those that are still there. */
export async function holdAttachments(writer: Writer, attachments: readonly string[]): Promise<string[]> {
  if (attachments.length === 0) return [];
  const held = await writer.selectFrom('attachments').select('id').where('id', 'in', attachments).orderBy('id').forKeyShare().execute();
  return held.map(({ id }) => id);
}

export async function markComplete(database: Executor, { attachment, now }: { attachment: string; now: Date }): Promise<void> {
  await database.updateTable('attachments').set({ completed_at: now }).where('id', '=', attachment).where('completed_at', 'is', null).execute();
}

export async function linkAttachments(writer: Writer, { message, attachments }: { message: string; attachments: readonly string[] }): Promise<void> {
  if (attachments.length === 0) return;
  await writer
    .insertInto('message_attachments')
    .values(attachments.map((attachment, position) => ({ message_id: message, attachment_id: attachment, position })))
    .execute();
}

const unlinked = sql<boolean>`not exists (select from message_attachments where message_attachments.attachment_id = attachments.id)`;

/** Deletes the row of an attachment that no message links. False where there is none such of this account. */
export async function deleteOwnUnlinked(database: Executor, { attachment, account }: AttachmentKey): Promise<boolean> {
  const deleted = await database
    .deleteFrom('attachments')
    .where('id', '=', attachment)
    .where('owner_id', '=', account)
    .where(unlinked)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** Deletes those of these rows that no message links; answers their ids. */
export async function deleteUnlinked(writer: Writer, attachments: readonly string[]): Promise<string[]> {
  if (attachments.length === 0) return [];
  // Locked by itself first: a forward that links one at this moment is then seen by the second statement.
  // One array and not a parameter for each: a whole trash may hold more files than a statement takes parameters.
  const among = sql<boolean>`id = any(${attachments})`;
  await writer.selectFrom('attachments').select('id').where(among).orderBy('id').forUpdate().execute();
  const deleted = await writer.deleteFrom('attachments').where(among).where(unlinked).returning('id').execute();
  return deleted.map(({ id }) => id);
}

/** What the account has uploaded, or begun to, that no message links. */
export async function measurePending(database: Executor, account: string): Promise<{ files: number; bytes: number }> {
  const row = await database
    .selectFrom('attachments')
    .select([sql<number>`count(*)::int`.as('files'), sql<number>`coalesce(sum(size), 0)::float8`.as('bytes')])
    .where('owner_id', '=', account)
    .where(unlinked)
    .executeTakeFirstOrThrow();
  return row;
}

export type StaleUploads = { unfinishedBefore: Date; unsentBefore: Date; limit: number };

/**
 * Deletes the rows of attachments that no message links: those begun before `unfinishedBefore` and never completed, and all
 * begun before `unsentBefore`. The caller removes their blobs.
 */
export async function deleteStaleUploads(database: Executor, { unfinishedBefore, unsentBefore, limit }: StaleUploads): Promise<string[]> {
  return await database.transaction().execute(async (writer) => {
    const stale = await writer
      .selectFrom('attachments')
      .select('id')
      .where((where) =>
        where.or([
          where.and([where('completed_at', 'is', null), where('created_at', '<', unfinishedBefore)]),
          where('created_at', '<', unsentBefore),
        ]),
      )
      .where(unlinked)
      .forUpdate()
      .skipLocked()
      .limit(limit)
      .execute();
    return await deleteUnlinked(writer, stale.map(({ id }) => id));
  });
}

/** Those of these ids that are an attachment's. */
export async function findKnown(database: Executor, attachments: readonly string[]): Promise<Set<string>> {
  if (attachments.length === 0) return new Set();
  const rows = await database.selectFrom('attachments').select('id').where('id', 'in', attachments).execute();
  return new Set(rows.map(({ id }) => id));
}
