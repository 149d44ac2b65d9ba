// The session one is in, and the devices that are signed in.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { findWraps } from '../database/identities.ts';
import { endSession, endSessions, findShare, listSessions, touchSession } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { idleSince } from '../idle.ts';
import { path, upTo } from '../middleware/body.ts';
import { takeCookieBack } from '../middleware/cookies.ts';
import { signedIn } from '../middleware/guards.ts';
import { sessionInfo } from './accounts/session-info.ts';
import * as wire from './wire.ts';

export const session = new Hono<Env>()
  .get('/', signedIn, async (c) => c.json(await sessionInfo(c.var.parts, c.var.session)))
  .get('/share', signedIn, async (c) => {
    const share = await findShare(c.var.parts.database, c.var.session.device);
    if (share === null) throw new ApiError('not_signed_in');
    return c.json({ share: share.toString('base64url'), account: c.var.session.account });
  })
  // Only a person's activity keeps a session alive: polling does not.
  .post('/active', upTo('small'), signedIn, async (c) => {
    await touchSession(c.var.parts.database, { device: c.var.session.device, now: c.var.now });
    return c.body(null, 204);
  })
  .delete('/', signedIn, async (c) => {
    await endSession(c.var.parts.database, c.var.session);
    takeCookieBack(c, 'sealpost_session');
    return c.body(null, 204);
  });

export const devices = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const rows = await listSessions(c.var.parts.database, c.var.session.account);
    const alive = rows.filter((row) => row.last_active_at > idleSince(c.var.parts, c.var.now));
    return c.json({
      devices: alive.map((row) => ({
        id: row.id,
        current: row.id === c.var.session.device,
        userAgent: row.user_agent,
        clientAddress: row.client_address,
        createdAt: row.created_at.getTime(),
        lastActiveAt: row.last_active_at.getTime(),
      })),
    });
  })
  .delete('/', signedIn, async (c) => {
    await endSessions(c.var.parts.database, { account: c.var.session.account, keep: c.var.session.device });
    return c.body(null, 204);
  })
  .delete('/:id', signedIn, path(z.object({ id: wire.id })), async (c) => {
    const ended = await endSession(c.var.parts.database, { account: c.var.session.account, device: c.req.valid('param').id });
    if (!ended) throw new ApiError('not_found');
    return c.body(null, 204);
  });

export const wraps = new Hono<Env>().get('/', signedIn, async (c) => {
  const rows = await findWraps(c.var.parts.database, c.var.session.account);
  return c.json({ wraps: rows.map((wrap) => ({ ...wrap, sealed: wrap.sealed.toString('base64url') })) });
});
