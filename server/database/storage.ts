// How much room the attachments of a practice, or of a guest, take, and what was set for them.
import { sql } from 'kysely';
import { record } from './activity.ts';
import type { Executor, Writer } from './executor.ts';

/** Whose room: a practice's, or that of an account without one. */
export type Keeper = { practice: string } | { account: string };
/** `own`: bytes that were set for this keeper; null: the plan's default. */
export type Storage = { used: number; own: number | null };

export async function measureStorage(database: Executor, keeper: Keeper): Promise<Storage> {
  const attachments = database.selectFrom('attachments').select(sql<number>`coalesce(sum(size), 0)::float8`.as('used'));
  if ('practice' in keeper) {
    const { used } = await attachments.where('practice_id', '=', keeper.practice).executeTakeFirstOrThrow();
    const row = await database.selectFrom('practices').select('storage_bytes').where('id', '=', keeper.practice).executeTakeFirst();
    return { used, own: row?.storage_bytes ?? null };
  }
  const { used } = await attachments.where('owner_id', '=', keeper.account).where('practice_id', 'is', null).executeTakeFirstOrThrow();
  const row = await database.selectFrom('accounts').select('storage_bytes').where('id', '=', keeper.account).executeTakeFirst();
  return { used, own: row?.storage_bytes ?? null };
}

/** Colleagues who take room at the same moment take turns, or each would find what only one of them may have. */
export async function lockPractice(writer: Writer, practice: string): Promise<void> {
  await writer.selectFrom('practices').select('id').where('id', '=', practice).forNoKeyUpdate().executeTakeFirst();
}

/** By the operator; null puts it back to the plan's default. False where there is no such practice. */
export async function setPracticeStorage(database: Executor, { practice, bytes, now }: { practice: string; bytes: number | null; now: Date }): Promise<boolean> {
  return await database.transaction().execute(async (writer) => {
    const set = await writer.updateTable('practices').set({ storage_bytes: bytes }).where('id', '=', practice).executeTakeFirst();
    if (set.numUpdatedRows === 0n) return false;
    await record(writer, { event: 'storage-changed', account: null, practice, by: { by: 'operator' }, details: { bytes }, now });
    return true;
  });
}
