// On one's own machine the same port has several names (localhost, 127.0.0.1, [::1]), and to a browser each is another origin:
// what was opened under one is not open under the next, and requests from another than the public one are refused. So pages
// lead to the public one.
import { createMiddleware } from 'hono/factory';
import { isLoopbackName } from '../config.ts';
import type { Env } from '../env.ts';
import type { Parts } from '../parts.ts';

/** For pages only, and only from one loopback name to another at the same port: no other address could be meant. */
export function oneName({ settings }: { settings: Pick<Parts['settings'], 'publicUrl'> }) {
  const own = new URL(settings.publicUrl);
  return createMiddleware<Env>(async (c, next) => {
    const asked = `http://${c.req.header('host') ?? ''}`;
    if (c.req.method !== 'GET' || c.req.header('accept')?.includes('text/html') !== true || !URL.canParse(asked)) return next();
    const { hostname, port } = new URL(asked);
    if (hostname === own.hostname || port !== own.port || !isLoopbackName(hostname) || !isLoopbackName(own.hostname)) return next();
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`${own.origin}/${pathname.replace(/^\/+/, '')}${search}`, 307);
  });
}
