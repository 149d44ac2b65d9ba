// HEAD is answered as GET is, and the body is dropped. Unread, it would hold what it comes from open for ever: a file, an object of
// the store, an event stream.
import { createMiddleware } from 'hono/factory';
import type { Env } from '../env.ts';

export const endUnreadBody = createMiddleware<Env>(async (c, next) => {
  await next();
  if (c.req.method === 'HEAD') await c.res.body?.cancel();
});
