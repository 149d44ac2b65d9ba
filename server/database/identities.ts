// The chains of identities, with what revokes them, and the wrapped account keys.
import { sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';
import type { StoredObject } from './tables/accounts.ts';

export type NewIdentity = { account: string; sequence: number; hash: Buffer; object: StoredObject; now: Date };

export async function insertIdentity(writer: Writer, { account, sequence, hash, object, now }: NewIdentity): Promise<void> {
  await writer.insertInto('identities').values({ account_id: account, sequence, hash, object, created_at: now }).execute();
}

/** Oldest first. */
export async function findChain(database: Executor, account: string): Promise<StoredObject[]> {
  const rows = await database.selectFrom('identities').select('object').where('account_id', '=', account).orderBy('sequence').execute();
  return rows.map((row) => row.object);
}

export type NewRevocation = { account: string; identityHash: Buffer; object: StoredObject; now: Date };

export async function insertRevocation(writer: Writer, { account, identityHash, object, now }: NewRevocation): Promise<void> {
  await writer
    .insertInto('revocations')
    .values({ account_id: account, identity_hash: identityHash, object, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type WrapRow = { name: 'password' | 'kit'; version: number; sealed: Buffer };

export async function findWraps(database: Executor, account: string): Promise<WrapRow[]> {
  return await database.selectFrom('wraps').select(['name', 'version', 'sealed']).where('account_id', '=', account).orderBy('name').execute();
}

/** Puts wraps in place of older versions; answers how many were newer than what stood there. */
export async function putWraps(writer: Writer, { account, wraps }: { account: string; wraps: readonly WrapRow[] }): Promise<number> {
  const written = await writer
    .insertInto('wraps')
    .values(wraps.map((wrap) => ({ account_id: account, ...wrap })))
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'name'])
        .doUpdateSet({ version: sql`excluded.version`, sealed: sql`excluded.sealed` })
        .whereRef('wraps.version', '<', sql`excluded.version`),
    )
    .returning('name')
    .execute();
  return written.length;
}

export async function deleteWraps(writer: Writer, account: string): Promise<void> {
  await writer.deleteFrom('wraps').where('account_id', '=', account).execute();
}
