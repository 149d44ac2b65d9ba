// The first thing every request meets: the parts, its time, and where it comes from.
import { createMiddleware } from 'hono/factory';
import type { Env } from '../env.ts';
import type { Parts } from '../parts.ts';
import { clientAddressReader } from './client-address.ts';

export function request(parts: Parts) {
  const clientAddress = clientAddressReader(parts.settings.trustedProxies);
  return createMiddleware<Env>(async (c, next) => {
    c.set('parts', parts);
    c.set('now', new Date(parts.clock()));
    c.set('clientAddress', clientAddress({ peer: c.env?.incoming?.socket.remoteAddress, forwarded: c.req.header('x-forwarded-for') }));
    await next();
  });
}
