// Sealed state: a root that only the one who knew the last version may replace, and its blobs.
import { sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';

export type SealedBlob = { name: string; version: number; sealed: Buffer };
export type SealedRoot = { version: number; sealed: Buffer };
export type StateChange = { expectedVersion: number; root: SealedRoot; put: readonly SealedBlob[]; remove: readonly string[] };

export async function findRoot(database: Executor, account: string): Promise<SealedRoot | null> {
  const row = await database.selectFrom('state_roots').select(['version', 'sealed']).where('account_id', '=', account).executeTakeFirst();
  return row ?? null;
}

export async function listBlobs(database: Executor, account: string): Promise<{ name: string; version: number }[]> {
  return await database.selectFrom('state_blobs').select(['name', 'version']).where('account_id', '=', account).orderBy('name').execute();
}

export async function findBlobs(database: Executor, { account, names }: { account: string; names: readonly string[] }): Promise<SealedBlob[]> {
  if (names.length === 0) return [];
  return await database
    .selectFrom('state_blobs')
    .select(['name', 'version', 'sealed'])
    .where('account_id', '=', account)
    .where('name', 'in', names)
    .orderBy('name')
    .execute();
}

export async function findAllBlobs(database: Executor, account: string): Promise<SealedBlob[]> {
  return await database.selectFrom('state_blobs').select(['name', 'version', 'sealed']).where('account_id', '=', account).orderBy('name').execute();
}

/** Replaces the root if it still has the expected version. The row stays locked until the transaction ends: of two writers one wins. */
export async function replaceRoot(writer: Writer, { account, change, now }: { account: string; change: StateChange; now: Date }): Promise<boolean> {
  const { root, expectedVersion } = change;
  const values = { account_id: account, version: root.version, sealed: root.sealed, updated_at: now };
  if (expectedVersion === 0) {
    const made = await writer.insertInto('state_roots').values(values).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
    return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const replaced = await writer
    .updateTable('state_roots')
    .set({ version: root.version, sealed: root.sealed, updated_at: now })
    .where('account_id', '=', account)
    .where('version', '=', expectedVersion)
    .executeTakeFirst();
  return replaced.numUpdatedRows > 0n;
}

/** Writes blobs whose version is higher than what stands there; answers how many were. */
export async function putBlobs(writer: Writer, { account, blobs }: { account: string; blobs: readonly SealedBlob[] }): Promise<number> {
  if (blobs.length === 0) return 0;
  const written = await writer
    .insertInto('state_blobs')
    .values(blobs.map((blob) => ({ account_id: account, ...blob })))
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'name'])
        .doUpdateSet({ version: sql`excluded.version`, sealed: sql`excluded.sealed` })
        .whereRef('state_blobs.version', '<', sql`excluded.version`),
    )
    .returning('name')
    .execute();
  return written.length;
}

export async function removeBlobs(writer: Writer, { account, names }: { account: string; names: readonly string[] }): Promise<void> {
  if (names.length === 0) return;
  await writer.deleteFrom('state_blobs').where('account_id', '=', account).where('name', 'in', names).execute();
}

export async function measureState(writer: Writer, account: string): Promise<{ blobs: number; bytes: number }> {
  const row = await writer
    .selectFrom('state_blobs')
    .select([sql<number>`count(*)::int`.as('blobs'), sql<number>`coalesce(sum(octet_length(sealed)), 0)::float8`.as('bytes')])
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  return row;
}

/** Other windows of the account hear of it when the transaction is committed (migrations/0016-changes.ts). */
export async function tellOfState(writer: Writer, account: string): Promise<void> {
  await sql`select tell_change(${account}, 'state')`.execute(writer);
}

export async function deleteState(writer: Writer, account: string): Promise<void> {
  await writer.deleteFrom('state_roots').where('account_id', '=', account).execute();
}
