// Messages: sending, the folders, reading, and what the owner of a mailbox marks.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { listConversations } from '../database/conversations.ts';
import { countUnread, type DeliveryReport, listDeliveryReports, noteFetched } from '../database/deliveries.ts';
import { chooseContainers, findFate, findRow, findRows, listCatalogue, listFolder, listThread, readContainers } from '../database/messages.ts';
import { removeFromTrash, removeTrashOf } from '../database/removals.ts';
import type { Env } from '../env.ts';
import { json, path, query, upTo } from '../middleware/body.ts';
import { byAccount, confirmed, signedIn } from '../middleware/guards.ts';
import { holdAnswer } from '../middleware/memory-room.ts';
import { UNREAD_AT_MOST } from './accounts/session-info.ts';
import { changeBody, changeManyBody, changeMessages, isForeign, item, ITEMS_MAX, itemsBody } from './messages/changes.ts';
import { removeBlobs } from './messages/remove-blobs.ts';
import { conversationViews, cursor, encodeCursor, encodePlace, rowViews } from './messages/rows.ts';
import { recallBody, recallMessage, undoSending } from './messages/take-back.ts';
import { sendBody, sendMessage } from './messages/send.ts';
import * as wire from './wire.ts';

const LARGEST_PAGE = 100;
/** The newest of a conversation; longer ones are read from the folders. */
const LARGEST_THREAD = 100;
/** Of the catalogue, whose entries are short. */
const CATALOGUE_PAGE = 5000;
/** Of containers in one answer; what does not fit is asked for again. */
const READ_BYTES = 16 * 1024 * 1024;

const ABSENT = { recalled: 'message_recalled', expired: 'message_expired', unknown: 'not_found' } as const;

const idParam = path(z.object({ id: wire.id }));
const role = z.enum(['sender', 'recipient']).optional();
const listQuery = z.object({
  folder: z.enum(['inbox', 'sent', 'archive', 'trash', 'starred']),
  before: cursor.optional(),
  limit: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(LARGEST_PAGE)).optional(),
});
const threadQuery = z.object({ where: z.enum(['kept', 'trash']).optional() });
const catalogueQuery = listQuery.omit({ limit: true }).extend({ folder: z.enum(['inbox', 'sent', 'archive', 'trash']) });
const readBody = z.strictObject({ ids: z.array(wire.id).max(LARGEST_PAGE) });

export const messages = new Hono<Env>()
  .post('/', signedIn, byAccount('message-send'), upTo('message'), signedIn, confirmed, json(sendBody), async (c) => {
    const { parts, now, session } = c.var;
    const body = c.req.valid('json');
    const { outcome, releaseAt } = await sendMessage(parts, { session, body, now });
    const undoMs = releaseAt === null ? 0 : Math.max(0, releaseAt.getTime() - parts.clock());
    return c.json({ id: body.id, undoMs }, outcome === 'sent' ? 201 : 200);
  })
  .get('/', signedIn, query(listQuery), async (c) => {
    const { now, session: { account } } = c.var;
    const { database } = c.var.parts;
    const { folder, before, limit = 50 } = c.req.valid('query');
    const found = await listFolder(database, { account, now, folder, before: before ?? null, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last !== undefined ? encodeCursor(last) : null;
    const [rows, unread] = await Promise.all([rowViews(database, page), countUnread(database, { account, atMost: UNREAD_AT_MOST })]);
    return c.json({ rows, next, unread });
  })
  // As above, one row for each conversation, with what is marked of its other messages in that folder.
  .get('/conversations', signedIn, query(listQuery), async (c) => {
    const { now, session: { account } } = c.var;
    const { database } = c.var.parts;
    const { folder, before, limit = 50 } = c.req.valid('query');
    const { conversations, next } = await listConversations(database, { account, now, folder, before: before ?? null, limit });
    const [rows, unread] = await Promise.all([conversationViews(database, conversations), countUnread(database, { account, atMost: UNREAD_AT_MOST })]);
    return c.json({ rows, next: next === null ? null : encodePlace(next), unread });
  })
  // Which messages a folder holds, without anything of them: what a client needs to keep its own search index right.
  .get('/catalogue', signedIn, query(catalogueQuery), async (c) => {
    const { account } = c.var.session;
    const { folder, before } = c.req.valid('query');
    const found = await listCatalogue(c.var.parts.database, { account, folder, before: before ?? null, limit: CATALOGUE_PAGE + 1 });
    const page = found.slice(0, CATALOGUE_PAGE);
    const last = page.at(-1);
    const next = found.length > CATALOGUE_PAGE && last !== undefined ? encodeCursor(last) : null;
    return c.json({ messages: page.map(({ id, role, sent_at: sentAt, read }) => ({ id, role, sentAt: sentAt.getTime(), read })), next });
  })
  .post('/rows', upTo('small'), signedIn, json(readBody), async (c) => {
    const { database } = c.var.parts;
    const found = await findRows(database, { account: c.var.session.account, now: c.var.now, messages: c.req.valid('json').ids });
    return c.json({ rows: await rowViews(database, found) });
  })
  .post('/read', upTo('small'), signedIn, json(readBody), async (c) => {
    const { now, parts: { database }, session: { account } } = c.var;
    const chosen = await chooseContainers(database, { account, now, messages: c.req.valid('json').ids, maxBytes: READ_BYTES });
    // Noted before they are read: of a recall at the same moment the sender hears that it may have come too late, or nothing is handed out.
    await noteFetched(database, { account, messages: chosen.map(({ id }) => id), now });
    const found = await readContainers(database, { account, now, chosen });
    holdAnswer(c, found.map(({ container }) => container));
    return c.json({ messages: found.map(({ id, stanza, container, pass }) => ({ id, stanza, container: container.toString('base64url'), pass: pass?.toString('base64url') ?? null })) });
  })
  .get('/threads/:id', signedIn, idParam, query(threadQuery), async (c) => {
    const { now, parts: { database }, session: { account } } = c.var;
    const { where = 'kept' } = c.req.valid('query');
    const found = await listThread(database, { account, now, thread: c.req.valid('param').id, where, limit: LARGEST_THREAD });
    return c.json({ rows: await rowViews(database, found) });
  })
  .get('/:id', signedIn, idParam, query(z.object({ role })), async (c) => {
    const { now, parts: { database }, session: { account } } = c.var;
    const { id } = c.req.valid('param');
    // Noted before it is read, as above.
    await noteFetched(database, { account, messages: [id], now });
    const found = await findRow(database, { account, now, message: id, role: c.req.valid('query').role ?? null });
    const [held] = found === null ? [] : await readContainers(database, { account, now, chosen: [found] });
    if (found === null || held === undefined) throw new ApiError(ABSENT[(await findFate(database, { account, now, message: id })) ?? 'unknown']);
    const [row] = await rowViews(database, [found]);
    if (row === undefined) throw new ApiError('not_found');
    holdAnswer(c, [held.container]);
    const reports = found.sender.account === account ? await listDeliveryReports(database, id) : [];
    return c.json({ row, container: held.container.toString('base64url'), pass: held.pass?.toString('base64url') ?? null, deliveries: reports.map((report) => reportView(report, c.var.now)) });
  })
  .patch('/:id', upTo('small'), signedIn, idParam, json(changeBody), async (c) => {
    const { parts, now, session } = c.var;
    const { id } = c.req.valid('param');
    const { role: asked, ...change } = c.req.valid('json');
    const row = await findRow(parts.database, { account: session.account, now, message: id, role: asked ?? null });
    if (row === null) throw new ApiError('not_found');
    if (isForeign(change.folder, row.role)) throw new ApiError('invalid_request', { fields: ['folder'] });
    await changeMessages(parts.database, { session, items: [{ message: id, role: row.role }], change, now });
    return c.body(null, 204);
  })
  .patch('/', upTo('small'), signedIn, json(changeManyBody), async (c) => {
    const { parts, now, session } = c.var;
    const { messages: items, ...change } = c.req.valid('json');
    await changeMessages(parts.database, { session, items: items.map(item), change, now });
    return c.body(null, 204);
  })
  // As if it had never been sent: possible as long as it is held.
  .post('/:id/undo', upTo('small'), signedIn, idParam, async (c) => c.json({ invitations: await undoSending(c.var.parts, { ...c.var, message: c.req.valid('param').id }) }))
  .post('/:id/recall', upTo('small'), signedIn, idParam, json(recallBody), async (c) => {
    const { addresses } = c.req.valid('json');
    return c.json(await recallMessage(c.var.parts, { ...c.var, message: c.req.valid('param').id, addresses }));
  })
  .post('/remove', upTo('small'), signedIn, json(itemsBody), async (c) => {
    const { parts, session } = c.var;
    const { removed, attachments } = await removeFromTrash(parts.database, { account: session.account, items: c.req.valid('json').messages.map(item) });
    await removeBlobs(parts, attachments);
    return c.json({ removed });
  })
  /** Some at a time: asked again until nothing is left to remove. */
  .post('/empty-trash', signedIn, async (c) => {
    const { parts, session } = c.var;
    const { removed, attachments } = await removeTrashOf(parts.database, { account: session.account, limit: ITEMS_MAX });
    await removeBlobs(parts, attachments);
    return c.json({ removed });
  });

/** `ended`: what waits under the invitation stays closed to everybody; whoever wrote it has to write again. */
function stateOf({ registered, deleted, invitation }: DeliveryReport, now: Date): 'registered' | 'deleted' | 'invited' | 'ended' {
  if (deleted) return 'deleted';
  if (registered) return 'registered';
  return invitation?.status === 'open' && invitation.expiresAt > now ? 'invited' : 'ended';
}

function reportView(report: DeliveryReport, now: Date) {
  const { address, name, openedAt, recalledAt, fetched, noticeStatus, noticeDetail } = report;
  return {
    address,
    name,
    state: stateOf(report, now),
    noticeStatus: noticeStatus === 'sending' ? ('queued' as const) : (noticeStatus ?? ('queued' as const)),
    noticeDetail,
    openedAt: openedAt?.getTime() ?? null,
    recalledAt: recalledAt?.getTime() ?? null,
    fetched,
  };
}
