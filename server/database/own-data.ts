// All that the tables hold about one account, for its owner. Ciphertext and hashes are told by their sizes: their owner's browser
// opens what is sealed. A column that is added to these tables and is about a person belongs here (tests/server/own-data.test.ts).
import { sql } from 'kysely';
import { listAddresses } from './address-changes.ts';
import { unexpired } from './deliveries.ts';
import type { Executor } from './executor.ts';
import { type Cursor, isOlder } from './messages.ts';
import type { Folder } from './tables/mailbox.ts';

type Asked = { account: string; address: string };

/** What hangs together with an account directly. Everything here is short: no list grows with the mailbox. */
export async function describeAccount(database: Executor, account: string) {
  return await database
    .selectFrom('accounts')
    .leftJoin('members', 'members.account_id', 'accounts.id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .select([
      'accounts.address',
      'accounts.name',
      'accounts.practice_name as practiceName',
      'accounts.language',
      'accounts.created_at as createdAt',
      'accounts.confirmed_at as confirmedAt',
      'accounts.storage_bytes as storageBytes',
      'practices.id as practiceId',
      'practices.name as practice',
      'members.role',
      'members.joined_at as joinedAt',
      'members.object as membership',
      sql<number>`octet_length(accounts.opaque_record)`.as('passwordRecordBytes'),
      sql<number>`octet_length(accounts.kit_proof_hash)`.as('kitProofBytes'),
      sql<string>`translate(encode(accounts.kem_public_key, 'base64'), E'+/=\n', '-_')`.as('kemPublicKey'),
    ])
    .where('accounts.id', '=', account)
    .executeTakeFirstOrThrow();
}

export async function listSponsorships(database: Executor, account: string) {
  return await database
    .selectFrom('sponsorships')
    .innerJoin('practices', 'practices.id', 'sponsorships.practice_id')
    .select(['practices.id as practice', 'practices.name', 'sponsorships.created_at as since'])
    .where('sponsorships.account_id', '=', account)
    .orderBy('sponsorships.created_at')
    .execute();
}

/** Public and signed; oldest first. */
export async function listPublicObjects(database: Executor, account: string) {
  const identities = await database.selectFrom('identities').select(['object', 'created_at as createdAt']).where('account_id', '=', account).orderBy('sequence').execute();
  const revocations = await database.selectFrom('revocations').select(['object', 'created_at as createdAt']).where('account_id', '=', account).orderBy('created_at').execute();
  return { identities, revocations };
}

/** Log-ins that were begun and not finished, links that were mailed. */
export async function listBegun(database: Executor, account: string) {
  const tries = await database
    .selectFrom('log_ins')
    .select(['begun_at as begunAt', 'client_address as clientAddress', 'expires_at as expiresAt'])
    .where('account_id', '=', account)
    .orderBy('begun_at')
    .limit(1000)
    .execute();
  const confirmations = await database.selectFrom('confirmations').select(['expires_at as expiresAt', 'confirmed_at as confirmedAt']).where('account_id', '=', account).orderBy('expires_at').execute();
  const restarts = await database.selectFrom('restarts').select(['expires_at as expiresAt', 'used_at as usedAt']).where('account_id', '=', account).orderBy('expires_at').execute();
  return { tries, confirmations, restarts, addresses: await listAddresses(database, account) };
}

export type SealedDocuments = { kind: string; documents: number; bytes: number };

/** The sealed state by kinds of documents, whose names the server knows: `draft`, `search`, … */
export async function measureState(database: Executor, account: string): Promise<{ documents: SealedDocuments[]; updatedAt: Date | null }> {
  const documents = await database
    .selectFrom('state_blobs')
    .select([sql<string>`split_part(name, '/', 1)`.as('kind'), sql<number>`count(*)::int`.as('documents'), sql<number>`sum(octet_length(sealed))::float8`.as('bytes')])
    .where('account_id', '=', account)
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute();
  const root = await database.selectFrom('state_roots').select('updated_at').where('account_id', '=', account).executeTakeFirst();
  return { documents, updatedAt: root?.updated_at ?? null };
}

export type FolderMeasure = { folder: Folder | 'removed' | 'recalled'; messages: number; bytes: number };

/** What is held for a moment is nobody's yet, but its sender's. */
export async function measureMailbox(database: Executor, account: string): Promise<FolderMeasure[]> {
  return await database
    .selectFrom('deliveries')
    .innerJoin('messages', 'messages.id', 'deliveries.message_id')
    .select([
      sql<FolderMeasure['folder']>`deliveries.folder`.as('folder'),
      sql<number>`count(*)::int`.as('messages'),
      sql<number>`sum(octet_length(messages.container))::float8`.as('bytes'),
    ])
    .where('deliveries.account_id', '=', account)
    .where('deliveries.folder', '<>', 'held')
    .groupBy('deliveries.folder')
    .orderBy('deliveries.folder')
    .execute();
}

export async function measureUploads(database: Executor, account: string): Promise<{ files: number; bytes: number }> {
  return await database
    .selectFrom('attachments')
    .select([sql<number>`count(*)::int`.as('files'), sql<number>`coalesce(sum(size), 0)::float8`.as('bytes')])
    .where('owner_id', '=', account)
    .executeTakeFirstOrThrow();
}

const INVITATIONS_AT_MOST = 5000;

/** Those that the account made, and those by which it came. */
export async function listInvitationRecords(database: Executor, { account, address }: Asked) {
  const rows = await database
    .selectFrom('invitations')
    .innerJoin('practices', 'practices.id', 'invitations.practice_id')
    .select([
      'invitations.id',
      'invitations.inviter_id as inviter',
      'invitations.address',
      'practices.name as practice',
      'invitations.role',
      'invitations.restart',
      'invitations.status',
      'invitations.created_at as createdAt',
      'invitations.expires_at as expiresAt',
      'invitations.wrong_tries as wrongTries',
      'invitations.code_asked_at as codeAskedAt',
      'invitations.claimed_at as claimedAt',
    ])
    .where((where) => where.or([where('inviter_id', '=', account), where('claimed_by', '=', account), where.and([where('address', '=', address), where('status', '=', 'open')])]))
    .orderBy('invitations.created_at', 'desc')
    .limit(INVITATIONS_AT_MOST)
    .execute();
  return rows.map(({ inviter, ...invitation }) => ({ ...invitation, made: inviter === account }));
}

const MAILS_AT_MOST = 1000;

/** That mails were sent to this account, newest first; what they said is not kept. */
export async function listMailRecords(database: Executor, { account, address }: Asked) {
  return await database
    .selectFrom('outbox')
    .select(['kind', 'recipient', 'status', 'created_at as createdAt', 'sent_at as sentAt'])
    .where((where) => where.or([where('account_id', '=', account), where('recipient', '=', address)]))
    .orderBy('created_at', 'desc')
    .limit(MAILS_AT_MOST)
    .execute();
}

/** Those that the account gave or received, newest first, and whether it was asked for one. Which messages they were stands at the messages. */
export async function listHandOvers(database: Executor, account: string) {
  const rows = await database
    .selectFrom('hand_overs')
    .innerJoin('accounts as givers', 'givers.id', 'hand_overs.giver_id')
    .innerJoin('accounts as receivers', 'receivers.id', 'hand_overs.receiver_id')
    .select(['hand_overs.id', 'giver_id', 'givers.address as from', 'receivers.address as to', 'begun_at as begunAt', 'last_at as lastAt', 'ended_at as endedAt', 'messages'])
    .where((where) => where.or([where('giver_id', '=', account), where('receiver_id', '=', account)]))
    .orderBy('begun_at', 'desc')
    .limit(HAND_OVERS_AT_MOST)
    .execute();
  const asked = await database
    .selectFrom('hand_over_asks')
    .innerJoin('accounts', 'accounts.id', 'hand_over_asks.asked_by')
    .select(['accounts.name as by', 'asked_at as at'])
    .where('account_id', '=', account)
    .executeTakeFirst();
  return { made: rows.map(({ giver_id: giver, ...handOver }) => ({ ...handOver, given: giver === account })), asked: asked ?? null };
}

/** The voucher for its practice's profile, and the profile where it is this account that has signed it. Public and signed. */
export async function describeProfile(database: Executor, account: string) {
  const voucher = await database.selectFrom('profile_vouchers').select(['object', 'made_at as madeAt']).where('account_id', '=', account).executeTakeFirst();
  const signed = await database.selectFrom('practice_profiles').select(['object', 'changed_at as changedAt']).where('signer_id', '=', account).executeTakeFirst();
  return { voucher: voucher ?? null, signed: signed ?? null };
}

const HAND_OVERS_AT_MOST = 1000;

export async function measureActivity(database: Executor, account: string): Promise<{ events: number; first: Date | null; last: Date | null }> {
  return await database
    .selectFrom('activity')
    .select([sql<number>`count(*)::int`.as('events'), sql<Date | null>`min(at)`.as('first'), sql<Date | null>`max(at)`.as('last')])
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
}

export type MessageRecords = { account: string; folder: FolderMeasure['folder']; before: Cursor | null; now: Date; limit: number };

/**
 * What the server sees of each message that the account sent or was sent, newest first. What was removed is in it while others hold it;
 * of what was recalled nothing but that it was.
 */
export async function listMessageRecords(database: Executor, { account, folder, before, now, limit }: MessageRecords) {
  const unlessRecalled = (column: string) => sql<string | null>`case when deliveries.folder <> 'recalled' then ${sql.ref(column)} end`;
  let rows = database
    .selectFrom('deliveries')
    .innerJoin('messages', 'messages.id', 'deliveries.message_id')
    .select((select) => [
      'messages.id',
      'deliveries.stanza',
      'deliveries.role',
      'deliveries.address',
      'messages.thread',
      'messages.in_reply_to as inReplyTo',
      unlessRecalled('messages.notice_subject').as('noticeSubject'),
      unlessRecalled('messages.notice_text').as('noticeText'),
      'messages.type_class as typeClass',
      'messages.sent_at as sentAt',
      'messages.expires_at as expiresAt',
      'deliveries.read_at as readAt',
      'deliveries.opened_at as openedAt',
      'deliveries.fetched_at as fetchedAt',
      'deliveries.recalled_at as recalledAt',
      'deliveries.trashed_at as trashedAt',
      'deliveries.hand_over_id as handOver',
      'deliveries.starred',
      sql<number>`octet_length(messages.container)`.as('sealedBytes'),
      select
        .selectFrom('message_attachments')
        .innerJoin('attachments', 'attachments.id', 'message_attachments.attachment_id')
        .whereRef('message_attachments.message_id', '=', 'messages.id')
        .select(sql<number[]>`coalesce(json_agg(attachments.size order by position), '[]')`.as('sizes'))
        .as('attachmentBytes'),
    ])
    .where('deliveries.account_id', '=', account)
    .where('deliveries.folder', '=', folder)
    .where(unexpired(now));
  if (before !== null) rows = rows.where(isOlder(before));
  return await rows.orderBy('deliveries.sent_at', 'desc').orderBy('deliveries.message_id', 'desc').orderBy('deliveries.stanza', 'desc').limit(limit).execute();
}
