// The session one is in, and the devices that are signed in.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { actorOf, record } from '../database/activity.ts';
import { findWraps } from '../database/identities.ts';
import { endSession, endSessions, findShare, listSessions, touchSession } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { idleMinutesOf, idleSince } from '../idle.ts';
import { path, upTo } from '../middleware/body.ts';
import { takeCookieBack } from '../middleware/cookies.ts';
import { byAccount, signedInAnyhow } from '../middleware/guards.ts';
import { sessionInfo } from './accounts/session-info.ts';
import * as wire from './wire.ts';

export const session = new Hono<Env>()
  .get('/', signedInAnyhow, async (c) => c.json(await sessionInfo(c.var.parts, c.var.session)))
  .get('/share', signedInAnyhow, async (c) => {
    const share = await findShare(c.var.parts.database, c.var.session.device);
    if (share === null) throw new ApiError('not_signed_in');
    return c.json({ share: share.toString('base64url'), account: c.var.session.account });
  })
  // Only a person's activity keeps a session alive: polling does not.
  .post('/active', upTo('small'), signedInAnyhow, async (c) => {
    await touchSession(c.var.parts.database, { device: c.var.session.device, now: c.var.now });
    return c.body(null, 204);
  })
  .delete('/', signedInAnyhow, async (c) => {
    const { parts, now, session } = c.var;
    await parts.database.transaction().execute(async (writer) => {
      if (await endSession(writer, session)) await record(writer, { event: 'log-out', account: session.account, by: actorOf(session), now });
    });
    takeCookieBack(c, 'sealpost_session');
    return c.body(null, 204);
  });

export const devices = new Hono<Env>()
  .get('/', signedInAnyhow, async (c) => {
    const rows = await listSessions(c.var.parts.database, c.var.session.account);
    const since = idleSince({ settings: { idleMinutes: idleMinutesOf(c.var.parts, c.var.session.membership) } }, c.var.now);
    const alive = rows.filter((row) => row.last_active_at > since);
    return c.json({
      devices: alive.map((row) => ({
        id: row.id,
        current: row.id === c.var.session.device,
        userAgent: row.user_agent,
        clientAddress: row.client_address,
        country: row.country,
        createdAt: row.created_at.getTime(),
        lastActiveAt: row.last_active_at.getTime(),
      })),
    });
  })
  .delete('/', signedInAnyhow, byAccount('settings-change'), async (c) => {
    const { parts, now, session } = c.var;
    const { account, device } = session;
    await parts.database.transaction().execute(async (writer) => {
      await endSessions(writer, { account, keep: device });
      await record(writer, { event: 'devices-signed-out', account, by: actorOf(session), now });
    });
    return c.body(null, 204);
  })
  .delete('/:id', signedInAnyhow, path(z.object({ id: wire.id })), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const { id } = c.req.valid('param');
    await parts.database.transaction().execute(async (writer) => {
      if (!(await endSession(writer, { account, device: id }))) throw new ApiError('not_found');
      await record(writer, { event: 'device-signed-out', account, by: actorOf(session), on: { subject: 'device', id }, now });
    });
    return c.body(null, 204);
  });

export const wraps = new Hono<Env>().get('/', signedInAnyhow, async (c) => {
  const rows = await findWraps(c.var.parts.database, c.var.session.account);
  return c.json({ wraps: rows.map((wrap) => ({ ...wrap, sealed: wrap.sealed.toString('base64url') })) });
});
