// Messages: sending, the folders, reading, and what the owner of a mailbox marks.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { actorOf, record } from '../database/activity.ts';
import { countUnread, type DeliveryReport, listDeliveryReports, lockUnopened, updateDelivery } from '../database/deliveries.ts';
import { findContainers, findRow, listFolder } from '../database/messages.ts';
import type { Env } from '../env.ts';
import { json, path, query, upTo } from '../middleware/body.ts';
import { byAccount, confirmed, signedIn } from '../middleware/guards.ts';
import { UNREAD_AT_MOST } from './accounts/session-info.ts';
import { cursor, encodeCursor, rowViews } from './messages/rows.ts';
import { sendBody, sendMessage } from './messages/send.ts';
import * as wire from './wire.ts';

const LARGEST_PAGE = 100;
/** Of containers in one answer; what does not fit is asked for again. */
const READ_BYTES = 16 * 1024 * 1024;

const idParam = path(z.object({ id: wire.id }));
const role = z.enum(['sender', 'recipient']).optional();
const listQuery = z.object({
  folder: z.enum(['inbox', 'sent', 'archive', 'trash']),
  before: cursor.optional(),
  limit: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(LARGEST_PAGE)).optional(),
});
const readBody = z.strictObject({ ids: z.array(wire.id).max(100) });
const changeBody = z.strictObject({
  read: z.boolean().optional(),
  folder: z.enum(['inbox', 'sent', 'archive', 'trash']).optional(),
  starred: z.boolean().optional(),
  /** Of a message to oneself: which of the two. */
  role,
});

export const messages = new Hono<Env>()
  .post('/', upTo('message'), signedIn, confirmed, byAccount('message-send'), json(sendBody), async (c) => {
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
  .post('/read', upTo('small'), signedIn, json(readBody), async (c) => {
    const asked = { account: c.var.session.account, messages: c.req.valid('json').ids, maxBytes: READ_BYTES };
    const found = await findContainers(c.var.parts.database, asked);
    return c.json({ messages: found.map(({ id, stanza, container }) => ({ id, stanza, container: container.toString('base64url') })) });
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
    return c.json({ row, container: held.container.toString('base64url'), deliveries: reports.map(reportView) });
  })
  .patch('/:id', upTo('small'), signedIn, idParam, json(changeBody), async (c) => {
    const { parts, now, session } = c.var;
    const { id } = c.req.valid('param');
    const { role: asked, ...change } = c.req.valid('json');
    const { account } = session;
    const row = await findRow(parts.database, { account, message: id, role: asked ?? null });
    if (row === null) throw new ApiError('not_found');
    const foreignFolder = row.role === 'sender' ? 'inbox' : 'sent';
    if (change.folder === foreignFolder) throw new ApiError('invalid_request', { fields: ['folder'] });
    await parts.database.transaction().execute(async (writer) => {
      const opening = change.read === true && row.role === 'recipient' && (await lockUnopened(writer, { account, message: id }));
      await updateDelivery(writer, { account, message: id, role: row.role, change, now });
      if (opening) await record(writer, { event: 'message-opened', account, by: actorOf(session), on: { subject: 'message', id }, now });
    });
    return c.body(null, 204);
  });

function reportView({ address, name, registered, openedAt, noticeStatus, noticeDetail }: DeliveryReport) {
  return {
    address,
    name,
    state: registered ? ('registered' as const) : ('invited' as const),
    noticeStatus: noticeStatus === 'sending' ? ('queued' as const) : (noticeStatus ?? ('queued' as const)),
    noticeDetail,
    openedAt: openedAt?.getTime() ?? null,
  };
}
