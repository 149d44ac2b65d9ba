// Invitations: the escrow while it is open, its wrong tries, and the claim that ends it.
import { sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';
import type { InvitationRow, NewInvitationRow, StoredObject } from './tables/accounts.ts';
import type { MailStatus } from './tables/mailbox.ts';

/** False where the practice has an open invitation to this address already, or the id is taken. */
export async function insertInvitation(writer: Writer, invitation: NewInvitationRow): Promise<boolean> {
  const made = await writer.insertInto('invitations').values(invitation).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function findInvitation(database: Executor, id: string): Promise<InvitationRow | null> {
  return (await database.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Of two who use the same invitation, the second waits here until the first is done. */
export async function lockInvitation(writer: Writer, id: string): Promise<InvitationRow | null> {
  return (await writer.selectFrom('invitations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function lockInvitations(writer: Writer, ids: readonly string[]): Promise<InvitationRow[]> {
  if (ids.length === 0) return [];
  return await writer.selectFrom('invitations').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute();
}

/** Keeps them from being used or claimed until the transaction has ended; false, at once, where somebody is just doing so. */
export async function holdInvitations(writer: Writer, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const held = await writer.selectFrom('invitations').select('id').where('id', 'in', ids).forKeyShare().skipLocked().execute();
  return held.length === new Set(ids).size;
}

/** The practice's open invitations to these addresses. */
export async function findOpen(
  database: Executor,
  { practice, addresses, now }: { practice: string; addresses: readonly string[]; now: Date },
): Promise<InvitationRow[]> {
  if (addresses.length === 0) return [];
  return await database
    .selectFrom('invitations')
    .selectAll()
    .where('practice_id', '=', practice)
    .where('address', 'in', addresses)
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .execute();
}

/** What the inviter is told of an invitation: never what a code opens, which is long. */
const TOLD = [
  'id', 'address', 'object', 'kem_public_key', 'created_at', 'expires_at', 'status', 'paused_until', 'wrong_tries', 'code_asked_at', 'restart', 'role',
  'claim', 'claimed_by', 'claimed_at',
] as const satisfies readonly (keyof InvitationRow)[];

/** `member`: the membership of the coworker whom it made. */
export type InviterView = Pick<InvitationRow, (typeof TOLD)[number]> & { noticeStatus: MailStatus | null; member: StoredObject | null };

/** The inviter's own, newest first, with how the newest mail that carried each one fared. */
export async function listInvitations(database: Executor, inviter: string): Promise<InviterView[]> {
  return await database
    .selectFrom('invitations')
    .select(TOLD)
    .select((select) =>
      select
        .selectFrom('outbox')
        // Whoever is invited is told at once: none of theirs waits.
        .select(sql<MailStatus>`outbox.status`.as('status'))
        .whereRef('outbox.invitation_id', '=', 'invitations.id')
        .where('outbox.kind', 'in', ['notice', 'coworker'])
        .orderBy('outbox.created_at', 'desc')
        .limit(1)
        .as('noticeStatus'),
    )
    .select((select) =>
      select
        .selectFrom('members')
        .select('members.object')
        .whereRef('members.account_id', '=', 'invitations.claimed_by')
        .whereRef('members.practice_id', '=', 'invitations.practice_id')
        .as('member'),
    )
    .where('inviter_id', '=', inviter)
    .orderBy('created_at', 'desc')
    .limit(1000)
    .execute();
}

/** The oldest message that waits under an invitation, or came by it; one that was recalled only where there is no other. */
export async function findFirstMessage(database: Executor, invitation: string): Promise<string | null> {
  const row = await database
    .selectFrom('deliveries')
    .select('message_id')
    .where('invitation_id', '=', invitation)
    .where('folder', '<>', 'held')
    .orderBy(sql`folder = 'recalled'`)
    .orderBy('sent_at')
    .limit(1)
    .executeTakeFirst();
  return row?.message_id ?? null;
}

export const NOTHING_TO_OPEN = { proof_hash: null, escrow: null } as const;

export type Claim = { invitation: string; account: string; claim: Buffer; now: Date };

/** Marks it used, forgets what a code could open, and hands the waiting messages over. */
export async function claimInvitation(writer: Writer, { invitation, account, claim, now }: Claim): Promise<void> {
  await writer
    .updateTable('invitations')
    .set({ status: 'claimed', claim, claimed_by: account, claimed_at: now, ...NOTHING_TO_OPEN })
    .where('id', '=', invitation)
    .execute();
  await writer.updateTable('deliveries').set({ account_id: account }).where('invitation_id', '=', invitation).execute();
}

export async function cancelInvitation(writer: Writer, invitation: string): Promise<void> {
  await writer.updateTable('invitations').set({ status: 'cancelled', ...NOTHING_TO_OPEN }).where('id', '=', invitation).execute();
}

/** All that somebody has open for a practice. Returns their ids. */
export async function cancelInvitationsOf(writer: Writer, { inviter, practice }: { inviter: string; practice: string }): Promise<string[]> {
  const ended = await writer
    .updateTable('invitations')
    .set({ status: 'cancelled', ...NOTHING_TO_OPEN })
    .where('inviter_id', '=', inviter)
    .where('practice_id', '=', practice)
    .where('status', '=', 'open')
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}

/** Whatever is open, by anybody for a practice, or by somebody for any practice. */
export async function endAllInvitationsOf(writer: Writer, of: { inviter: string } | { practice: string }): Promise<{ id: string; inviter: string; practice: string }[]> {
  const ending = writer.updateTable('invitations').set({ status: 'cancelled', ...NOTHING_TO_OPEN }).where('status', '=', 'open');
  const chosen = 'inviter' in of ? ending.where('inviter_id', '=', of.inviter) : ending.where('practice_id', '=', of.practice);
  return await chosen.returning(['id', 'inviter_id as inviter', 'practice_id as practice']).execute();
}

export async function renewInvitation(
  writer: Writer,
  { invitation, object, expiresAt }: { invitation: string; object: StoredObject; expiresAt: Date },
): Promise<void> {
  await writer.updateTable('invitations').set({ object, expires_at: expiresAt }).where('id', '=', invitation).execute();
}

export type WrongTries = { invitation: string; tries: number; since: Date; pausedUntil: Date | null };

export async function recordWrongTry(writer: Writer, { invitation, tries, since, pausedUntil }: WrongTries): Promise<void> {
  await writer
    .updateTable('invitations')
    .set({ wrong_tries: tries, wrong_tries_since: since, paused_until: pausedUntil })
    .where('id', '=', invitation)
    .execute();
}

export async function recordCodeAsked(database: Executor, { invitation, now }: { invitation: string; now: Date }): Promise<void> {
  await database.updateTable('invitations').set({ code_asked_at: now }).where('id', '=', invitation).execute();
}

/** Closes what has run out, and forgets what a code could have opened. */
export async function expireInvitations(database: Executor, now: Date): Promise<void> {
  await database
    .updateTable('invitations')
    .set({ status: 'expired', ...NOTHING_TO_OPEN })
    .where('status', '=', 'open')
    .where('expires_at', '<=', now)
    .execute();
}

/** Makes room for a new invitation where an old one has run out and no job has closed it yet. */
export async function expireFor(
  writer: Writer,
  { practice, addresses, now }: { practice: string; addresses: readonly string[]; now: Date },
): Promise<void> {
  if (addresses.length === 0) return;
  await writer
    .updateTable('invitations')
    .set({ status: 'expired', ...NOTHING_TO_OPEN })
    .where('practice_id', '=', practice)
    .where('address', 'in', addresses)
    .where('status', '=', 'open')
    .where('expires_at', '<=', now)
    .execute();
}
