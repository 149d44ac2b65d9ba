// Refuses requests that another site made with somebody's cookie: what changes anything must come from our own pages.
// SameSite=Strict already keeps the cookie away; this holds where a browser does not, and on sibling domains.
import { createMiddleware } from 'hono/factory';
import { ApiError } from '../api-error.ts';
import type { Env } from '../env.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Programs that are no browsers send neither header and have no cookie to lose. */
export const sameOrigin = createMiddleware<Env>(async (c, next) => {
  if (!READING.has(c.req.method)) {
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const own = new URL(c.var.parts.settings.publicUrl).origin;
    if ((origin !== undefined && origin !== own) || (site !== undefined && site !== 'same-origin')) throw new ApiError('wrong_origin', { publicUrl: own });
  }
  await next();
});
