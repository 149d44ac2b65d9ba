// How much of bodies and answers this process holds in memory at once. A body comes as slowly as its sender likes, and an answer goes as
// slowly as its reader likes: without a bound a few hundred of either, from one machine, end the server for everybody.
import type { Context } from 'hono';
import { ApiError } from '../api-error.ts';
import type { ActiveSession } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { rateLimitKeyOf } from './client-address.ts';

const MIB = 1024 * 1024;

/** Bytes: of one account or, where nobody is signed in, one client; of all strangers together; of all accounts together. */
export const MEMORY_ROOM = { ofOne: 128 * MIB, ofStrangers: 256 * MIB, ofAccounts: 512 * MIB } as const;
/** Costs no more than the headers that came with it, and is not counted: so whoever fills the room keeps nobody from logging in. */
export const UNCOUNTED_BYTES = 16 * 1024;
/** Seconds after which it may be tried again. */
const RETRY_AFTER = 5;

type Side = 'ofStrangers' | 'ofAccounts';
type Holder = { side: Side; key: string };

/** The process's own, as its memory is: every server counts for itself. */
const together = { ofStrangers: 0, ofAccounts: 0 };
const apart = new Map<string, number>();

/** Throws too_many_requests where this account or client holds too much already, unavailable where all together do. Answers how to give it back. */
export function takeRoom<E extends Env>(c: Context<E>, bytes: number): () => void {
  if (bytes <= UNCOUNTED_BYTES) return () => undefined;
  const holder = holderOf(c);
  const held = apart.get(holder.key) ?? 0;
  // What is larger than the room by itself comes alone.
  if (held > 0 && held + bytes > MEMORY_ROOM.ofOne) throw new ApiError('too_many_requests', { retryAfter: RETRY_AFTER });
  if (together[holder.side] + bytes > MEMORY_ROOM[holder.side]) throw new ApiError('unavailable', { retryAfter: RETRY_AFTER });
  add(holder, bytes);
  let given = false;
  return () => {
    if (!given) add(holder, -bytes);
    given = true;
  };
}

/** Holds room for an answer that carries these, until its reader has it or is gone. */
export function holdAnswer<E extends Env>(c: Context<E>, sealed: readonly Uint8Array[]): void {
  const giveBack = takeRoom(c, asText(sealed.reduce((sum, bytes) => sum + bytes.length, 0)));
  const { outgoing }: Env['Bindings'] = c.env ?? {};
  // Gone already, or nobody's: a test without a socket.
  if (outgoing === undefined || outgoing.destroyed) giveBack();
  else outgoing.once('close', giveBack);
}

/** JSON carries bytes at 4/3 of their size. */
const asText = (bytes: number): number => Math.ceil((bytes * 4) / 3);

function add({ side, key }: Holder, bytes: number): void {
  together[side] += bytes;
  const held = (apart.get(key) ?? 0) + bytes;
  if (held > 0) apart.set(key, held);
  else apart.delete(key);
}

function holderOf<E extends Env>(c: Context<E>): Holder {
  // There only where a guard stands before this.
  const { session, clientAddress }: Env['Variables'] & { session?: ActiveSession } = c.var;
  return session === undefined ? { side: 'ofStrangers', key: `client ${rateLimitKeyOf(clientAddress)}` } : { side: 'ofAccounts', key: session.account };
}
