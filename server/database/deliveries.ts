// Deliveries: one for each stanza of a message, what its owner marks, and what its sender may see of it.
import { sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';
import type { InvitationStatus } from './tables/accounts.ts';
import type { DeliveryRole, Folder, MailStatus, NewDeliveryRow } from './tables/mailbox.ts';

/** Its owner has it. What is removed, held or recalled is in no folder of theirs. */
export const inMailbox = sql<boolean>`deliveries.folder not in ('removed', 'held', 'recalled')`;

/** What is past its date is nobody's any more, though the job may not have deleted it yet. */
export const unexpired = (now: Date) => sql<boolean>`(messages.expires_at is null or messages.expires_at > ${now})`;

export async function insertDeliveries(writer: Writer, deliveries: readonly NewDeliveryRow[]): Promise<void> {
  await writer.insertInto('deliveries').values(deliveries).execute();
}

export type NamedRecipient = { message: string; address: string; name: string | null };

/** The recipients of these messages in the manifests' order. */
export async function listRecipients(database: Executor, messages: readonly string[]): Promise<NamedRecipient[]> {
  if (messages.length === 0) return [];
  return await database
    .selectFrom('deliveries')
    .leftJoin('accounts', 'accounts.id', 'deliveries.account_id')
    .select(['deliveries.message_id as message', 'deliveries.address', 'accounts.name'])
    .where('deliveries.message_id', 'in', messages)
    .where('deliveries.role', '=', 'recipient')
    .where('deliveries.hand_over_id', 'is', null)
    .orderBy('deliveries.message_id')
    .orderBy('deliveries.stanza')
    .execute();
}

/** Unread in the inbox; counted no further than `atMost`, so that it costs the same for every mailbox. */
export async function countUnread(database: Executor, { account, atMost }: { account: string; atMost: number }): Promise<number> {
  const unread = database
    .selectFrom('deliveries')
    .select('account_id')
    .where('account_id', '=', account)
    .where('folder', '=', 'inbox')
    .where('read_at', 'is', null)
    .limit(atMost);
  const row = await database.selectFrom(unread.as('unread')).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  return row.count;
}

export type DeliveryReport = {
  address: string;
  name: string | null;
  registered: boolean;
  /** Whoever registered has deleted the account since. */
  deleted: boolean;
  /** Of the invitation that it waits under, or came by; null where there was none. */
  invitation: { status: InvitationStatus; expiresAt: Date } | null;
  openedAt: Date | null;
  recalledAt: Date | null;
  /** Their device was given the sealed message, to show it in a list perhaps. */
  fetched: boolean;
  /** `as-chosen`: when the recipient wants to hear of it, which is theirs to know. */
  noticeStatus: MailStatus | 'as-chosen' | null;
  noticeDetail: string | null;
};

/** What became of a notice is what became of the digest that told it. */
const fate = sql<MailStatus>`coalesce(digest.status, outbox.status)`;
/** Whether and when it has left would tell when its recipient sleeps; that it came back, its sender must know. */
const secret = sql<boolean>`outbox.chosen_by is not null and ${fate} not in ('bounced', 'failed')`;

/** What became of a message: for its sender's eyes only. */
export async function listDeliveryReports(database: Executor, message: string): Promise<DeliveryReport[]> {
  const rows = await database
    .selectFrom('deliveries')
    .leftJoin('accounts', 'accounts.id', 'deliveries.account_id')
    .leftJoin('invitations', 'invitations.id', 'deliveries.invitation_id')
    .leftJoin('outbox', (join) =>
      join
        .onRef('outbox.message_id', '=', 'deliveries.message_id')
        // What had not left yet when somebody changed their address went to the new one.
        .on(sql<boolean>`outbox.recipient in (deliveries.address, accounts.address)`)
        .on('outbox.kind', '=', 'notice'),
    )
    .leftJoin('outbox as digest', 'digest.id', 'outbox.digest_id')
    .select([
      'deliveries.address',
      'accounts.name',
      sql<boolean>`deliveries.account_id is not null`.as('registered'),
      sql<boolean>`accounts.deleted_at is not null`.as('deleted'),
      'invitations.status as invitationStatus',
      'invitations.expires_at as invitationExpiresAt',
      'deliveries.opened_at as openedAt',
      'deliveries.recalled_at as recalledAt',
      sql<boolean>`deliveries.fetched_at is not null`.as('fetched'),
      sql<MailStatus | 'as-chosen' | null>`case when ${secret} then 'as-chosen' else ${fate} end`.as('noticeStatus'),
      sql<string | null>`case when ${secret} then null else coalesce(digest.detail, outbox.detail) end`.as('noticeDetail'),
    ])
    .where('deliveries.message_id', '=', message)
    .where('deliveries.role', '=', 'recipient')
    .where('deliveries.hand_over_id', 'is', null)
    .orderBy('deliveries.stanza')
    .execute();
  return rows.map(({ invitationStatus: status, invitationExpiresAt: expiresAt, ...row }) => ({ ...row, invitation: status === null || expiresAt === null ? null : { status, expiresAt } }));
}

export type DeliveryChange = { read?: boolean | undefined; folder?: Folder | undefined; starred?: boolean | undefined };
/** A message in a mailbox; one to oneself is there twice, once in each role. */
export type MailboxItem = { message: string; role: DeliveryRole };
type DeliveriesChange = { account: string; items: readonly MailboxItem[]; change: DeliveryChange; now: Date };

/** The ids of those that this account received and has not opened so far; of two who ask at once, the second waits. */
export async function lockUnopened(writer: Writer, { account, items }: { account: string; items: readonly MailboxItem[] }): Promise<string[]> {
  const received = items.filter(({ role }) => role === 'recipient').map(({ message }) => message);
  if (received.length === 0) return [];
  const rows = await writer
    .selectFrom('deliveries')
    .select('message_id')
    .where('account_id', '=', account)
    .where('message_id', 'in', received)
    .where('role', '=', 'recipient')
    .where(inMailbox)
    .where('opened_at', 'is', null)
    .orderBy('message_id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.message_id);
}

/** What of these the account has. The first reading is what the sender sees as opened; marking as unread does not take it back. */
export async function updateDeliveries(database: Executor, { account, items, change, now }: DeliveriesChange): Promise<void> {
  const set = {
    ...(change.read === undefined ? {} : { read_at: change.read ? sql<Date>`coalesce(read_at, ${now})` : null }),
    ...(change.read === true ? { opened_at: sql<Date>`case when role = 'recipient' then coalesce(opened_at, ${now}) else opened_at end` } : {}),
    ...(change.folder === undefined ? {} : { folder: change.folder }),
    ...(change.folder === undefined ? {} : { trashed_at: change.folder === 'trash' ? sql<Date>`coalesce(trashed_at, ${now})` : null }),
    ...(change.starred === undefined ? {} : { starred: change.starred }),
  };
  if (Object.keys(set).length === 0 || items.length === 0) return;
  await database
    .updateTable('deliveries')
    .set(set)
    .where('account_id', '=', account)
    .where(inMailbox)
    .where((where) => where(where.refTuple('message_id', 'role'), 'in', items.map(({ message, role }) => where.tuple(message, role))))
    .execute();
}

/** Notes that the account's device was given these, each once. */
export async function noteFetched(database: Executor, { account, messages, now }: { account: string; messages: readonly string[]; now: Date }): Promise<void> {
  if (messages.length === 0) return;
  await database
    .updateTable('deliveries')
    .set({ fetched_at: now })
    .where('account_id', '=', account)
    .where('message_id', 'in', messages)
    .where('role', '=', 'recipient')
    .where('fetched_at', 'is', null)
    .where(inMailbox)
    .execute();
}
