// A folder by conversations: one row for each thread, at the place of its newest message there (docs/decisions/085).
import { sql } from 'kysely';
import type { Executor } from './executor.ts';
import { type Cursor, type FolderRow, isInView, isOlder, type Page, readPlaces, type Reader, type View } from './messages.ts';
import { inMailbox, unexpired } from './deliveries.ts';
import type { DeliveryRole, Folder } from './tables/mailbox.ts';

/** Messages that one page looks at in search of its rows: so it costs the same however long conversations are. */
const WALKED_MAX = 2000;
/** Of one conversation, beside the newest. */
const OTHERS_MAX = 200;

export type OtherMessage = { id: string; role: DeliveryRole; folder: Folder; sentAt: Date; read: boolean; starred: boolean; attachments: number };
export type Conversation = { newest: FolderRow; others: OtherMessage[] };

type Place = Cursor & { thread: string };

const newestFirst = sql`deliveries.sent_at desc, deliveries.message_id desc, deliveries.stanza desc`;

/** Those that the view holds of it, newest first. Each message of a conversation stands behind its newest, whatever page that is on. */
function messagesOf({ account, now, folder }: Reader & { folder: View }, thread: ReturnType<typeof sql.ref>) {
  return sql`
    from deliveries join messages on messages.id = deliveries.message_id
    where deliveries.account_id = ${account} and deliveries.thread = ${thread} and ${isInView(folder)} and ${inMailbox} and ${unexpired(now)}
    order by ${newestFirst}`;
}

/** `next`: where the next page begins; null: nothing is older. A page may hold fewer rows than asked for. */
export async function listConversations(database: Executor, { limit, ...page }: Page): Promise<{ conversations: Conversation[]; next: Cursor | null }> {
  const found = await findNewest(database, { ...page, limit: limit + 1 });
  const places = found.slice(0, limit);
  const [rows, others, next] = await Promise.all([
    readPlaces(database, { ...page, places }),
    listOthers(database, { ...page, places }),
    found.length > limit ? (places.at(-1) ?? null) : endOfWalk(database, page),
  ]);
  return { conversations: rows.map((newest) => ({ newest, others: others.get(newest.thread) ?? [] })), next };
}

/** The messages of the view after the cursor, so many that a page looks at. */
function walked({ account, folder, before }: Omit<Page, 'limit'>) {
  return sql`
    select deliveries.message_id, deliveries.stanza, deliveries.sent_at, deliveries.thread from deliveries
    where deliveries.account_id = ${account} and ${isInView(folder)} and ${inMailbox} and ${before === null ? sql<boolean>`true` : isOlder(before)}
    order by ${newestFirst}`;
}

/** Walks the folder's index, and asks of each message whether it is the newest of its conversation: until there are enough. */
async function findNewest(database: Executor, { limit, ...page }: Page): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select walked.message_id as message, walked.stanza, walked.sent_at as "sentAt", walked.thread
    from (${walked(page)} limit ${WALKED_MAX}) as walked
    where (walked.message_id, walked.stanza) = (select deliveries.message_id, deliveries.stanza ${messagesOf(page, sql.ref('walked.thread'))} limit 1)
    order by walked.sent_at desc, walked.message_id desc, walked.stanza desc
    limit ${limit}`.execute(database);
  return rows;
}

/** The last message that a page looks at; null where the view ends before. */
async function endOfWalk(database: Executor, page: Omit<Page, 'limit'>): Promise<Cursor | null> {
  const { rows } = await sql<Cursor>`
    select walked.message_id as message, walked.stanza, walked.sent_at as "sentAt"
    from (${walked(page)} offset ${WALKED_MAX - 1} limit 1) as walked`.execute(database);
  return rows[0] ?? null;
}

async function listOthers(database: Executor, { places, ...page }: Reader & { folder: View; places: readonly Place[] }): Promise<Map<string, OtherMessage[]>> {
  const others = new Map<string, OtherMessage[]>();
  if (places.length === 0) return others;
  const { rows } = await sql<OtherMessage & { thread: string; stanza: number }>`
    select other.* from unnest(${places.map(({ thread }) => thread)}::text[]) as asked(thread)
    cross join lateral (
      select deliveries.message_id as id, deliveries.stanza, deliveries.thread, deliveries.role, deliveries.folder, deliveries.sent_at as "sentAt",
        deliveries.read_at is not null as read, deliveries.starred,
        (select count(*)::int from message_attachments where message_attachments.message_id = deliveries.message_id) as attachments
      ${messagesOf(page, sql.ref('asked.thread'))} limit ${OTHERS_MAX + 1}
    ) as other`.execute(database);
  const newest = new Set(places.map(({ message, stanza }) => `${message}/${stanza}`));
  for (const { thread, stanza, ...other } of rows) {
    if (newest.has(`${other.id}/${stanza}`)) continue;
    const list = others.get(thread);
    if (list === undefined) others.set(thread, [other]);
    else list.push(other);
  }
  return others;
}
