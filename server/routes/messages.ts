// Messages: sending, the folders, reading, and what the owner of a mailbox marks.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { countUnread, type DeliveryReport, listDeliveryReports } from '../database/deliveries.ts';
import { findContainers, findRow, findRows, listCatalogue, listFolder, listThread } from '../database/messages.ts';
import { removeFromTrash, removeTrashOf } from '../database/removals.ts';
import type { Env } from '../env.ts';
import { json, path, query, upTo } from '../middleware/body.ts';
import { byAccount, confirmed, signedIn } from '../middleware/guards.ts';
import { UNREAD_AT_MOST } from './accounts/session-info.ts';
import { changeBody, changeManyBody, changeMessages, isForeign, item, ITEMS_MAX, itemsBody } from './messages/changes.ts';
import { removeBlobs } from './messages/remove-blobs.ts';
import { cursor, encodeCursor, rowViews } from './messages/rows.ts';
import { sendBody, sendMessage } from './messages/send.ts';
import * as wire from './wire.ts';

const LARGEST_PAGE = 100;
/** The newest of a conversation; longer ones are read from the folders. */
const LARGEST_THREAD = 100;
/** Of the catalogue, whose entries are short. */
const CATALOGUE_PAGE = 5000;
/** Of containers in one answer; what does not fit is asked for again. */
const READ_BYTES = 16 * 1024 * 1024;

const idParam = path(z.object({ id: wire.id }));
const role = z.enum(['sender', 'recipient']).optional();
const listQuery = z.object({
  folder: z.enum(['inbox', 'sent', 'archive', 'trash', 'starred']),
  before: cursor.optional(),
  limit: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(LARGEST_PAGE)).optional(),
});
const catalogueQuery = listQuery.omit({ limit: true }).extend({ folder: z.enum(['inbox', 'sent', 'archive', 'trash']) });
const readBody = z.strictObject({ ids: z.array(wire.id).max(LARGEST_PAGE) });

export const messages = new Hono<Env>()
  .post('/', signedIn, byAccount('message-send'), upTo('message'), signedIn, confirmed, json(sendBody), async (c) => {
    const { parts, now, session } = c.var;
    const body = c.req.valid('json');
    const outcome = await sendMessage(parts, { session, body, now });
    return c.json({ id: body.id }, outcome === 'sent' ? 201 : 200);
  })
  .get('/', signedIn, query(listQuery), async (c) => {
    const { account } = c.var.session;
    const { database } = c.var.parts;
    const { folder, before, limit = 50 } = c.req.valid('query');
    const found = await listFolder(database, { account, folder, before: before ?? null, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last !== undefined ? encodeCursor(last) : null;
    const [rows, unread] = await Promise.all([rowViews(database, page), countUnread(database, { account, atMost: UNREAD_AT_MOST })]);
    return c.json({ rows, next, unread });
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
    const found = await findRows(database, { account: c.var.session.account, messages: c.req.valid('json').ids });
    return c.json({ rows: await rowViews(database, found) });
  })
  .post('/read', upTo('small'), signedIn, json(readBody), async (c) => {
    const asked = { account: c.var.session.account, messages: c.req.valid('json').ids, maxBytes: READ_BYTES };
    const found = await findContainers(c.var.parts.database, asked);
    return c.json({ messages: found.map(({ id, stanza, container }) => ({ id, stanza, container: container.toString('base64url') })) });
  })
  .get('/threads/:id', signedIn, idParam, async (c) => {
    const { database } = c.var.parts;
    const found = await listThread(database, { account: c.var.session.account, thread: c.req.valid('param').id, limit: LARGEST_THREAD });
    return c.json({ rows: await rowViews(database, found) });
  })
  .get('/:id', signedIn, idParam, query(z.object({ role })), async (c) => {
    const { account } = c.var.session;
    const { database } = c.var.parts;
    const { id } = c.req.valid('param');
    const found = await findRow(database, { account, message: id, role: c.req.valid('query').role ?? null });
    const [held] = await findContainers(database, { account, messages: [id], maxBytes: READ_BYTES });
    if (found === null || held === undefined) throw new ApiError('not_found');
    const [row] = await rowViews(database, [found]);
    if (row === undefined) throw new ApiError('not_found');
    const reports = found.sender.account === account ? await listDeliveryReports(database, id) : [];
    return c.json({ row, container: held.container.toString('base64url'), deliveries: reports.map((report) => reportView(report, c.var.now)) });
  })
  .patch('/:id', upTo('small'), signedIn, idParam, json(changeBody), async (c) => {
    const { parts, now, session } = c.var;
    const { id } = c.req.valid('param');
    const { role: asked, ...change } = c.req.valid('json');
    const row = await findRow(parts.database, { account: session.account, message: id, role: asked ?? null });
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
function stateOf({ registered, invitation }: DeliveryReport, now: Date): 'registered' | 'invited' | 'ended' {
  if (registered) return 'registered';
  return invitation?.status === 'open' && invitation.expiresAt > now ? 'invited' : 'ended';
}

function reportView(report: DeliveryReport, now: Date) {
  const { address, name, openedAt, noticeStatus, noticeDetail } = report;
  return {
    address,
    name,
    state: stateOf(report, now),
    noticeStatus: noticeStatus === 'sending' ? ('queued' as const) : (noticeStatus ?? ('queued' as const)),
    noticeDetail,
    openedAt: openedAt?.getTime() ?? null,
  };
}
