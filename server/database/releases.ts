// Messages that are held for some seconds after Send (migration 0019): they go out when their time has come, whatever became of the
// sender's browser meanwhile, or are taken back before.
import { sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';
import { cancelInvitation, lockInvitations } from './invitations.ts';
import { enqueueAll, OUTBOX_CHANNEL } from './outbox.ts';
import type { InvitationRow } from './tables/accounts.ts';

/** Tells every process, at commit, that there is something to let go of in a while. */
export async function announceHeld(writer: Writer): Promise<void> {
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(writer);
}

/** Lets go of up to `limit` messages whose time has come; of two processes, one gets each of them. Returns how many. */
export async function releaseDue(database: Executor, { now, limit }: { now: Date; limit: number }): Promise<number> {
  return await database.transaction().execute(async (writer) => {
    const due = await writer.selectFrom('messages').select('id').where('release_at', '<=', now).orderBy('release_at').limit(limit).forUpdate().skipLocked().execute();
    for (const { id } of due) await release(writer, { message: id, now });
    return due.length;
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
    .returning(['address', 'invitation_id'])
    .execute();
  if (released.length === 0) return;
  const { practice, replyTo, sender, subject, text } = await findNotice(writer, message);
  const payload = { subject, text, sender, replyTo };
  const about = { kind: 'notice', message, practice, account: null, payload, now } as const;
  await enqueueAll(writer, released.map(({ address, invitation_id: invitation }) => ({ ...about, recipient: address, invitation })));
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
      'accounts.name',
      'practices.id as practice',
      'practices.name as practice_name',
      'practices.reply_to as replyTo',
    ])
    .where('messages.id', '=', message)
    .executeTakeFirstOrThrow();
  return { ...row, sender: { name, practice: practiceName } };
}

/** When the next of those that are held goes out. */
export async function findNextRelease(database: Executor): Promise<Date | null> {
  const row = await database.selectFrom('messages').select('release_at').where('release_at', 'is not', null).orderBy('release_at').limit(1).executeTakeFirst();
  return row?.release_at ?? null;
}

type TakingBack = { account: string; message: string; now: Date };
/** `invitations`: those that were made with it and serve nothing else; they are cancelled. */
export type TakenBack = { outcome: 'taken-back'; invitations: InvitationRow[] } | { outcome: 'released' } | { outcome: 'unknown' };

/**
 * Takes a held message back as if it had never been sent; its attachments stay with whoever uploaded them. The lock on its row decides
 * between this and the release.
 */
export async function takeBack(writer: Writer, { account, message, now }: TakingBack): Promise<TakenBack> {
  // Before the message, as whoever claims one does: nobody then uses or claims them meanwhile.
  const invitations = await lockInvitations(writer, await listUsed(writer, { account, message }));
  const held = await writer.selectFrom('messages').select(['release_at', 'sent_at']).where('id', '=', message).where('sender_id', '=', account).forUpdate().executeTakeFirst();
  if (held === undefined) return { outcome: 'unknown' };
  if (held.release_at === null || held.release_at <= now) return { outcome: 'released' };
  await writer.deleteFrom('messages').where('id', '=', message).execute();
  const cancelled: InvitationRow[] = [];
  for (const invitation of invitations) {
    // Made in the same transaction: an older one has a code that somebody was given.
    const madeWithIt = invitation.created_at.getTime() === held.sent_at.getTime();
    if (!madeWithIt || invitation.status !== 'open' || (await isUsed(writer, invitation.id))) continue;
    await cancelInvitation(writer, invitation.id);
    cancelled.push(invitation);
  }
  return { outcome: 'taken-back', invitations: cancelled };
}

async function listUsed(writer: Writer, { account, message }: { account: string; message: string }): Promise<string[]> {
  const rows = await writer
    .selectFrom('deliveries')
    .innerJoin('messages', 'messages.id', 'deliveries.message_id')
    .select('deliveries.invitation_id')
    .where('messages.id', '=', message)
    .where('messages.sender_id', '=', account)
    .execute();
  return rows.flatMap(({ invitation_id: id }) => id ?? []);
}

async function isUsed(writer: Writer, invitation: string): Promise<boolean> {
  const row = await writer.selectFrom('deliveries').select('message_id').where('invitation_id', '=', invitation).limit(1).executeTakeFirst();
  return row !== undefined;
}
