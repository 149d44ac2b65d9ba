// Reading: messages are fetched, opened and verified here, and kept open in memory only. A container that does not open is
// refused by itself; the others are not held up by it.
import { fingerprint, fromBase64Url, kemSeeds, messageFileKey, openMessage, openPass, wipe, type BodyDocument, type Bytes, type FileKey, type Id, type Manifest, type Pass } from '#crypto';
import { answer } from '../api.ts';
import { noteListed, noteRows } from '../search/catalogue.ts';
import type { OpenedRow } from '../search/record.ts';
import { VaultError } from '../vault-error.ts';
import type { Grouping, MailView, MessageList, MessageSummary, OpenedMessage, SecureFailure, ThreadPart } from '../vault-api/mailbox.ts';
import type { MessageRow, Notice, WireContainer } from '../wire.ts';
import { settleClaims } from './claims.ts';
import { isUnsettled, readInvitations } from './own-invitations.ts';
import { notePeople } from './contacts.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { vouchedIdentities } from './pins.ts';
import { createSenderCheck, type SenderCheck } from './senders.ts';
import { attachmentViews, summaryOf } from './summaries.ts';

/** A message as it was opened, or that it was refused. `shown`: what the server said about it then. */
export type KnownMessage =
  /** `giver`: who handed it over, as signed; null where it was sent to this account, or by it. */
  | { status: 'open'; shown: string; notice: Notice; manifest: Manifest; body: BodyDocument; giver: Pass['giver'] | null }
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

function shownOf({ thread, inReplyTo, sender, role, handedOver, notice, typeClass, expires }: MessageRow): string {
  return JSON.stringify([thread, inReplyTo, sender.account, role, handedOver?.id, handedOver?.giver.account, notice.subject, notice.text, typeClass, expires]);
}

export async function readMessage(context: VaultContext, message: string): Promise<OpenedMessage> {
  const id = requireId(message);
  const { row, container, pass, deliveries } = await answer(context.api.messages[':id'].$get({ param: { id }, query: {} }));
  if (row.id !== id) throw new VaultError('not_found');
  const senders = await checkSenders(context, [row]);
  const known = await openContainer(context, { row, container: { id, stanza: row.stanza, container, pass }, senders });
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
  const people = rows.flatMap(({ sender, handedOver }) => [sender.account, ...(handedOver === null ? [] : [handedOver.giver.account])]);
  return createSenderCheck(context, [...new Set(people.map(requireId))]);
}

async function readContainers(context: VaultContext, ids: readonly string[]): Promise<WireContainer[]> {
  const read: WireContainer[] = [];
  let missing = [...new Set(ids)];
  while (missing.length > 0) {
    const { messages } = await answer(context.api.messages.read.$post({ json: { ids: missing.slice(0, READ_MAX) } }));
    const wanted = messages.filter(({ id }) => missing.includes(id));
    // Large ones come a few at a time. Those that never come stay unopened.
    if (wanted.length === 0) break;
    read.push(...wanted);
    missing = missing.filter((id) => !wanted.some((message) => message.id === id));
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
  const { account, self, keyring } = requireUnlocked(context);
  const [id, sender] = [requireId(row.id), requireId(row.sender.account)];
  const bytes = fromBase64Url(container.container);
  const seenAs = `${account}/${sender}/${id}`;
  const [hash, seen] = await Promise.all([fingerprint(bytes), context.device.containerSeen(seenAs)]);
  // One container for each sender and id: a second one is somebody's attempt to replace the first.
  if (seen && seen.hash !== hash) return REFUSED;
  let given: GivenKey | null = null;
  try {
    given = await givenKey(context, { row, container, senders, bytes });
    const opened = await openMessage(bytes, {
      kemSeeds: kemSeeds(keyring),
      stanza: container.stanza,
      // What was written to an earlier address of one's own is one's own.
      self: vouchedIdentities(self).map(({ address }) => address),
      role: given === null ? row.role : 'handed',
      ...(given !== null && { fileKey: given.fileKey }),
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
    return { status: 'open', shown: shownOf(row), notice: row.notice, ...opened, giver: given?.giver ?? null };
  } catch {
    const changed = senders.changed(sender) || (row.handedOver !== null && senders.changed(requireId(row.handedOver.giver.account)));
    return { status: 'failed', reason: changed ? 'keys_changed' : ownReason(context) };
  } finally {
    if (given !== null) wipe(given.fileKey);
  }
}

type GivenKey = { fileKey: FileKey; giver: Pass['giver'] };

/** The key of a message that a coworker has handed over; null where it was sent to this account, or by it. The caller wipes it. */
async function givenKey(context: VaultContext, { row, container, senders, bytes }: Opening & { bytes: Bytes }): Promise<GivenKey | null> {
  const { handedOver } = row;
  if (handedOver === null) return null;
  const { account, self, keyring } = requireUnlocked(context);
  const sealed = fromBase64Url(container.pass ?? '');
  // Apart from the message: that this device has had the message before says nothing of who signs another pass for it.
  const [hash, passAs] = [await fingerprint(sealed), `${account}/${row.sender.account}/${row.id}/pass`];
  const seen = (await context.device.containerSeen(passAs))?.hash === hash;
  const { pass, fileKey } = await openPass(sealed, {
    kemSeeds: kemSeeds(keyring),
    self: { account, addresses: vouchedIdentities(self).map(({ address }) => address) },
    expect: { message: requireId(row.id), sender: requireId(row.sender.account), handOver: requireId(handedOver.id), giver: requireId(handedOver.giver.account) },
    container: bytes,
    giverIdentity: (claim) => senders.identity(claim, { seen }),
  });
  if (!seen) await context.device.rememberContainer(passAs, { hash, at: context.now() });
  return { fileKey, giver: pass.giver };
}

/** What handing a message over needs: it was opened and verified here, this is what its sender signed, and its key. */
export type HandingOn = { row: MessageRow; manifest: Manifest; container: Bytes; fileKey: FileKey };

/**
 * Opens and verifies these, one row of each message, and answers the keys of those that opened, which the caller wipes. Nothing is kept:
 * they are not being read.
 */
export async function openToHandOn(context: VaultContext, rows: readonly MessageRow[]): Promise<HandingOn[]> {
  const single = oneOfEach(rows);
  const senders = await checkSenders(context, single);
  const containers = await readContainers(context, single.map(({ id }) => id));
  const opened: HandingOn[] = [];
  for (const row of single) {
    const container = containers.find(({ id }) => id === row.id);
    // One that does not open holds up none of the others.
    const each = container && (await openOneToHandOn(context, { row, container, senders }).catch(() => null));
    if (each) opened.push(each);
  }
  return opened;
}

async function openOneToHandOn(context: VaultContext, opening: Opening): Promise<HandingOn | null> {
  const { row, container } = opening;
  const known = await tryOpen(context, opening);
  if (known.status !== 'open') return null;
  const bytes = fromBase64Url(container.container);
  const given = await givenKey(context, { ...opening, bytes });
  const seeds = kemSeeds(requireUnlocked(context).keyring);
  const fileKey = given?.fileKey ?? (await messageFileKey(bytes, { kemSeeds: seeds, stanza: container.stanza, role: row.role }));
  return { row, manifest: known.manifest, container: bytes, fileKey };
}

/** Of a message to oneself, what was received. */
function oneOfEach(rows: readonly MessageRow[]): MessageRow[] {
  return rows.filter((row) => row.role === 'recipient' || !rows.some((other) => other.id === row.id && other.role === 'recipient'));
}

/** Without the keys of before a restart, what they would have opened looks like what was damaged. */
function ownReason(context: VaultContext): SecureFailure {
  return requireUnlocked(context).self.identities.some(({ restart }) => restart) ? 'started_again' : 'refused';
}

/** Opens rows for the search index, one of each message. Nothing is kept that was not open before: these are not being read. */
export async function openForSearch(context: VaultContext, rows: readonly MessageRow[]): Promise<OpenedRow[]> {
  const { messages } = requireUnlocked(context);
  const single = oneOfEach(rows);
  const before = new Set(messages.keys());
  const senders = await checkSenders(context, single);
  const known = await openRows(context, { rows: single, senders });
  for (const { id } of single) if (!before.has(requireId(id))) messages.delete(requireId(id));
  return single.flatMap((row) => {
    const opened = known.get(row);
    return opened === undefined ? [] : [{ row, known: opened, senders }];
  });
}
