// The outbox: mail that is written down in the transaction which causes it, and what became of it.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { FIRST_LANGUAGE, type Language } from '../language.ts';
import type { MailDetail } from '../mail/mailer.ts';
import type { OutgoingMail, QueuedMail } from '../mail/outgoing-mail.ts';
import type { Executor, Writer } from './executor.ts';
import type { MailStatus } from './tables/mailbox.ts';

/** Told at commit to every process that listens. */
export const OUTBOX_CHANNEL = 'sealpost_outbox';

/** Longer than any one sending can take: who has not reported by then has died. */
const LEASE_MS = 5 * 60_000;

/** Queues a mail; it leaves only if the transaction commits. Returns its id, the idempotency key towards the provider. */
export async function enqueue(writer: Writer, mail: OutgoingMail): Promise<string> {
  const row = outboxRow(mail);
  await insertRows(writer, [row]);
  return row.id;
}

/** Queues mails, at least one, in one statement: a message may go to a thousand people. */
export async function enqueueAll(writer: Writer, mails: readonly OutgoingMail[]): Promise<void> {
  await insertRows(writer, mails.map(outboxRow));
}

function outboxRow(mail: OutgoingMail) {
  return {
    id: randomBytes(16).toString('base64url'),
    kind: mail.kind,
    message_id: mail.message,
    invitation_id: mail.invitation,
    practice_id: mail.practice,
    account_id: mail.account,
    recipient: mail.recipient,
    payload: mail.payload,
    chosen_by: mail.chosen?.by ?? null,
    status: mail.chosen !== undefined && mail.chosen.at > mail.now ? ('waiting' as const) : ('queued' as const),
    next_attempt_at: mail.chosen?.at ?? mail.now,
    created_at: mail.now,
    language: languageOf(mail),
  };
}

/** Its reader's, of whom there may be an account that nobody has confirmed yet; else that of whoever writes to them. */
function languageOf({ account, recipient, writer }: OutgoingMail) {
  return sql<Language>`coalesce(
    (select language from accounts where address = ${recipient} and confirmed_at is not null),
    (select language from accounts where id = ${account}),
    (select language from accounts where id = ${writer}),
    ${FIRST_LANGUAGE}
  )`;
}

async function insertRows(writer: Writer, rows: ReturnType<typeof outboxRow>[]): Promise<void> {
  await writer.insertInto('outbox').values(rows).execute();
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(writer);
}

export type ClaimedMail = QueuedMail & { createdAt: Date; attempts: number };

/**
 * Takes up to `limit` mails that are due, for this process alone. A mail whose process died in the middle is taken again
 * when its lease ends, under the same id.
 */
export async function claimBatch(database: Executor, { now, limit }: { now: Date; limit: number }): Promise<ClaimedMail[]> {
  const rows = await database
    .with('due', (query) =>
      query
        .selectFrom('outbox')
        .select('id')
        .where('status', 'in', ['queued', 'sending'])
        .where('next_attempt_at', '<=', now)
        .orderBy('next_attempt_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable('outbox')
    .from('due')
    .set((update) => ({
      status: 'sending',
      attempts: update('outbox.attempts', '+', 1),
      next_attempt_at: new Date(now.getTime() + LEASE_MS),
    }))
    .whereRef('outbox.id', '=', 'due.id')
    .returning([
      'outbox.id',
      'outbox.kind',
      'outbox.payload',
      'outbox.recipient',
      'outbox.message_id',
      'outbox.invitation_id',
      'outbox.created_at',
      'outbox.attempts',
      'outbox.language',
    ])
    .execute();
  return rows.map(
    ({ message_id: message, invitation_id: invitation, created_at: createdAt, ...row }) =>
      // The payload is what `enqueue` wrote for this kind.
      ({ ...row, message, invitation, createdAt }) as unknown as ClaimedMail,
  );
}

/**
 * Takes mails back from a process that died in the middle, without waiting for the lease's end. Only for the start of a server
 * that has its database to itself: of several, another may be sending them at this moment.
 */
export async function releaseClaims(database: Executor, { now }: { now: Date }): Promise<void> {
  await database.updateTable('outbox').set({ next_attempt_at: now }).where('status', '=', 'sending').execute();
}

/** What the mail said is no longer needed here once it is handed over. */
const forgotten = { payload: {} };

export async function markSent(database: Executor, sent: { id: string; providerId: string | null; now: Date }): Promise<void> {
  await database
    .updateTable('outbox')
    .set((update) => ({
      ...forgotten,
      // The provider's report may have been faster than its answer.
      status: sql<MailStatus>`case when status = 'sending' then 'sent' else status end`,
      provider_id: update.fn.coalesce(update.val(sent.providerId), 'provider_id'),
      sent_at: sent.now,
    }))
    .where('id', '=', sent.id)
    .execute();
}

/** Lets the mail wait until `next`. A try that the provider only asked to slow down is not counted. */
export async function markWaiting(database: Executor, waiting: { id: string; next: Date; attempts: number }): Promise<void> {
  await database
    .updateTable('outbox')
    .set({ status: 'queued', next_attempt_at: waiting.next, attempts: waiting.attempts })
    .where('id', '=', waiting.id)
    .where('status', '=', 'sending')
    .execute();
}

/** Ends the mail's way. A recipient that was refused counts as bounced. */
export async function markFailed(database: Executor, failed: { id: string; detail: MailDetail }): Promise<void> {
  await database
    .updateTable('outbox')
    .set({ ...forgotten, status: failed.detail === 'recipient_refused' ? 'bounced' : 'failed', detail: failed.detail })
    .where('id', '=', failed.id)
    .where('status', '=', 'sending')
    .execute();
}

/** What a provider reports after it took the mail. */
export type DeliveryReport =
  | { status: 'delivered'; detail: 'complained' | null }
  | { status: 'bounced' | 'failed'; detail: MailDetail }
  | { status: 'sent'; detail: 'delayed' };

/** Which statuses a report may follow on. Reports come in any order and more than once: only steps forward count. */
const BEFORE: Record<DeliveryReport['status'], MailStatus[]> = {
  sent: ['queued', 'sending', 'sent'],
  delivered: ['queued', 'sending', 'sent'],
  bounced: ['queued', 'sending', 'sent', 'delivered'],
  failed: ['queued', 'sending', 'sent'],
};

/**
 * Notes a report on the mail with this id, or with this name of the provider's. Returns whether anything changed.
 * A complaint follows a delivery and stays noted with it.
 */
export async function markReported(
  database: Executor,
  reported: { id: string | null; providerId: string; report: DeliveryReport },
): Promise<boolean> {
  const { status, detail } = reported.report;
  const before = detail === 'complained' ? [...BEFORE.delivered, 'delivered' as const] : BEFORE[status];
  const { numUpdatedRows } = await database
    .updateTable('outbox')
    .set({ ...forgotten, status, detail, provider_id: reported.providerId })
    .where((row) => (reported.id === null ? row('provider_id', '=', reported.providerId) : row('id', '=', reported.id)))
    .where('status', 'in', before)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Mails that belong to no message and no invitation are of no use once they are old. Returns how many went. */
export async function deleteOldMail(database: Executor, { before }: { before: Date }): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('outbox')
    .where('status', 'in', ['sent', 'delivered', 'bounced', 'failed'])
    .where('message_id', 'is', null)
    .where('invitation_id', 'is', null)
    .where('created_at', '<', before)
    // What became of a digest is what became of the notices in it, as long as their messages are there.
    .where((row) => row.not(row.exists(row.selectFrom('outbox as told').select('told.id').whereRef('told.digest_id', '=', 'outbox.id'))))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
