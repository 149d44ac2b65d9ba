// How practices are reached, as signed, and the members' vouchers for it. Who may read whose is decided in the queries themselves.
import { sql } from 'kysely';
import { inMailbox, unexpired } from './deliveries.ts';
import type { Executor, Writer } from './executor.ts';
import type { StoredObject } from './tables/accounts.ts';

export type ProfileRow = { object: StoredObject; hash: Buffer; edition: number; signer: string | null; changedAt: Date };

export async function findPracticeProfile(database: Executor, practice: string): Promise<ProfileRow | null> {
  const row = await database
    .selectFrom('practice_profiles')
    .select(['object', 'hash', 'edition', 'signer_id as signer', 'changed_at as changedAt'])
    .where('practice_id', '=', practice)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, edition: Number(row.edition) };
}

/** `logo`: its bytes; null: none; absent: the one that is there stays. */
export type NewProfile = { practice: string; object: StoredObject; hash: Buffer; edition: number; signer: string; logo?: Buffer | null; now: Date };

/** The caller has locked the practice. */
export async function putPracticeProfile(writer: Writer, { practice, object, hash, edition, signer, logo, now }: NewProfile): Promise<void> {
  const set = { object, hash, edition, signer_id: signer, changed_at: now, ...(logo === undefined ? {} : { logo }) };
  await writer
    .insertInto('practice_profiles')
    .values({ practice_id: practice, ...set })
    .onConflict((conflict) => conflict.column('practice_id').doUpdateSet(set))
    .execute();
}

export async function deletePracticeProfile(writer: Writer, practice: string): Promise<void> {
  await writer.deleteFrom('practice_profiles').where('practice_id', '=', practice).execute();
}

/** Of a practice, for its own members. */
export async function findLogo(database: Executor, practice: string): Promise<Buffer | null> {
  const row = await database.selectFrom('practice_profiles').select('logo').where('practice_id', '=', practice).executeTakeFirst();
  return row?.logo ?? null;
}

export async function findVoucher(database: Executor, account: string): Promise<{ object: StoredObject; madeAt: Date } | null> {
  const row = await database.selectFrom('profile_vouchers').select(['object', 'made_at as madeAt']).where('account_id', '=', account).executeTakeFirst();
  return row ?? null;
}

export async function putVoucher(writer: Writer, { account, object, profileHash, now }: { account: string; object: StoredObject; profileHash: Buffer; now: Date }): Promise<void> {
  const set = { object, profile_hash: profileHash, made_at: now };
  await writer
    .insertInto('profile_vouchers')
    .values({ account_id: account, ...set })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(set))
    .execute();
}

export async function deleteVoucher(database: Executor, account: string): Promise<void> {
  await database.deleteFrom('profile_vouchers').where('account_id', '=', account).execute();
}

/** Of all members for the card that this account has signed, whose keys are withdrawn: who had them may have written it. */
export async function deleteVouchersFor(writer: Writer, { signer }: { signer: string }): Promise<void> {
  await sql`delete from profile_vouchers using practice_profiles where practice_profiles.signer_id = ${signer} and practice_profiles.hash = profile_vouchers.profile_hash`.execute(writer);
}

type Reading = { account: string; asker: string; now: Date };

/** What a member has vouched for, if it is its practice's profile still, and whoever asks has a message from that member. */
export async function findVouchedProfile(database: Executor, reading: Reading): Promise<{ profile: StoredObject; voucher: StoredObject } | null> {
  const row = await vouchedBy(database, reading).select(['practice_profiles.object as profile', 'profile_vouchers.object as voucher']).executeTakeFirst();
  return row ?? null;
}

/** Readable as the profile is. */
export async function findVouchedLogo(database: Executor, reading: Reading): Promise<Buffer | null> {
  const row = await vouchedBy(database, reading).select('practice_profiles.logo').executeTakeFirst();
  return row?.logo ?? null;
}

function vouchedBy(database: Executor, { account, asker, now }: Reading) {
  return database
    .selectFrom('profile_vouchers')
    .innerJoin('members', 'members.account_id', 'profile_vouchers.account_id')
    .innerJoin('practice_profiles', (join) =>
      join.onRef('practice_profiles.practice_id', '=', 'members.practice_id').onRef('practice_profiles.hash', '=', 'profile_vouchers.profile_hash'),
    )
    .where('profile_vouchers.account_id', '=', account)
    .where((where) =>
      where.exists(
        where
          .selectFrom('messages')
          .innerJoin('deliveries', 'deliveries.message_id', 'messages.id')
          .select(sql`1`.as('one'))
          .where('messages.sender_id', '=', account)
          .where('deliveries.account_id', '=', asker)
          .where('deliveries.role', '=', 'recipient')
          .where(inMailbox)
          .where(unexpired(now)),
      ),
    );
}
