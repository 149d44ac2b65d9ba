// Messages that are held for some seconds after Send (migration 0019): they go out when their time has come, whatever became of the
// sender's browser meanwhile, or are taken back before.
import { sql } from 'kysely';
import { isAtOnce, nextNotice } from '../notice-times.ts';
import type { Executor, Writer } from './executor.ts';
import { cancelInvitation, holdInvitations, lockInvitations } from './invitations.ts';
import { deleteToDraft } from './messages.ts';
import { holdNoticeTimes } from './notice-times.ts';
import { enqueueAll, OUTBOX_CHANNEL } from './outbox.ts';
import type { InvitationRow } from './tables/accounts.ts';

/** Nobody's but its sender's until then. Every process hears at commit that there is something to let go of in a while. */
export async function hold(writer: Writer, { message, until }: { message: string; until: Date }): Promise<void> {
  await writer.updateTable('messages').set({ release_at: until }).where('id', '=', message).execute();
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(writer);
}

export type Held = { id: string; releaseAt: Date };

/** A page of those whose time has come, the oldest first, from behind `after` on. Nothing is locked. */
export async function listDue(database: Executor, { now, after, limit }: { now: Date; after: Held | null; limit: number }): Promise<Held[]> {
  let due = database.selectFrom('messages').select(['id', 'release_at']).where('release_at', '<=', now);
  if (after !== null) due = due.where(sql<boolean>`(release_at, id) > (${after.releaseAt}::timestamptz, ${after.id}::text)`);
  const rows = await due.orderBy('release_at').orderBy('id').limit(limit).execute();
  return rows.flatMap(({ id, release_at: releaseAt }) => (releaseAt === null ? [] : { id, releaseAt }));
}

/**
 * Lets go of a message whose time has come. False where it was passed over: another process has it in its hands, or somebody who
 * claims one of its invitations at this moment. Nobody is waited for, so this and they cannot lock each other out.
 */
export async function releaseDue(database: Executor, { message, now }: { message: string; now: Date }): Promise<boolean> {
  return await database.transaction().execute(async (writer) => {
    const deliveries = await writer.selectFrom('deliveries').select('invitation_id').where('message_id', '=', message).execute();
    if (!(await holdInvitations(writer, deliveries.flatMap(({ invitation_id: id }) => id ?? [])))) return false;
    const due = await writer.selectFrom('messages').select('id').where('id', '=', message).where('release_at', '<=', now).forUpdate().skipLocked().executeTakeFirst();
    if (due === undefined) return false;
    await release(writer, { message, now });
    return true;
  });
}

/** Into the inboxes, and the notices into the outbox. The caller holds the message's row. */
export async function release(writer: Writer, { message, now }: { message: string; now: Date }): Promise<void> {
  await writer.updateTable('messages').set({ release_at: null }).where('id', '=', message).execute();
  const released = await writer
    .updateTable('deliveries')
    .set({ folder: 'inbox', sent_at: now })
    .where('message_id', '=', message)
    .where('folder', '=', 'held')
    .returning(['address', 'invitation_id', 'account_id'])
    .execute();
  if (released.length === 0) return;
  const { practice, replyTo, sender, subject, text, writer: from } = await findNotice(writer, message);
  const payload = { subject, text, sender, replyTo };
  const about = { kind: 'notice', message, practice, account: null, writer: from, payload, now } as const;
  // Whoever comes by an invitation is told at once: it is their way in.
  const known = released.flatMap(({ account_id: account, invitation_id: invitation }) => (account === null || invitation !== null ? [] : account));
  const times = await holdNoticeTimes(writer, known);
  await enqueueAll(
    writer,
    released.map(({ address, invitation_id: invitation, account_id: account }) => {
      const chosen = account === null ? undefined : times.get(account);
      const mail = { ...about, recipient: address, invitation };
      return account === null || chosen === undefined || isAtOnce(chosen) ? mail : { ...mail, chosen: { by: account, at: nextNotice(chosen, now) } };
    }),
  );
}

async function findNotice(writer: Writer, message: string) {
  const { name, practice_name: practiceName, ...row } = await writer
    .selectFrom('messages')
    .innerJoin('accounts', 'accounts.id', 'messages.sender_id')
    .leftJoin('members', 'members.account_id', 'messages.sender_id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .select([
      'messages.notice_subject as subject',
      'messages.notice_text as text',
      'accounts.id as writer',
      'accounts.name',
      'practices.id as practice',
      'practices.name as practice_name',
      'practices.reply_to as replyTo',
    ])
    .where('messages.id', '=', message)
    .executeTakeFirstOrThrow();
  return { ...row, sender: { name, practice: practiceName } };
}

/** When the next of those goes out that are due later than `after`. */
export async function findNextRelease(database: Executor, { after }: { after: Date }): Promise<Date | null> {
  const row = await database.selectFrom('messages').select('release_at').where('release_at', '>', after).orderBy('release_at').limit(1).executeTakeFirst();
  return row?.release_at ?? null;
}

type TakingBack = { account: string; message: string; now: Date };
/**
 * `invitations`: those that were made with it and serve nothing else; they are cancelled. `attachments`: others' that nothing links any
 * more; their rows are gone, and the caller removes their blobs. `notices`: how many will not leave.
 */
type Undone = { outcome: 'taken-back'; sentAt: Date; notices: number; invitations: InvitationRow[]; attachments: string[] };
export type TakenBack = Undone | { outcome: 'released' } | { outcome: 'unknown' };

/**
 * Takes a held message back as if it had never been sent; its attachments stay with whoever uploaded them. The lock on its row decides
 * between this and the release.
 */
export async function takeBack(writer: Writer, { account, message, now }: TakingBack): Promise<TakenBack> {
  // Before the message, as whoever claims one does: nobody then uses or claims them meanwhile.
  const recipients = await listRecipients(writer, { account, message });
  const invitations = await lockInvitations(writer, recipients.flatMap(({ invitation_id: id }) => id ?? []));
  const held = await writer.selectFrom('messages').select(['release_at', 'sent_at']).where('id', '=', message).where('sender_id', '=', account).forUpdate().executeTakeFirst();
  if (held === undefined) return { outcome: 'unknown' };
  if (held.release_at === null || held.release_at <= now) return { outcome: 'released' };
  const attachments = await deleteToDraft(writer, { message, sender: account });
  const cancelled: InvitationRow[] = [];
  for (const invitation of invitations) {
    // Made in the same transaction: an older one has a code that somebody was given.
    const madeWithIt = invitation.created_at.getTime() === held.sent_at.getTime();
    if (!madeWithIt || invitation.status !== 'open' || (await isUsed(writer, invitation.id))) continue;
    await cancelInvitation(writer, invitation.id);
    cancelled.push(invitation);
  }
  return { outcome: 'taken-back', sentAt: held.sent_at, notices: recipients.length, invitations: cancelled, attachments };
}

async function listRecipients(writer: Writer, { account, message }: { account: string; message: string }): Promise<{ invitation_id: string | null }[]> {
  return await writer
    .selectFrom('deliveries')
    .innerJoin('messages', 'messages.id', 'deliveries.message_id')
    .select('deliveries.invitation_id')
    .where('messages.id', '=', message)
    .where('messages.sender_id', '=', account)
    .where('deliveries.role', '=', 'recipient')
    .execute();
}

async function isUsed(writer: Writer, invitation: string): Promise<boolean> {
  const row = await writer.selectFrom('deliveries').select('message_id').where('invitation_id', '=', invitation).limit(1).executeTakeFirst();
  return row !== undefined;
}
