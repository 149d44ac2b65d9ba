// The sealed texts of a practice (migrations 0028 and 0030). The caller holds the practice's lock wherever something is written.
import { sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';

/**
 * `sealed`: null: they are what whoever asks has. `stanza`: whose it is that asks; null: it is not sealed to them. `withdrawn`: who wrote them has
 * withdrawn keys since.
 */
export type SealedTexts = { edition: number; sealed: Buffer | null; writer: string | null; stanza: number | null; withdrawn: boolean };
/** `have`: SHA-256 of the sealed texts that whoever asks has at hand. */
type Reading = { practice: string; account: string; have: Buffer | null };

export async function findTexts(database: Executor, { practice, account, have }: Reading): Promise<SealedTexts | null> {
  const row = await database
    .selectFrom('practice_texts')
    .leftJoin('practice_texts_receivers as own', (join) => join.onRef('own.practice_id', '=', 'practice_texts.practice_id').on('own.account_id', '=', account))
    .select((of) => [
      'edition', 'writer_id as writer', 'own.stanza', sql<Buffer | null>`case when sha256(sealed) = ${have} then null else sealed end`.as('sealed'),
      of.exists(of.selectFrom('revocations').select('account_id').whereRef('account_id', '=', 'writer_id').whereRef('created_at', '>=', 'written_at')).$castTo<boolean>().as('withdrawn'),
    ])
    .where('practice_texts.practice_id', '=', practice)
    .executeTakeFirst();
  return row ?? null;
}

/** `kem`: SHA-256 of the key that it is sealed to. */
export type TextsReceiver = { account: string; kem: Buffer };
export type NewTexts = { practice: string; edition: number; sealed: Buffer; receivers: readonly TextsReceiver[]; writer: string; now: Date };

/** False where another edition than the one before this stands there. */
export async function replaceTexts(writer: Writer, { practice, edition, sealed, receivers, writer: by, now }: NewTexts): Promise<boolean> {
  const values = { edition, sealed, stanzas: receivers.length, writer_id: by, written_at: now };
  const replaced = edition === 1
    ? await writer.insertInto('practice_texts').values({ practice_id: practice, ...values }).onConflict((conflict) => conflict.doNothing()).returning('edition').execute()
    : await writer.updateTable('practice_texts').set(values).where('practice_id', '=', practice).where('edition', '=', edition - 1).returning('edition').execute();
  if (replaced.length === 0) return false;
  await writer.deleteFrom('practice_texts_receivers').where('practice_id', '=', practice).execute();
  await writer
    .insertInto('practice_texts_receivers')
    .values(receivers.map(({ account, kem }, stanza) => ({ practice_id: practice, stanza, account_id: account, kem_hash: kem })))
    .execute();
  return true;
}

/** Those of the practice's members, suspended ones left out, with SHA-256 of their newest keys. */
export async function listMemberKeys(database: Executor, practice: string): Promise<TextsReceiver[]> {
  return await database
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select(['accounts.id as account', sql<Buffer>`sha256(accounts.kem_public_key)`.as('kem')])
    .where('members.practice_id', '=', practice)
    .where('accounts.suspended_at', 'is', null)
    .execute();
}

/** Whose stanzas the server knows: whoever left since, and came back, is none of them. */
export async function listReceivers(database: Executor, practice: string): Promise<string[]> {
  const rows = await database.selectFrom('practice_texts_receivers').select('account_id').where('practice_id', '=', practice).execute();
  return rows.map(({ account_id: account }) => account);
}

/** Who is no member any more is no receiver either. */
export async function removeReceiver(writer: Writer, { practice, account }: { practice: string; account: string }): Promise<void> {
  await writer.deleteFrom('practice_texts_receivers').where('practice_id', '=', practice).where('account_id', '=', account).execute();
}

/**
 * Whether the texts are to be sealed anew: a member whom an administrator has signed for, or their newest key, is not among the receivers; a receiver has
 * left; or who signed them is no member any more.
 */
export async function areTextsDue(database: Executor, practice: string): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (
      select from members join accounts on accounts.id = members.account_id
      where members.practice_id = ${practice} and accounts.suspended_at is null and jsonb_array_length(members.object -> 'signatures') = 2
        and not exists (
          select from practice_texts_receivers as receivers
          where receivers.practice_id = members.practice_id and receivers.account_id = accounts.id and receivers.kem_hash = sha256(accounts.kem_public_key)))
    or exists (
      select from practice_texts as texts
      where texts.practice_id = ${practice}
        and texts.stanzas > (select count(*) from practice_texts_receivers as receivers where receivers.practice_id = texts.practice_id))
    or exists (
      select from practice_texts as texts
      where texts.practice_id = ${practice}
        and not exists (select from members where members.account_id = texts.writer_id and members.practice_id = texts.practice_id)) as due`.execute(database);
  return rows[0]?.due ?? false;
}

export async function deleteTexts(writer: Writer, practice: string): Promise<void> {
  await writer.deleteFrom('practice_texts').where('practice_id', '=', practice).execute();
}

/** What an account is told of it. */
export async function describeTexts(database: Executor, account: string) {
  const row = await database
    .selectFrom('practice_texts_receivers as own')
    .innerJoin('practice_texts', 'practice_texts.practice_id', 'own.practice_id')
    .innerJoin('practices', 'practices.id', 'own.practice_id')
    .select(['practices.name as practice', 'edition', 'written_at as writtenAt', sql<number>`octet_length(sealed)`.as('bytes'), sql<boolean>`writer_id is not distinct from ${account}`.as('byYou')])
    .where('own.account_id', '=', account)
    .executeTakeFirst();
  return row ?? null;
}
