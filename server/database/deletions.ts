// Deleting an account for good, by its owner. Everything of it goes at once, but for its mailbox, which a job empties within minutes
// (jobs/deletions.ts), and what others need to read what they have: name, address and public keys stay while somebody holds a message
// from it or to it.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Actor, type NewEvent, record, recordAll } from './activity.ts';
import { deleteUnlinked } from './attachments.ts';
import type { Executor, Writer } from './executor.ts';
import { endOpenHandOverOf } from './hand-overs.ts';
import { endAllInvitationsOf } from './invitations.ts';
import type { Member } from './members.ts';
import { deletePracticeProfile } from './practice-profiles.ts';
import { deleteTexts } from './practice-texts.ts';
import { deleteUnheld, lockMessages, type Removal } from './removals.ts';
import { endEverything } from './suspensions.ts';

const RECORD_BYTES = 64;
const HASH_BYTES = 32;

type Deleting = { account: string; practice: { id: string; name: string } | null; by: Actor; now: Date };

/** The caller has locked its practice, if any, and the account. What it says in the log of both is written before anything goes. */
export async function deleteAccount(writer: Writer, { account, practice, by, now }: Deleting): Promise<void> {
  await endInvitations(writer, { of: { inviter: account }, by, now });
  await endOpenHandOverOf(writer, { giver: account, by, now });
  await record(writer, { event: 'account-deleted', account, practice: practice?.id ?? null, by, now });
  await endEverything(writer, account);
  await sql`
    delete from outbox using accounts as gone
    where gone.id = ${account} and (outbox.account_id = gone.id or outbox.recipient = gone.address) and outbox.kind <> 'account_deleted'`.execute(writer);
  for (const table of ['members', 'former_members', 'sponsorships', 'wraps', 'state_blobs', 'state_roots', 'passkeys', 'second_factor_codes', 'second_factors', 'confirmations', 'restarts', 'notice_times', 'address_changes', 'former_addresses', 'hand_over_asks', 'practice_texts_receivers'] as const) {
    await writer.deleteFrom(table).where('account_id', '=', account).execute();
  }
  await writer
    .updateTable('accounts')
    .set({
      deleted_at: now,
      suspended_at: now,
      suspended_by: 'owner',
      practice_closed_at: null,
      confirmed_at: null,
      sign_up_browser_hash: null,
      language: null,
      storage_bytes: null,
      // What stood beside the name at messages goes on standing there.
      ...(practice === null ? {} : { practice_name: practice.name }),
      // Nobody's password and nobody's kit.
      user_identifier: `deleted/${randomBytes(HASH_BYTES).toString('base64url')}`,
      opaque_record: randomBytes(RECORD_BYTES),
      kit_proof_hash: randomBytes(HASH_BYTES),
    })
    .where('id', '=', account)
    .execute();
  await tellSenders(writer, account);
}

/** Receipts say of a recipient that the account was deleted: whoever has one open sees it. */
async function tellSenders(writer: Writer, account: string): Promise<void> {
  await sql`
    select tell_change(sender_id, 'receipt') from (
      select distinct messages.sender_id from deliveries join messages on messages.id = deliveries.message_id
      where deliveries.account_id = ${account} and deliveries.role = 'recipient' and deliveries.hand_over_id is null and deliveries.folder not in ('held', 'recalled')
    ) as senders`.execute(writer);
}

/** Who of a practice's accounts goes with it, if this member is its last: those that it has closed and could take back. */
export async function listFormerAccounts(database: Executor, practice: string): Promise<string[]> {
  const rows = await database.selectFrom('former_members').select('account_id').where('practice_id', '=', practice).orderBy('account_id').execute();
  return rows.map(({ account_id: account }) => account);
}

/** After its last member: nobody is invited to it any more, and nobody is its guest. */
export async function endPractice(writer: Writer, { practice, account, by, now }: { practice: string; account: string; by: Actor; now: Date }): Promise<void> {
  await endInvitations(writer, { of: { practice }, by, now });
  await record(writer, { event: 'practice-ended', account, practice, by, now });
  await deleteTexts(writer, practice);
  await writer.deleteFrom('sponsorships').where('practice_id', '=', practice).execute();
  await deletePracticeProfile(writer, practice);
  await writer.updateTable('practices').set({ ended_at: now, reply_to: null }).where('id', '=', practice).execute();
}

async function endInvitations(writer: Writer, { of, by, now }: { of: { inviter: string } | { practice: string }; by: Actor; now: Date }): Promise<void> {
  const ended = await endAllInvitationsOf(writer, of);
  await recordAll(writer, ended.map(({ id, inviter, practice }): NewEvent => ({ event: 'invitation-cancelled', account: inviter, practice, by, on: { subject: 'invitation', id }, now })));
}

/** An owner who can log in must remain where others do. */
export function isLastOwner({ members, account }: { members: readonly Member[]; account: string }): boolean {
  const others = members.filter((member) => member.account !== account);
  const role = members.find((member) => member.account === account)?.role;
  return role === 'owner' && others.length > 0 && !others.some((member) => member.role === 'owner' && !member.suspended);
}

/** What goes for good with an account, in figures. */
export type Leaving = { messages: number; waiting: number; invitations: number; files: number };

export async function measureLeaving(database: Executor, account: string): Promise<Leaving> {
  const row = await database
    .selectNoFrom((select) => [
      select.selectFrom('deliveries').select(sql<number>`count(distinct message_id)::int`.as('count')).where('account_id', '=', account).where('folder', 'not in', ['removed', 'recalled', 'held']).as('messages'),
      select
        .selectFrom('messages')
        .innerJoin('deliveries', 'deliveries.message_id', 'messages.id')
        .innerJoin('invitations', 'invitations.id', 'deliveries.invitation_id')
        .select(sql<number>`count(distinct messages.id)::int`.as('count'))
        .where('messages.sender_id', '=', account)
        .where('invitations.inviter_id', '=', account)
        .where('invitations.status', '=', 'open')
        .as('waiting'),
      select.selectFrom('invitations').select(sql<number>`count(*)::int`.as('count')).where('inviter_id', '=', account).where('status', '=', 'open').as('invitations'),
      select
        .selectFrom('attachments')
        .select(sql<number>`count(*)::int`.as('count'))
        .where('owner_id', '=', account)
        .where((where) => where.not(where.exists(where.selectFrom('message_attachments').select('attachment_id').whereRef('attachment_id', '=', 'attachments.id'))))
        .as('files'),
    ])
    .executeTakeFirstOrThrow();
  return { messages: row.messages ?? 0, waiting: row.waiting ?? 0, invitations: row.invitations ?? 0, files: row.files ?? 0 };
}

/** Folders in which a message is somebody's, or about to be. */
const HELD_IN = ['inbox', 'sent', 'archive', 'trash', 'held'] as const;

/**
 * Takes messages out of the mailboxes of deleted accounts, and deletes those that nobody else holds. What somebody was just sending when
 * the account went is found by a later run.
 */
export async function emptyDeletedMailboxes(database: Executor, { limit }: { limit: number }): Promise<Removal> {
  return await database.transaction().execute(async (writer) => {
    const rows = await writer
      .selectFrom('deliveries')
      .innerJoin('accounts', 'accounts.id', 'deliveries.account_id')
      .select('deliveries.message_id')
      .distinct()
      .where('accounts.deleted_at', 'is not', null)
      .where('deliveries.folder', 'in', HELD_IN)
      .limit(limit)
      .execute();
    const messages = rows.map(({ message_id }) => message_id);
    if (messages.length === 0) return { removed: 0, attachments: [] };
    await lockMessages(writer, messages);
    await writer
      .updateTable('deliveries')
      .set({ folder: 'removed', trashed_at: null, starred: false })
      .where('message_id', 'in', messages)
      .where('folder', 'in', HELD_IN)
      .where('account_id', 'in', (accounts) => accounts.selectFrom('accounts').select('id').where('deleted_at', 'is not', null))
      .execute();
    return { removed: messages.length, attachments: await deleteUnheld(writer, messages) };
  });
}

/** Files of deleted accounts: those that a message links are nobody's from now on, the others are deleted. */
export async function disownFilesOfDeleted(database: Executor, { limit }: { limit: number }): Promise<Removal> {
  return await database.transaction().execute(async (writer) => {
    const rows = await writer
      .selectFrom('attachments')
      .innerJoin('accounts', 'accounts.id', 'attachments.owner_id')
      .select('attachments.id')
      .where('accounts.deleted_at', 'is not', null)
      .limit(limit)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return { removed: 0, attachments: [] };
    await writer.updateTable('attachments').set({ owner_id: null }).where('id', 'in', ids).execute();
    return { removed: ids.length, attachments: await deleteUnlinked(writer, ids) };
  });
}

/** Forgets name, address and keys of deleted accounts of whose messages nobody holds one any more. */
export async function forgetDeletedAccounts(database: Executor, { before, limit }: { before: Date; limit: number }): Promise<number> {
  return await database.transaction().execute(async (writer) => {
    const { rows } = await sql<{ id: string }>`
      select id from accounts where deleted_at <= ${before}
        and not exists (select from messages where sender_id = accounts.id)
        and not exists (select from deliveries where account_id = accounts.id)
        and not exists (select from deliveries join invitations on invitations.id = deliveries.invitation_id where invitations.inviter_id = accounts.id)
      limit ${limit} for update skip locked`.execute(writer);
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await writer.deleteFrom('accounts').where('id', 'in', ids).execute();
    return ids.length;
  });
}
