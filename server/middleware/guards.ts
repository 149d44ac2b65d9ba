// Who may pass. Each guard answers one question; routes name the ones they need, and the table in tests/server proves that none
// is missing.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { ApiError } from '../api-error.ts';
import { useOperatorToken } from '../database/operator-tokens.ts';
import { type ActiveSession, findSession } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { idleSince } from '../idle.ts';
import { mayInvite } from '../limits.ts';
import { count, type Rate } from '../rates.ts';
import { hashOf, TOKEN_FORM } from '../token.ts';
import { rateLimitKeyOf } from './client-address.ts';
import { cookieHash } from './cookies.ts';

export type SignedIn = Env & { Variables: { session: ActiveSession } };

/** Whoever is signed in, and has the second factor that their practice asks for. */
export const signedIn = createMiddleware<SignedIn>(async (c, next) => {
  const session = await sessionOf(c);
  if (session.secondFactorMissing) throw new ApiError('second_factor_needed');
  c.set('session', session);
  await next();
});

/** As `signedIn`, for what it takes to set a second factor up, and to keep what is being written. */
export const signedInAnyhow = createMiddleware<SignedIn>(async (c, next) => {
  c.set('session', await sessionOf(c));
  await next();
});

async function sessionOf(c: Context<SignedIn>): Promise<ActiveSession> {
  const tokenHash = cookieHash(c, 'sealpost_session');
  if (tokenHash === null) throw new ApiError('not_signed_in');
  const session = await findSession(c.var.parts.database, { tokenHash, now: c.var.now, idleSince: idleSince(c.var.parts, c.var.now) });
  if (session === null) throw new ApiError('not_signed_in');
  return session;
}

/** After signedIn. Until the mailbox has answered, an account writes drafts and nothing else. */
export const confirmed = createMiddleware<SignedIn>(async (c, next) => {
  if (!c.var.session.confirmed) throw new ApiError('not_confirmed');
  await next();
});

/** After signedIn. */
export const inviter = createMiddleware<SignedIn>(async (c, next) => {
  if (!mayInvite(c.var.session)) throw new ApiError('guests_do_not_invite');
  await next();
});

/** After signedIn. Owners and administrators of a practice. */
export const administrator = createMiddleware<SignedIn>(async (c, next) => {
  const role = c.var.session.membership?.role;
  if (role !== 'owner' && role !== 'administrator') throw new ApiError('not_allowed');
  await next();
});

/** `token`: the id of the one that was shown. */
export type ByOperator = Env & { Variables: { token: string } };

/** A bearer token of the operator's. Found by its hash, so the time it takes says nothing about it. */
export const operator = createMiddleware<ByOperator>(async (c, next) => {
  const [, shown = ''] = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  const token = TOKEN_FORM.test(shown) ? await useOperatorToken(c.var.parts.database, { tokenHash: hashOf(shown), now: c.var.now }) : null;
  if (token === null) throw new ApiError('not_signed_in');
  c.set('token', token);
  await next();
});

/** Counts one use for the client's network address. */
export function byClient(rate: Rate) {
  return createMiddleware<Env>(async (c, next) => {
    await count(c.var.parts, { rate, key: rateLimitKeyOf(c.var.clientAddress), now: c.var.now });
    await next();
  });
}

/** After signedIn. Counts one use for the account. */
export function byAccount(rate: Rate) {
  return createMiddleware<SignedIn>(async (c, next) => {
    await count(c.var.parts, { rate, key: c.var.session.account, now: c.var.now });
    await next();
  });
}
