// Notices that wait for their recipient's time, and the digests that tell of several at once (migration 0021). A digest is a mail of the
// outbox like any other; what it tells is read when it leaves, so what was taken back by then is not in it.
import { sql } from 'kysely';
import type { NoticeOfDigest } from '../mail/outgoing-mail.ts';
import { inMailbox, unexpired } from './deliveries.ts';
import type { Executor, Writer } from './executor.ts';
import { enqueue, OUTBOX_CHANNEL } from './outbox.ts';

/** A page of those for whom something waits whose time has come, from behind `after` on. Nothing is locked. */
export async function listGatherable(database: Executor, { now, after, limit }: { now: Date; after: string; limit: number }): Promise<string[]> {
  const rows = await database
    .selectFrom('outbox')
    .select('chosen_by')
    .distinct()
    .where('status', '=', 'waiting')
    .where('next_attempt_at', '<=', now)
    .where('chosen_by', '>', after)
    .orderBy('chosen_by')
    .limit(limit)
    .execute();
  return rows.flatMap(({ chosen_by: account }) => account ?? []);
}

/** When the next of those leaves that are due later than `after`. */
export async function findNextGathering(database: Executor, { after }: { after: Date }): Promise<Date | null> {
  const row = await database.selectFrom('outbox').select('next_attempt_at').where('status', '=', 'waiting').where('next_attempt_at', '>', after).orderBy('next_attempt_at').limit(1).executeTakeFirst();
  return row?.next_attempt_at ?? null;
}

/**
 * Queues what waits for this person as one mail, all of it as soon as the first is due. Of several processes one does: the choice's row is
 * the lock, and what it has gathered waits no longer. Nobody is waited for: a notice that is being recalled at this moment is passed over.
 */
export async function gather(database: Executor, { account, now }: { account: string; now: Date }): Promise<void> {
  await database.transaction().execute(async (writer) => {
    const mine = await writer.selectFrom('notice_times').select('account_id').where('account_id', '=', account).forUpdate().skipLocked().executeTakeFirst();
    if (mine === undefined) return;
    const waiting = await writer
      .selectFrom('outbox')
      .select(['id', 'next_attempt_at'])
      .where('chosen_by', '=', account)
      .where('status', '=', 'waiting')
      .orderBy('created_at')
      .forUpdate()
      .skipLocked()
      .execute();
    if (!waiting.some(({ next_attempt_at: at }) => at <= now)) return;
    const ids = waiting.map(({ id }) => id);
    const worthTelling = (await selectTold(writer, now).select('told.id').where('told.id', 'in', ids).execute()).map(({ id }) => id);
    const [only, ...others] = worthTelling;
    await settle(writer, { ids: ids.filter((id) => !worthTelling.includes(id)), digest: null });
    if (only === undefined) return;
    if (others.length > 0) await settle(writer, { ids: worthTelling, digest: await enqueueDigest(writer, { account, now }) });
    else await queueAlone(writer, { id: only, now });
  });
}

async function enqueueDigest(writer: Writer, { account, now }: { account: string; now: Date }): Promise<string> {
  const { address } = await writer.selectFrom('accounts').select('address').where('id', '=', account).executeTakeFirstOrThrow();
  return await enqueue(writer, { kind: 'digest', payload: { notices: [] }, recipient: address, message: null, invitation: null, practice: null, account, writer: null, now });
}

async function settle(writer: Writer, { ids, digest }: { ids: readonly string[]; digest: string | null }): Promise<void> {
  if (ids.length === 0) return;
  await writer.updateTable('outbox').set({ status: 'gathered', digest_id: digest, payload: {} }).where('id', 'in', ids).execute();
}

/** As the ordinary notice that it is; its tries begin now. */
async function queueAlone(writer: Writer, { id, now }: { id: string; now: Date }): Promise<void> {
  await writer.updateTable('outbox').set({ status: 'queued', next_attempt_at: now, created_at: now }).where('id', '=', id).execute();
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(writer);
}

/** Notices of messages that their recipient still has and has not opened, on whatever device. */
function selectTold(database: Executor, now: Date) {
  return database
    .selectFrom('outbox as told')
    .innerJoin('messages', 'messages.id', 'told.message_id')
    .innerJoin('deliveries', (join) =>
      join.onRef('deliveries.message_id', '=', 'told.message_id').onRef('deliveries.account_id', '=', 'told.chosen_by').on('deliveries.role', '=', 'recipient'),
    )
    .where(inMailbox)
    .where(unexpired(now))
    .where('deliveries.opened_at', 'is', null);
}

/** What a digest tells at this moment, the oldest first. */
export async function readDigest(database: Executor, { id, now }: { id: string; now: Date }): Promise<NoticeOfDigest[]> {
  const rows = await selectTold(database, now)
    .innerJoin('accounts', 'accounts.id', 'messages.sender_id')
    .leftJoin('members', 'members.account_id', 'messages.sender_id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .select(['messages.id as message', 'messages.notice_subject as subject', 'messages.notice_text as text', 'accounts.name', 'practices.name as practice'])
    .where('told.digest_id', '=', id)
    .orderBy('deliveries.sent_at')
    .orderBy('messages.id')
    .execute();
  return rows.map(({ name, practice, ...notice }) => ({ ...notice, sender: { name, practice } }));
}

/** Nothing is left to tell. */
export async function dropDigest(database: Executor, id: string): Promise<void> {
  await database.deleteFrom('outbox').where('id', '=', id).where('kind', '=', 'digest').where('status', '=', 'sending').execute();
}
