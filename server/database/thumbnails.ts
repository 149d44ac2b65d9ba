// Sealed thumbnails of attachments. Whoever may read an attachment may read its thumbnail.
import { sql } from 'kysely';
import type { Executor } from './executor.ts';

/**
 * Keeps or replaces the thumbnail of an attachment that no message links yet: what a message links never changes. False where
 * there is none such of this account.
 */
export async function keepThumbnail(database: Executor, { attachment, account, sealed }: { attachment: string; account: string; sealed: Buffer }): Promise<boolean> {
  const kept = await database
    .insertInto('thumbnails')
    .columns(['attachment_id', 'sealed'])
    .expression((from) =>
      from
        .selectFrom('attachments')
        .select(['attachments.id', sql<Buffer>`${sealed}::bytea`.as('sealed')])
        .where('attachments.id', '=', attachment)
        .where('attachments.owner_id', '=', account)
        .where(sql<boolean>`not exists (select from message_attachments where message_attachments.attachment_id = attachments.id)`),
    )
    .onConflict((conflict) => conflict.column('attachment_id').doUpdateSet({ sealed }))
    .executeTakeFirst();
  return (kept.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function findThumbnail(database: Executor, attachment: string): Promise<Buffer | null> {
  const row = await database.selectFrom('thumbnails').select('sealed').where('attachment_id', '=', attachment).executeTakeFirst();
  return row?.sealed ?? null;
}
