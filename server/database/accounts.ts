// Accounts: who exists, under which address, and which of them has confirmed it.
import { sql } from 'kysely';
import type { Language } from '../language.ts';
import type { Executor, Writer } from './executor.ts';
import type { AccountRow, NewAccountRow } from './tables/accounts.ts';

export async function insertAccount(writer: Writer, account: NewAccountRow): Promise<void> {
  await writer.insertInto('accounts').values(account).execute();
}

export async function findAccount(database: Executor, id: string): Promise<AccountRow | null> {
  return (await database.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The account that has confirmed this address: there is at most one. */
export async function findConfirmed(database: Executor, address: string): Promise<AccountRow | null> {
  const row = await database
    .selectFrom('accounts')
    .selectAll()
    .where('address', '=', address)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return row ?? null;
}

export type LogInAccount = Pick<AccountRow, 'id' | 'user_identifier' | 'opaque_record'>;

/**
 * The account that a log-in from this browser is for: the unconfirmed one that was made in it, else the confirmed one. That
 * order tells nobody whether an address which they signed up with was taken. One query, found or not.
 */
export async function findForLogIn(
  database: Executor,
  { address, browserHash }: { address: string; browserHash: Buffer | null },
): Promise<LogInAccount | null> {
  const row = await database
    .selectFrom('accounts')
    .select(['id', 'user_identifier', 'opaque_record'])
    .where('address', '=', address)
    .where((where) =>
      where.or([
        where('confirmed_at', 'is not', null),
        where.and([where('confirmed_at', 'is', null), where('sign_up_browser_hash', '=', browserHash)]),
      ]),
    )
    .orderBy(sql`confirmed_at is not null`)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Confirms the account and removes other accounts that only claimed the address. False where another has confirmed it before. */
export async function confirmAccount(writer: Writer, { account, address, now }: { account: string; address: string; now: Date }): Promise<boolean> {
  const taken = await writer
    .selectFrom('accounts')
    .select('id')
    .where('address', '=', address)
    .where('confirmed_at', 'is not', null)
    .where('id', '<>', account)
    .executeTakeFirst();
  if (taken !== undefined) return false;
  await writer
    .updateTable('accounts')
    .set({ confirmed_at: now, sign_up_browser_hash: null })
    .where('id', '=', account)
    .execute();
  const rivals = writer.selectFrom('accounts').select('id').where('address', '=', address).where('confirmed_at', 'is', null).where('deleted_at', 'is', null);
  await deleteUnconfirmed(writer, (await rivals.execute()).map((rival) => rival.id));
  return true;
}

/** Accounts that never confirmed have sent nothing; with a founder goes the practice, which nobody else can have joined. */
async function deleteUnconfirmed(writer: Writer, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const founded = writer
    .selectFrom('members')
    .select('practice_id')
    .where('account_id', 'in', ids)
    .where('role', '=', 'owner')
    .where((where) =>
      where.not(where.exists(where.selectFrom('members as others').select('others.account_id').whereRef('others.practice_id', '=', 'members.practice_id').where('others.account_id', 'not in', ids))),
    );
  await writer.deleteFrom('practices').where('id', 'in', founded).execute();
  await writer.deleteFrom('accounts').where('id', 'in', ids).where('confirmed_at', 'is', null).execute();
}

/** Removes accounts that have not confirmed since before `createdBefore`. */
export async function deleteStaleUnconfirmed(database: Executor, createdBefore: Date): Promise<void> {
  await database.transaction().execute(async (writer) => {
    const stale = await writer
      .selectFrom('accounts')
      .select('id')
      .where('confirmed_at', 'is', null)
      .where('deleted_at', 'is', null)
      .where('created_at', '<', createdBefore)
      .forUpdate()
      .skipLocked()
      .limit(1000)
      .execute();
    await deleteUnconfirmed(writer, stale.map(({ id }) => id));
  });
}

export async function updateName(database: Executor, { account, name }: { account: string; name: string }): Promise<void> {
  await database.updateTable('accounts').set({ name }).where('id', '=', account).execute();
}

/** What its owner chose. */
export async function updateLanguage(writer: Writer, { account, language }: { account: string; language: Language }): Promise<void> {
  await writer.updateTable('accounts').set({ language }).where('id', '=', account).execute();
}

/** What its owner's browser shows: only where nothing is known. */
export async function noteLanguage(writer: Writer, { account, language }: { account: string; language: Language }): Promise<void> {
  await writer.updateTable('accounts').set({ language }).where('id', '=', account).where('language', 'is', null).execute();
}

export async function updateProfile(
  writer: Writer,
  { account, name, practiceName }: { account: string; name: string; practiceName: string | null },
): Promise<void> {
  await writer.updateTable('accounts').set({ name, practice_name: practiceName }).where('id', '=', account).execute();
}

export type NewPassword = { account: string; userIdentifier: string; opaqueRecord: Buffer };

export async function updatePassword(writer: Writer, { account, userIdentifier, opaqueRecord }: NewPassword): Promise<void> {
  await writer
    .updateTable('accounts')
    .set({ user_identifier: userIdentifier, opaque_record: opaqueRecord })
    .where('id', '=', account)
    .execute();
}

export type NewKeys = { account: string; kemPublicKey: Buffer; kitProofHash: Buffer };

export async function updateKeys(writer: Writer, { account, kemPublicKey, kitProofHash }: NewKeys): Promise<void> {
  await writer
    .updateTable('accounts')
    .set({ kem_public_key: kemPublicKey, kit_proof_hash: kitProofHash })
    .where('id', '=', account)
    .execute();
}

/** Serialises what changes an account's keys, password or confirmation. */
export async function lockAccount(writer: Writer, account: string): Promise<AccountRow | null> {
  return (await writer.selectFrom('accounts').selectAll().where('id', '=', account).forUpdate().executeTakeFirst()) ?? null;
}
