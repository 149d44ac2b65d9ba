// Messages: writing them, a folder's page, their containers.
import { sql } from 'kysely';
import { deleteUnlinked } from './attachments.ts';
import { inMailbox, unexpired } from './deliveries.ts';
import type { Executor, Writer } from './executor.ts';
import type { DeliveryRole, DeliveryRow, Folder, MessageRow, NewMessageRow } from './tables/mailbox.ts';

/** False where there is a message with this id already. Waits for whoever is just writing the same one. */
export async function insertMessage(writer: Writer, message: NewMessageRow): Promise<boolean> {
  const made = await writer.insertInto('messages').values(message).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function findMessageOrigin(database: Executor, id: string): Promise<Pick<MessageRow, 'sender_id' | 'container_hash' | 'release_at'> | null> {
  const row = await database.selectFrom('messages').select(['sender_id', 'container_hash', 'release_at']).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** A place in a folder: everything after it is older. */
export type Cursor = { sentAt: Date; message: string; stanza: number };

export type FolderRow = Pick<DeliveryRow, 'stanza' | 'role' | 'sent_at' | 'read_at' | 'starred' | 'trashed_at'> &
  Pick<MessageRow, 'id' | 'thread' | 'in_reply_to' | 'notice_subject' | 'notice_text' | 'type_class' | 'expires_at'> & {
    folder: Folder;
    sender: { account: string; name: string; address: string; practice: string | null };
    /** By whom it was handed over; null where it was sent to the account, or by it. */
    handedOver: { id: string; giver: { account: string; name: string; address: string } } | null;
    attachments: number;
  };

export type Reader = { account: string; now: Date };

function selectRows(database: Executor, { account, now }: Reader) {
  return database
    .selectFrom('deliveries')
    .innerJoin('messages', 'messages.id', 'deliveries.message_id')
    .innerJoin('accounts', 'accounts.id', 'messages.sender_id')
    .leftJoin('members', 'members.account_id', 'messages.sender_id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .leftJoin('hand_overs', 'hand_overs.id', 'deliveries.hand_over_id')
    .leftJoin('accounts as givers', 'givers.id', 'hand_overs.giver_id')
    .where('deliveries.account_id', '=', account)
    .where(inMailbox)
    .where(unexpired(now))
    .select((select) => [
      'messages.id',
      'messages.thread',
      'messages.in_reply_to',
      'messages.notice_subject',
      'messages.notice_text',
      'messages.type_class',
      'messages.expires_at',
      'deliveries.stanza',
      'deliveries.role',
      sql<Folder>`deliveries.folder`.as('folder'),
      'deliveries.sent_at',
      'deliveries.read_at',
      'deliveries.starred',
      'deliveries.trashed_at',
      'accounts.id as sender_account',
      'accounts.name as sender_name',
      'accounts.address as sender_address',
      'accounts.practice_name as sender_practice_name',
      'practices.name as sender_practice',
      'hand_overs.id as hand_over',
      'givers.id as giver_account',
      'givers.name as giver_name',
      'givers.address as giver_address',
      select
        .selectFrom('message_attachments')
        .whereRef('message_attachments.message_id', '=', 'messages.id')
        .select(sql<number>`count(*)::int`.as('count'))
        .as('attachments'),
    ]);
}

type SelectedRow = Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number];

function folderRow(row: SelectedRow): FolderRow {
  const { sender_account: account, sender_name: name, sender_address: address, sender_practice, sender_practice_name, ...other } = row;
  const { hand_over: handOver, giver_account: giver, giver_name: giverName, giver_address: giverAddress, ...rest } = other;
  return {
    ...rest,
    attachments: row.attachments ?? 0,
    sender: { account, name, address, practice: sender_practice ?? sender_practice_name },
    handedOver: handOver === null || giver === null ? null : { id: handOver, giver: { account: giver, name: giverName ?? '', address: giverAddress ?? '' } },
  };
}

/** Starred: in whatever folder, but for the trash. */
export type View = Folder | 'starred';
export type Page = Reader & { folder: View; before: Cursor | null; limit: number };

export function isOlder({ sentAt, message, stanza }: Cursor) {
  return sql<boolean>`(deliveries.sent_at, deliveries.message_id, deliveries.stanza) < (${sentAt}::timestamptz, ${message}::text, ${stanza}::integer)`;
}

export function isInView(view: View) {
  return view === 'starred' ? sql<boolean>`deliveries.starred and deliveries.folder not in ('trash', 'removed')` : sql<boolean>`deliveries.folder = ${view}`;
}

/** Newest first, from one index whatever the folder's length. */
export async function listFolder(database: Executor, { account, now, folder, before, limit }: Page): Promise<FolderRow[]> {
  let rows = selectRows(database, { account, now }).where(isInView(folder));
  if (before !== null) rows = rows.where(isOlder(before));
  const page = await rows
    .orderBy('deliveries.sent_at', 'desc')
    .orderBy('deliveries.message_id', 'desc')
    .orderBy('deliveries.stanza', 'desc')
    .limit(limit)
    .execute();
  return page.map(folderRow);
}

/** The account's rows at these places, newest first. */
export async function readPlaces(database: Executor, { places, ...reader }: Reader & { places: readonly Omit<Cursor, 'sentAt'>[] }): Promise<FolderRow[]> {
  if (places.length === 0) return [];
  const rows = await selectRows(database, reader)
    .where((where) => where(where.refTuple('deliveries.message_id', 'deliveries.stanza'), 'in', places.map(({ message, stanza }) => where.tuple(message, stanza))))
    .orderBy('deliveries.sent_at', 'desc')
    .orderBy('deliveries.message_id', 'desc')
    .orderBy('deliveries.stanza', 'desc')
    .execute();
  return rows.map(folderRow);
}

type ThreadQuery = Reader & { thread: string; where: 'kept' | 'trash'; limit: number };

/** Newest first: what the account has of a conversation in the trash, or everywhere else. */
export async function listThread(database: Executor, { thread, where, limit, ...reader }: ThreadQuery): Promise<FolderRow[]> {
  const rows = await selectRows(database, reader)
    .where('messages.thread', '=', thread)
    .where('deliveries.folder', where === 'trash' ? '=' : '<>', 'trash')
    .orderBy('deliveries.sent_at', 'desc')
    .orderBy('deliveries.message_id', 'desc')
    .orderBy('deliveries.stanza', 'desc')
    .limit(limit)
    .execute();
  return rows.map(folderRow);
}

export type CatalogueRow = { id: string; stanza: number; role: DeliveryRole; sent_at: Date; read: boolean };

/** As `listFolder`, of the deliveries alone. */
export async function listCatalogue(database: Executor, { account, folder, before, limit }: Omit<Page, 'now'> & { folder: Folder }): Promise<CatalogueRow[]> {
  let rows = database
    .selectFrom('deliveries')
    .select(['message_id as id', 'stanza', 'role', 'sent_at', sql<boolean>`read_at is not null`.as('read')])
    .where('account_id', '=', account)
    .where('folder', '=', folder);
  if (before !== null) rows = rows.where(isOlder(before));
  return await rows.orderBy('sent_at', 'desc').orderBy('message_id', 'desc').orderBy('stanza', 'desc').limit(limit).execute();
}

/** The account's rows of these messages; of one to oneself both. */
export async function findRows(database: Executor, { messages, ...reader }: Reader & { messages: readonly string[] }): Promise<FolderRow[]> {
  if (messages.length === 0) return [];
  return (await selectRows(database, reader).where('deliveries.message_id', 'in', messages).execute()).map(folderRow);
}

/** The account's row of a message; for one to oneself that of the role asked for, else the recipient's. */
export async function findRow(
  database: Executor,
  { message, role, ...reader }: Reader & { message: string; role: DeliveryRole | null },
): Promise<FolderRow | null> {
  let rows = selectRows(database, reader).where('deliveries.message_id', '=', message);
  if (role !== null) rows = rows.where('deliveries.role', '=', role);
  const row = await rows.orderBy('deliveries.role').limit(1).executeTakeFirst();
  return row === undefined ? null : folderRow(row);
}

export type ChosenContainer = { id: string; stanza: number };
type ContainerQuery = Reader & { messages: readonly string[]; maxBytes: number };

/** Which containers of messages that the account has fit into one answer, in the order asked for; the first always. */
export async function chooseContainers(database: Executor, { account, now, messages, maxBytes }: ContainerQuery): Promise<ChosenContainer[]> {
  if (messages.length === 0) return [];
  const sizes = await database
    .selectFrom('deliveries')
    .innerJoin('messages', 'messages.id', 'deliveries.message_id')
    .distinctOn('messages.id')
    .select(['messages.id', 'deliveries.stanza', sql<number>`octet_length(messages.container)`.as('bytes')])
    .where('deliveries.account_id', '=', account)
    .where(inMailbox)
    .where(unexpired(now))
    .where('messages.id', 'in', messages)
    .orderBy('messages.id')
    .orderBy('deliveries.role')
    .execute();
  const known = new Map(sizes.map((row) => [row.id, row]));
  const fitting: ChosenContainer[] = [];
  let total = 0;
  for (const message of new Set(messages)) {
    const row = known.get(message);
    if (row === undefined) continue;
    total += row.bytes;
    if (fitting.length > 0 && total > maxBytes) break;
    fitting.push(row);
  }
  return fitting;
}

/** Those of them that the account still has. */
export async function readContainers(
  database: Executor,
  { account, now, chosen }: Reader & { chosen: readonly ChosenContainer[] },
): Promise<(ChosenContainer & { container: Buffer; pass: Buffer | null })[]> {
  if (chosen.length === 0) return [];
  const rows = await database
    .selectFrom('messages')
    .select(['id', 'container'])
    .where('id', 'in', chosen.map(({ id }) => id))
    .where(unexpired(now))
    .where((where) =>
      where.exists(
        where
          .selectFrom('deliveries')
          .select('deliveries.message_id')
          .whereRef('deliveries.message_id', '=', 'messages.id')
          .where('deliveries.account_id', '=', account)
          .where(inMailbox),
      ),
    )
    .execute();
  const containers = new Map(rows.map(({ id, container }) => [id, container]));
  const passes = await readPasses(database, { account, messages: chosen.map(({ id }) => id) });
  return chosen.flatMap(({ id, stanza }) => {
    const container = containers.get(id);
    return container === undefined ? [] : [{ id, stanza, container, pass: passes.get(id) ?? null }];
  });
}

/** Of those of these messages that were handed over to the account. */
async function readPasses(database: Executor, { account, messages }: { account: string; messages: readonly string[] }): Promise<Map<string, Buffer>> {
  const rows = await database
    .selectFrom('deliveries')
    .select(['message_id', 'pass'])
    .where('account_id', '=', account)
    .where('message_id', 'in', messages)
    .where('pass', 'is not', null)
    .execute();
  return new Map(rows.flatMap(({ message_id: id, pass }) => (pass === null ? [] : [[id, pass] as const])));
}

/** Why a message that the account was sent is not in its mailbox; null: it was never, or the account removed it. */
export async function findFate(database: Executor, { account, message, now }: Reader & { message: string }): Promise<'recalled' | 'expired' | null> {
  const rows = await database
    .selectFrom('deliveries')
    .innerJoin('messages', 'messages.id', 'deliveries.message_id')
    .select(['deliveries.folder', 'messages.expires_at'])
    .where('deliveries.account_id', '=', account)
    .where('deliveries.message_id', '=', message)
    .execute();
  if (rows.some(({ folder }) => folder === 'recalled')) return 'recalled';
  return rows.some(({ folder, expires_at: at }) => folder !== 'removed' && at !== null && at <= now) ? 'expired' : null;
}

/**
 * Deletes at most `limit` of those that their sender wanted gone by now, and the rows of attachments that were linked by nothing else. The
 * caller removes the blobs of those, whose ids it gets, and asks again until nothing was removed.
 */
export async function deleteExpiredMessages(database: Executor, { now, limit }: { now: Date; limit: number }): Promise<{ removed: number; attachments: string[] }> {
  return await database.transaction().execute(async (writer) => {
    const expired = await writer.selectFrom('messages').select('id').where('expires_at', '<=', now).orderBy('expires_at').limit(limit).forUpdate().execute();
    return { removed: expired.length, attachments: await deleteMessages(writer, expired.map(({ id }) => id)) };
  });
}

/**
 * Deletes a message that becomes a draft again, which keeps what its sender uploaded. Of the others' attachments those go that
 * nothing else links by now.
 */
export async function deleteToDraft(writer: Writer, { message, sender }: { message: string; sender: string }): Promise<string[]> {
  const links = await writer
    .selectFrom('message_attachments')
    .innerJoin('attachments', 'attachments.id', 'message_attachments.attachment_id')
    .select('message_attachments.attachment_id')
    .where('message_attachments.message_id', '=', message)
    .where('attachments.owner_id', '<>', sender)
    .execute();
  await writer.deleteFrom('messages').where('id', '=', message).execute();
  return await deleteUnlinked(writer, links.map(({ attachment_id }) => attachment_id));
}

/** Whoever else deletes messages does it here: with the last message that refers to an attachment goes the attachment. */
export async function deleteMessages(writer: Writer, messages: readonly string[]): Promise<string[]> {
  if (messages.length === 0) return [];
  const links = await writer.selectFrom('message_attachments').select('attachment_id').distinct().where('message_id', 'in', messages).execute();
  await writer.deleteFrom('messages').where('id', 'in', messages).execute();
  return await deleteUnlinked(writer, links.map(({ attachment_id }) => attachment_id));
}
