// Mail that failed or bounced, and queueing it again. What it said was forgotten when it failed, so it is written anew from what it
// was about: a notice from its message, a link from the row that it stands for.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';
import { OUTBOX_CHANNEL } from './outbox.ts';
import type { OutboxStatus } from './tables/mailbox.ts';

export type Undelivered = { id: string; kind: string; status: OutboxStatus; detail: string | null; recipient: string; createdAt: Date };

export async function listUndelivered(database: Executor): Promise<Undelivered[]> {
  return await database
    .selectFrom('outbox')
    .select(['id', 'kind', 'status', 'detail', 'recipient', 'created_at as createdAt'])
    .where('status', 'in', ['failed', 'bounced'])
    .orderBy('created_at')
    .execute();
}

/** Null where a kind can no longer be written: its message, link or invitation is gone, or nobody waits for it any more. */
function payloadAt(now: Date) {
  return sql<object | null>`case outbox.kind
  when 'notice' then (
    select jsonb_build_object(
      'subject', messages.notice_subject, 'text', messages.notice_text, 'replyTo', practices.reply_to,
      'sender', jsonb_build_object('name', accounts.name, 'practice', practices.name))
    from messages
      join accounts on accounts.id = messages.sender_id
      left join members on members.account_id = accounts.id
      left join practices on practices.id = members.practice_id
    where messages.id = outbox.message_id)
  when 'digest' then (select jsonb_build_object('notices', '[]'::jsonb) where exists (select from outbox told where told.digest_id = outbox.id))
  when 'confirm' then (
    select jsonb_build_object('confirmation', confirmations.id) from confirmations join accounts on accounts.id = confirmations.account_id
    where confirmations.account_id = outbox.account_id and accounts.confirmed_at is null and confirmations.expires_at > ${now}::timestamptz
    order by confirmations.expires_at desc limit 1)
  when 'restart' then (
    select jsonb_build_object('restart', restarts.id) from restarts
    where restarts.account_id = outbox.account_id and restarts.used_at is null and restarts.expires_at > ${now}::timestamptz
    order by restarts.expires_at desc limit 1)
  when 'code_asked' then (select jsonb_build_object('address', invitations.address) from invitations where invitations.id = outbox.invitation_id and invitations.status = 'open')
  when 'code_paused' then (
    select jsonb_build_object('address', invitations.address, 'pausedUntil', (extract(epoch from invitations.paused_until) * 1000)::bigint)
    from invitations where invitations.id = outbox.invitation_id and invitations.paused_until > ${now}::timestamptz)
  when 'new_address' then (
    select jsonb_build_object('change', address_changes.id) from address_changes
    where address_changes.account_id = outbox.account_id and address_changes.address = outbox.recipient and address_changes.status = 'open' and address_changes.expires_at > ${now}::timestamptz)
  when 'old_address' then (
    select jsonb_build_object('change', address_changes.id, 'address', address_changes.address, 'at', (extract(epoch from address_changes.asked_at) * 1000)::bigint) from address_changes
    where address_changes.account_id = outbox.account_id and address_changes.old_address = outbox.recipient and address_changes.status = 'open' and address_changes.expires_at > ${now}::timestamptz)
  when 'address_taken' then '{}'::jsonb
  when 'recovered' then jsonb_build_object('at', (extract(epoch from outbox.created_at) * 1000)::bigint)
  when 'restarted' then jsonb_build_object('at', (extract(epoch from outbox.created_at) * 1000)::bigint)
  when 'second_factor_on' then jsonb_build_object('at', (extract(epoch from outbox.created_at) * 1000)::bigint)
  when 'second_factor_off' then jsonb_build_object('at', (extract(epoch from outbox.created_at) * 1000)::bigint)
  when 'password_changed' then jsonb_build_object('at', (extract(epoch from outbox.created_at) * 1000)::bigint)
end`;
}

/** `ids`: only these; null: all. */
export type Retry = { ids: readonly string[] | null; statuses: readonly ('failed' | 'bounced')[]; now: Date };

/** Queues them under new ids, since a provider sends nothing twice under one. `lost`: those that can no longer be written. */
export async function requeue(writer: Writer, { ids, statuses, now }: Retry): Promise<{ queued: number; lost: number }> {
  let chosen = writer.selectFrom('outbox').select(['id', payloadAt(now).as('payload')]).where('status', 'in', statuses).forUpdate();
  if (ids !== null) chosen = chosen.where('id', 'in', ids);
  const rows = await chosen.execute();
  const writable = rows.filter(({ payload }) => payload !== null);
  for (const { id, payload } of writable) {
    const fresh = { status: 'queued' as const, detail: null, attempts: 0, provider_id: null, sent_at: null, next_attempt_at: now, created_at: now };
    await writer.updateTable('outbox').set({ ...fresh, id: randomBytes(16).toString('base64url'), payload: payload ?? {} }).where('id', '=', id).execute();
  }
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(writer);
  return { queued: writable.length, lost: rows.length - writable.length };
}
