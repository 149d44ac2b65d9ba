// Reading: messages are fetched, opened and verified here, and kept open in memory only. A container that does not open is
// refused by itself; the others are not held up by it.
import { fingerprint, fromBase64Url, kemSeeds, openMessage, type BodyDocument, type Id, type Manifest } from '#crypto';
import { answer } from '../api.ts';
import { noteListed, noteRows } from '../search/catalogue.ts';
import type { OpenedRow } from '../search/record.ts';
import { VaultError } from '../vault-error.ts';
import type { Grouping, MailView, MessageList, MessageSummary, OpenedMessage, SecureFailure, ThreadPart } from '../vault-api.ts';
import type { MessageRow, Notice, WireContainer } from '../wire.ts';
import { isUnsettled, readInvitations, settleClaims } from './claims.ts';
import { notePeople } from './contacts.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { createSenderCheck, type SenderCheck } from './senders.ts';
import { attachmentViews, summaryOf } from './summaries.ts';

/** A message as it was opened, or that it was refused. `shown`: what the server said about it then. */
export type KnownMessage =
  | { status: 'open'; shown: string; notice: Notice; manifest: Manifest; body: BodyDocument }
  | { status: 'failed'; reason: SecureFailure };

const PAGE = 50;
const READ_MAX = 100;
/** Opened messages held in memory. */
const KEEP_MAX = 3000;

type Page = { folder: MailView; before: string | null; grouping?: Grouping };

export async function listMessages(context: VaultContext, page: Page): Promise<MessageList> {
  const { senders, ...list } = await readPage(context, page);
  await notePeople(context, senders.met());
  return list;
}

/** The messages of a conversation, newest first: those in the trash, or wherever else they lie. */
export async function listThread(context: VaultContext, { id: thread, where }: { id: string; where: ThreadPart }): Promise<MessageSummary[]> {
  const id = requireId(thread);
  const { rows } = await answer(context.api.messages.threads[':id'].$get({ param: { id }, query: where === 'trash' ? { where } : {} }));
  const { senders, opened } = await openAll(context, rows.filter((row) => row.thread === id));
  await notePeople(context, senders.met());
  return opened;
}

/** Opens a page of a folder; changes nothing that is kept. */
export async function readPage(context: VaultContext, { folder, before, grouping = 'messages' }: Page): Promise<MessageList & { senders: SenderCheck }> {
  const query = { folder, limit: String(PAGE), ...(before === null ? {} : { before }) };
  const { messages } = context.api;
  const { rows, next, unread }: Listing = grouping === 'conversations' ? await answer(messages.conversations.$get({ query })) : eachAlone(await answer(messages.$get({ query })));
  noteRows(context, rows);
  noteListed(context, rows.flatMap(({ others }) => others ?? []));
  const { senders, opened } = await openAll(context, rows);
  return { senders, rows: opened.map((summary, index) => ({ ...summary, others: rows[index]?.others ?? null })), grouping, next, unread };
}

type Listing = { rows: (MessageRow & Pick<MessageSummary, 'others'>)[]; next: string | null; unread: number };

/** A list of messages in the shape of one of conversations. */
function eachAlone({ rows, ...list }: { rows: MessageRow[]; next: string | null; unread: number }): Listing {
  return { ...list, rows: rows.map((row) => ({ ...row, others: null })) };
}

async function openAll(context: VaultContext, rows: readonly MessageRow[]): Promise<{ senders: SenderCheck; opened: MessageSummary[] }> {
  const senders = await checkSenders(context, rows);
  const known = await openRows(context, { rows, senders });
  return { senders, opened: rows.map((row) => summaryOf({ row, known: known.get(row) ?? REFUSED, senders })) };
}

const REFUSED: KnownMessage = { status: 'failed', reason: 'refused' };

type Rows = { rows: readonly MessageRow[]; senders: SenderCheck };

/**
 * By row, never by id: the server may show two rows of one id, and a message to oneself may be opened for another folder meanwhile.
 */
async function openRows(context: VaultContext, { rows, senders }: Rows): Promise<Map<MessageRow, KnownMessage>> {
  const { messages } = requireUnlocked(context);
  const known = new Map<MessageRow, KnownMessage>();
  for (const row of rows) {
    const open = messages.get(requireId(row.id));
    if (isOpenAs(open, row)) known.set(row, open);
  }
  const missing = rows.filter((row) => !known.has(row));
  const containers = await readContainers(context, missing.map(({ id }) => id));
  // Side by side, since much of opening is waiting; those of one id one after the other, since the first decides.
  await Promise.all(
    [...new Set(missing.map(({ id }) => id))].map(async (id) => {
      for (const row of missing.filter((each) => each.id === id)) {
        for (const container of containers.filter((each) => each.id === id)) known.set(row, await openContainer(context, { row, container, senders }));
      }
    }),
  );
  return known;
}

/** What was verified holds for what the server showed then: if it shows something else now, it is verified anew. */
function isOpenAs(known: KnownMessage | undefined, row: MessageRow): known is Extract<KnownMessage, { status: 'open' }> {
  return known?.status === 'open' && known.shown === shownOf(row);
}

function shownOf({ thread, inReplyTo, sender, role, notice, typeClass, expires }: MessageRow): string {
  return JSON.stringify([thread, inReplyTo, sender.account, role, notice.subject, notice.text, typeClass, expires]);
}

export async function readMessage(context: VaultContext, message: string): Promise<OpenedMessage> {
  const id = requireId(message);
  const { row, container, deliveries } = await answer(context.api.messages[':id'].$get({ param: { id }, query: {} }));
  if (row.id !== id) throw new VaultError('not_found');
  const senders = await checkSenders(context, [row]);
  const known = await openContainer(context, { row, container: { id, stanza: row.stanza, container }, senders });
  await notePeople(context, senders.met());
  return {
    summary: summaryOf({ row, known, senders }),
    notice: row.notice,
    secure:
      known.status === 'failed'
        ? { status: 'failed', reason: known.reason }
        : {
            status: 'open',
            subject: known.manifest.subject,
            time: known.manifest.time,
            body: known.body,
            attachments: attachmentViews(known.manifest),
            expires: known.manifest.expires,
            forwarded: known.manifest.forwarded,
          },
    deliveries: (deliveries ?? []).map((delivery) => ({ ...delivery, name: delivery.name ?? '' })),
  };
}

/** The opened message of that id, fetched where it is not open yet. Throws `cannot_open` for a refused one. */
export async function requireMessage(context: VaultContext, id: Id): Promise<Extract<KnownMessage, { status: 'open' }>> {
  const { messages } = requireUnlocked(context);
  if (messages.get(id)?.status !== 'open') await readMessage(context, id);
  const known = messages.get(id);
  if (known?.status !== 'open') throw new VaultError('cannot_open');
  return known;
}

/** Senders of these rows; a claim that has come is settled first, so that it counts for what is shown. */
async function checkSenders(context: VaultContext, rows: readonly MessageRow[]): Promise<SenderCheck> {
  const { invitations } = await readInvitations(context);
  const waiting = invitations.filter(isUnsettled).map(({ address }) => address);
  if (rows.some(({ sender, role }) => role === 'recipient' && waiting.includes(sender.address))) await settleClaims(context);
  return createSenderCheck(context, [...new Set(rows.map(({ sender }) => requireId(sender.account)))]);
}

async function readContainers(context: VaultContext, ids: readonly string[]): Promise<WireContainer[]> {
  const read: WireContainer[] = [];
  let missing = [...new Set(ids)];
  while (missing.length > 0) {
    const { messages } = await answer(context.api.messages.read.$post({ json: { ids: missing.slice(0, READ_MAX) } }));
    // Large ones come a few at a time. Those that never come stay unopened.
    if (messages.length === 0) break;
    read.push(...messages);
    missing = missing.filter((id) => !messages.some((message) => message.id === id));
  }
  return read;
}

type Opening = { row: MessageRow; container: WireContainer; senders: SenderCheck };

/** Opens and remembers; anything that is not right gives a refused message, never an exception. */
async function openContainer(context: VaultContext, opening: Opening): Promise<KnownMessage> {
  const { messages } = requireUnlocked(context);
  const id = requireId(opening.row.id);
  const known = await tryOpen(context, opening).catch((): KnownMessage => REFUSED);
  // Oldest first: a Map keeps the order in which messages came.
  messages.delete(id);
  messages.set(id, known);
  for (const oldest of messages.keys()) {
    if (messages.size <= KEEP_MAX) break;
    messages.delete(oldest);
  }
  return known;
}

async function tryOpen(context: VaultContext, { row, container, senders }: Opening): Promise<KnownMessage> {
  const { account, address, keyring } = requireUnlocked(context);
  const [id, sender] = [requireId(row.id), requireId(row.sender.account)];
  const bytes = fromBase64Url(container.container);
  const seenAs = `${account}/${sender}/${id}`;
  const [hash, seen] = await Promise.all([fingerprint(bytes), context.device.containerSeen(seenAs)]);
  // One container for each sender and id: a second one is somebody's attempt to replace the first.
  if (seen && seen.hash !== hash) return REFUSED;
  try {
    const opened = await openMessage(bytes, {
      kemSeeds: kemSeeds(keyring),
      stanza: container.stanza,
      self: [address],
      role: row.role,
      expect: {
        id,
        thread: requireId(row.thread),
        inReplyTo: row.inReplyTo === null ? null : requireId(row.inReplyTo),
        sender,
        notice: row.notice,
        typeClass: row.typeClass,
        expires: row.expires,
      },
      senderIdentity: (claim) => senders.identity(claim, { seen: seen !== null }),
    });
    if (!seen) await context.device.rememberContainer(seenAs, { hash, at: context.now() });
    return { status: 'open', shown: shownOf(row), notice: row.notice, ...opened };
  } catch {
    return { status: 'failed', reason: senders.changed(sender) ? 'keys_changed' : ownReason(context) };
  }
}

/** Without the keys of before a restart, what they would have opened looks like what was damaged. */
function ownReason(context: VaultContext): SecureFailure {
  return requireUnlocked(context).self.identities.some(({ restart }) => restart) ? 'started_again' : 'refused';
}

/** Opens rows for the search index, one of each message. Nothing is kept that was not open before: these are not being read. */
export async function openForSearch(context: VaultContext, rows: readonly MessageRow[]): Promise<OpenedRow[]> {
  const { messages } = requireUnlocked(context);
  const single = rows.filter((row) => row.role === 'recipient' || !rows.some((other) => other.id === row.id && other.role === 'recipient'));
  const before = new Set(messages.keys());
  const senders = await checkSenders(context, single);
  const known = await openRows(context, { rows: single, senders });
  for (const { id } of single) if (!before.has(requireId(id))) messages.delete(requireId(id));
  return single.flatMap((row) => {
    const opened = known.get(row);
    return opened === undefined ? [] : [{ row, known: opened, senders }];
  });
}
