// Logging in: OPAQUE in two steps. Unknown addresses are answered from a fake record, in the same sizes and by the same queries;
// every start counts as a wrong try until its finish succeeds, and its state serves once.
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Address, fakeUserIdentifier, finishServerLogin, startServerLogin } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { findForLogIn } from '../database/accounts.ts';
import { actorOf, record } from '../database/activity.ts';
import type { Writer } from '../database/executor.ts';
import { findWraps, type WrapRow } from '../database/identities.ts';
import { insertFailedTry, insertLogIn, type LogIn, takeLogIn } from '../database/log-ins.ts';
import { findFactors, hasSecondFactor } from '../database/second-factors.ts';
import { isSuspended } from '../database/suspensions.ts';
import { derivedKey } from '../derived-key.ts';
import type { Env } from '../env.ts';
import { knownBrowser } from '../known-browser.ts';
import { json, upTo } from '../middleware/body.ts';
import { rateLimitKeyOf } from '../middleware/client-address.ts';
import { cookieHash, cookieValue } from '../middleware/cookies.ts';
import { byClient, signedInAnyhow } from '../middleware/guards.ts';
import type { Parts } from '../parts.ts';
import { bucketOf, count, uncount } from '../rates.ts';
import { createToken, hashOf } from '../token.ts';
import { answerOpened, type Device, deviceOf, type StartedSession, startSession } from './accounts/session-start.ts';
import { givenOf, type Proof, withSecondFactor } from './second-factor/check.ts';
import { challengePasskeys } from './second-factor/passkey.ts';
import { giveTicket, readTicket, useTicket } from './tickets.ts';
import * as wire from './wire.ts';

const LOG_IN_MINUTES = 5;
const SUSPENDED = Symbol('suspended');

const startBody = z.strictObject({
  address: wire.address,
  request: wire.opaqueMessage,
  /** For whoever signed up here with an address that has an account already: log in to that one. */
  existing: z.boolean().optional(),
});
const finishBody = z.strictObject({ login: wire.token, finish: wire.opaqueMessage });
const secondFactorBody = z.strictObject({ ticket: wire.token, ...wire.secondFactor });
const challengeBody = z.strictObject({ ticket: wire.token });

export const login = new Hono<Env>()
  .post('/start', upTo('small'), byClient('log-in-by-client'), json(startBody), async (c) => {
    const { address, request, existing } = c.req.valid('json');
    const { parts, now, clientAddress } = c.var;
    const browser = knownBrowser(parts.secrets, { cookie: cookieValue(c, 'sealpost_known'), address });
    const buckets = await countTry(parts, { address, client: rateLimitKeyOf(clientAddress), browser, now });
    const browserHash = existing === true ? null : cookieHash(c, 'sealpost_sign_up');
    const { account, state, response } = await begin(parts, { address, request, browserHash });
    const { token, hash } = createToken();
    const expiresAt = new Date(now.getTime() + LOG_IN_MINUTES * 60_000);
    await insertLogIn(parts.database, { tokenHash: hash, account, state: Buffer.from(state, 'base64url'), buckets, clientAddress, now, expiresAt });
    return c.json({ login: token, response });
  })
  .post('/finish', upTo('small'), json(finishBody), async (c) => {
    const { parts, now, clientAddress } = c.var;
    const device = deviceOf(c);
    const proof = await finish(parts, {
      ...c.req.valid('json'),
      now,
      clientAddress,
      proved: async (writer, account) => {
        // Told to whoever has proved the password, and to nobody else; until then neither session nor wrap is handed out.
        if (await hasSecondFactor(writer, account)) return await askSecondFactor(writer, { account, now });
        return await open(writer, { account, device });
      },
    });
    return c.json('secondFactor' in proof ? proof : await answerEntered(c, proof));
  })
  .post('/second-factor', upTo('small'), byClient('log-in-by-client'), json(secondFactorBody), async (c) => {
    const { parts, now, clientAddress } = c.var;
    const device = deviceOf(c);
    const { ticket, ...given } = c.req.valid('json');
    const account = await accountOf(parts, { ticket, now });
    const entered = await withSecondFactor(parts, {
      account,
      given: givenOf(given, 'passkey-second-factor'),
      by: { by: 'nobody', clientAddress },
      now,
      proved: async (writer, secondFactor) => {
        await useTicket(writer, { purpose: 'second-factor', token: ticket, now });
        return await open(writer, { account, device, ...(secondFactor && { secondFactor }) });
      },
    });
    if (entered === null) throw new ApiError('wrong_credentials');
    return c.json(await answerEntered(c, entered));
  })
  /** What the browser needs to ask one of the account's passkeys. */
  .post('/second-factor/passkey', upTo('small'), byClient('log-in-by-client'), json(challengeBody), async (c) => {
    const { parts, now } = c.var;
    const account = await accountOf(parts, { ...c.req.valid('json'), now });
    return c.json(await challengePasskeys(parts.database, { purpose: 'passkey-second-factor', account, now }));
  });

/** Told to whoever has proved the password: that there is one, and of which kinds. */
async function askSecondFactor(writer: Writer, { account, now }: { account: string; now: Date }) {
  return { secondFactor: await giveTicket(writer, { purpose: 'second-factor', account, payload: {}, now }), factors: await findFactors(writer, account) };
}

async function accountOf({ database }: Pick<Parts, 'database'>, { ticket, now }: { ticket: string; now: Date }): Promise<string> {
  const { account } = await readTicket(database, { purpose: 'second-factor', token: ticket, now });
  if (account === null) throw new ApiError('ticket_expired');
  return account;
}

type Entered = { wrap: WrapRow; started: StartedSession };

/** A session, and what the password opens. Null where it opens nothing. */
async function open(writer: Writer, { account, device, ...given }: { account: string; device: Device; secondFactor?: Proof }): Promise<Entered | null> {
  const wrap = (await findWraps(writer, account)).find(({ name }) => name === 'password');
  return wrap === undefined ? null : { wrap, started: await startSession(writer, { account, device, as: 'log-in', ...given }) };
}

async function answerEntered<E extends Env>(c: Context<E>, { wrap, started }: Entered) {
  return { ...(await answerOpened(c, started)), wrap: { ...wrap, sealed: wrap.sealed.toString('base64url') } };
}

/** The password once more, of whoever is signed in: a ticket for what a stolen open browser must not do. */
export const reauthenticate = new Hono<Env>().post('/', upTo('small'), signedInAnyhow, json(finishBody), async (c) => {
  const { parts, now, clientAddress, session } = c.var;
  const reauth = await finish(parts, {
    ...c.req.valid('json'),
    now,
    clientAddress,
    proved: async (writer, account) => {
      if (account !== session.account) return null;
      await record(writer, { event: 'password-proved', account, by: actorOf(session), now });
      return await giveTicket(writer, { purpose: 'reauthentication', account, payload: {}, now });
    },
  });
  return c.json({ reauth });
});

type Try = { address: string; client: string; browser: string | null; now: Date };

/** Answers the buckets that a success gives back. */
async function countTry(parts: Parts, { address, client, browser, now }: Try): Promise<Buffer[]> {
  const fromAnywhere = [
    { rate: 'log-in', key: `${address}\0${client}`, now },
    { rate: 'log-in-by-address', key: address, now },
  ] as const;
  const uses = browser === null ? fromAnywhere : [{ rate: 'log-in-known', key: `${address}\0${browser}`, now } as const];
  for (const use of uses) await count(parts, use);
  return uses.map((use) => bucketOf(parts, use));
}

type Begin = { address: Address; request: string; browserHash: Buffer | null };

async function begin({ database, secrets }: Parts, { address, request, browserHash }: Begin) {
  // Made for known addresses too: the work is the same.
  const fake = await fakeUserIdentifier(derivedKey(secrets, 'fake-record'), address);
  const found = await findForLogIn(database, { address, browserHash });
  const { state, response } = startServerLogin({
    setup: secrets.opaqueSetup,
    userIdentifier: found?.user_identifier ?? fake,
    record: found?.opaque_record.toString('base64url') ?? null,
    request,
    address,
  });
  return { account: found?.id ?? null, state, response };
}

type Finish<Opened> = {
  login: string;
  finish: string;
  now: Date;
  clientAddress: string;
  /** What the proof of this account's password opens; null where it opens nothing after all. */
  proved: (writer: Writer, account: string) => Promise<Opened | null>;
};

/**
 * What `proved` gives, or wrong_credentials. Whatever comes of it, this log-in is spent. In the same transaction, so that a change
 * of the password either finds the log-in or the session and ends it (`endSessions`).
 */
async function finish<Opened>(parts: Parts, { login: token, finish: message, now, clientAddress, proved }: Finish<Opened>): Promise<Opened> {
  const opened = await parts.database.transaction().execute(async (writer) => {
    const pending: LogIn | null = await takeLogIn(writer, { tokenHash: hashOf(token), now });
    if (pending === null) return null;
    // For unknown addresses too: the work is the same.
    const right = finishServerLogin({ state: pending.state.toString('base64url'), finish: message });
    if (!right || pending.account === null) {
      await insertFailedTry(writer, { event: 'log-in-failed', account: pending.account, clientAddress, now });
      return null;
    }
    await uncount({ ...parts, database: writer }, pending.buckets);
    // Told to whoever has proved the password, and to nobody else.
    if (await isSuspended(writer, pending.account)) {
      await record(writer, { event: 'log-in-refused', account: pending.account, by: { by: 'nobody', clientAddress }, now });
      return SUSPENDED;
    }
    return await proved(writer, pending.account);
  });
  if (opened === SUSPENDED) throw new ApiError('account_suspended');
  if (opened === null) throw new ApiError('wrong_credentials');
  return opened;
}
