// The first thing every request meets: the parts, its time, and where it comes from.
import { createMiddleware } from 'hono/factory';
import type { Env } from '../env.ts';
import type { Parts } from '../parts.ts';
import { clientAddressReader, countryReader } from './client-address.ts';

export function request(parts: Parts) {
  const { trustedProxies, countryHeader } = parts.settings;
  const clientAddress = clientAddressReader(trustedProxies);
  const country = countryReader(trustedProxies);
  return createMiddleware<Env>(async (c, next) => {
    c.set('parts', parts);
    c.set('now', new Date(parts.clock()));
    const peer = c.env?.incoming?.socket.remoteAddress;
    c.set('clientAddress', clientAddress({ peer, forwarded: c.req.header('x-forwarded-for') }));
    c.set('country', country({ peer, country: countryHeader === null ? undefined : c.req.header(countryHeader) }));
    await next();
  });
}
