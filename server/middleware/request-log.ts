// One line for each request: what route, how it ended, how long it took. No addresses, no tokens, no query strings, no ids: the
// route's pattern stands for the path.
import { randomBytes } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { Env } from '../env.ts';

export const requestLog = createMiddleware<Env>(async (c, next) => {
  const id = randomBytes(9).toString('base64url');
  const started = performance.now();
  await next();
  c.header('x-request-id', id);
  // Middleware answers to every method; a file of the web client and an unknown path have nothing else.
  const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? '*';
  const { method } = c.req;
  c.var.parts.log.info({ request: id, method, route, status: c.res.status, ms: Math.round(performance.now() - started) }, 'request');
});
