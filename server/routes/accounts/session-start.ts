// Starting a session: the row in the transaction that earned it, the cookie only once that has been committed.
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { newId } from '#crypto/server';
import { noteLanguage } from '../../database/accounts.ts';
import { type NewEvent, record } from '../../database/activity.ts';
import { endSessionByToken, findSession, insertSession } from '../../database/sessions.ts';
import { isSuspended } from '../../database/suspensions.ts';
import type { Writer } from '../../database/executor.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../api-error.ts';
import { cookieHash, cookieValue, giveCookie } from '../../middleware/cookies.ts';
import { idleSince } from '../../idle.ts';
import { rememberBrowser } from '../../known-browser.ts';
import { type Language, languageOf } from '../../language.ts';
import { createToken, hashOf } from '../../token.ts';
import type { Proof } from '../second-factor/check.ts';
import { type SessionInfo, sessionInfo } from './session-info.ts';

const SHARE_BYTES = 32;
const USER_AGENT_CHARACTERS = 300;

/** Who asks, as the list of devices shows it; taken from the request before the transaction. */
export type Device = { userAgent: string; clientAddress: string; country: string | null; now: Date; replaces: Buffer | null; language: Language };
export type StartedSession = { token: string; share: Buffer };

export function deviceOf<E extends Env>(c: Context<E>): Device {
  const { clientAddress, country, now }: Env['Variables'] = c.var;
  const userAgent = (c.req.header('user-agent') ?? '').replace(/\p{Cc}/gu, '').slice(0, USER_AGENT_CHARACTERS);
  return { userAgent, clientAddress, country, now, replaces: cookieHash(c, 'sealpost_session'), language: languageOf(c) };
}

type Starting = {
  account: string;
  device: Device;
  /** By what the second factor was given, where there is one; `passkey-alone`: without the password. */
  secondFactor?: Proof | 'passkey-alone';
  /** What the log says of it. */
  as: Extract<NewEvent['event'], 'log-in' | 'account-made' | 'practice-founded' | 'recovered' | 'restarted'>;
};

/** The session that this browser had before, if any, ends with it. Throws account_suspended; nothing of the transaction remains then. */
export async function startSession(writer: Writer, { account, device, as, secondFactor }: Starting): Promise<StartedSession> {
  if (await isSuspended(writer, account)) throw new ApiError('account_suspended');
  const { token, hash } = createToken();
  const share = randomBytes(SHARE_BYTES);
  const { userAgent, clientAddress, country, now, replaces, language } = device;
  if (replaces !== null) await endSessionByToken(writer, replaces);
  const id = newId();
  await insertSession(writer, {
    id,
    token_hash: hash,
    account_id: account,
    share,
    user_agent: userAgent,
    client_address: clientAddress,
    country,
    created_at: now,
    last_active_at: now,
  });
  await noteLanguage(writer, { account, language });
  const details = secondFactor === undefined ? {} : { secondFactor };
  await record(writer, { event: as, account, by: { by: 'account', account, device: id }, details, now });
  return { token, share };
}

/** Hands the session to the browser, and has it known as theirs from now on: not before they have proved the address, which anybody can sign up with. */
export async function answerOpened<E extends Env>(c: Context<E>, { token, share }: StartedSession): Promise<{ session: SessionInfo; share: string }> {
  const { parts, now }: Env['Variables'] = c.var;
  const session = await findSession(parts.database, { tokenHash: hashOf(token), now, idleSince: idleSince(parts, now) });
  if (session === null) throw new ApiError('not_signed_in');
  giveCookie(c, { name: 'sealpost_session', token });
  if (session.confirmed) {
    const { address } = session;
    giveCookie(c, { name: 'sealpost_known', token: rememberBrowser(parts.secrets, { cookie: cookieValue(c, 'sealpost_known'), address }) });
  }
  return { session: await sessionInfo(parts, session), share: share.toString('base64url') };
}

