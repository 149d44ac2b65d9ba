// Passkeys (migration 0022): any number of an account. Each is a second factor; one with a wrap also unlocks the account's keys.
import { sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';
import type { PasskeyRow } from './tables/access.ts';

export type PasskeyWrap = { version: number; sealed: Buffer };
export type NewPasskey = {
  id: string;
  account: string;
  credential: Buffer;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  name: string;
  wrap: PasskeyWrap | null;
  now: Date;
};

/** False where an account, this one or another, has this credential already. */
export async function insertPasskey(writer: Writer, { id, account, credential, publicKey, counter, transports, name, wrap, now }: NewPasskey): Promise<boolean> {
  const made = await writer
    .insertInto('passkeys')
    .values({
      id,
      account_id: account,
      credential_id: credential,
      public_key: publicKey,
      counter,
      transports,
      name,
      wrap_version: wrap?.version ?? 0,
      sealed: wrap?.sealed ?? null,
      made_at: now,
      last_used_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export type ListedPasskey = { id: string; credential: Buffer; name: string; unlocks: boolean; wrapVersion: number; madeAt: Date; lastUsedAt: Date | null };

/** Oldest first. */
export async function listPasskeys(database: Executor, account: string): Promise<ListedPasskey[]> {
  return await database
    .selectFrom('passkeys')
    .select(['id', 'credential_id as credential', 'name', 'wrap_version as wrapVersion', 'made_at as madeAt', 'last_used_at as lastUsedAt', sql<boolean>`sealed is not null`.as('unlocks')])
    .where('account_id', '=', account)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

/** What a browser needs to know so that it asks for one of these. */
export async function listCredentials(database: Executor, account: string): Promise<{ id: string; transports: string[] }[]> {
  const rows = await database.selectFrom('passkeys').select(['credential_id', 'transports']).where('account_id', '=', account).orderBy('made_at').execute();
  return rows.map(({ credential_id: id, transports }) => ({ id: id.toString('base64url'), transports }));
}

export async function countPasskeys(database: Executor, account: string): Promise<number> {
  const row = await database.selectFrom('passkeys').select((count) => count.fn.countAll<number>().as('count')).where('account_id', '=', account).executeTakeFirstOrThrow();
  return row.count;
}

/** Whose credential it is; null: nobody's. */
export async function findPasskeyOwner(database: Executor, credential: Buffer): Promise<string | null> {
  const row = await database.selectFrom('passkeys').select('account_id').where('credential_id', '=', credential).executeTakeFirst();
  return row?.account_id ?? null;
}

/** Null where the account has no such passkey. */
export async function findPasskey(writer: Writer, { account, credential }: { account: string; credential: Buffer }): Promise<PasskeyRow | null> {
  const row = await writer
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_id', '=', credential)
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row ?? null;
}

export async function notePasskeyUse(writer: Writer, { id, counter, now }: { id: string; counter: number; now: Date }): Promise<void> {
  await writer.updateTable('passkeys').set({ counter, last_used_at: now }).where('id', '=', id).execute();
}

export type OwnPasskey = { account: string; id: string };

/** False where the account has no such passkey. */
export async function renamePasskey(writer: Writer, { account, id, name }: OwnPasskey & { name: string }): Promise<boolean> {
  const renamed = await writer.updateTable('passkeys').set({ name }).where('account_id', '=', account).where('id', '=', id).executeTakeFirst();
  return renamed.numUpdatedRows > 0n;
}

/** False where the account has no such passkey, or one with a wrap of this version or a newer one. */
export async function putPasskeyWrap(writer: Writer, { account, id, version, sealed }: OwnPasskey & PasskeyWrap): Promise<boolean> {
  const put = await writer
    .updateTable('passkeys')
    .set({ wrap_version: version, sealed })
    .where('account_id', '=', account)
    .where('id', '=', id)
    .where('wrap_version', '<', version)
    .executeTakeFirst();
  return put.numUpdatedRows > 0n;
}

/** Each stays as a second factor. */
export async function deletePasskeyWraps(writer: Writer, account: string): Promise<void> {
  await writer.updateTable('passkeys').set({ sealed: null }).where('account_id', '=', account).execute();
}

/** False where the account has no such passkey. */
export async function deletePasskey(writer: Writer, { account, id }: OwnPasskey): Promise<boolean> {
  const deleted = await writer.deleteFrom('passkeys').where('account_id', '=', account).where('id', '=', id).executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** All of an account; answers their ids. */
export async function deletePasskeys(writer: Writer, account: string): Promise<string[]> {
  const deleted = await writer.deleteFrom('passkeys').where('account_id', '=', account).returning('id').execute();
  return deleted.map(({ id }) => id);
}
