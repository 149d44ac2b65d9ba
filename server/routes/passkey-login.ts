// Logging in by a passkey alone: it says whose it is, its authenticator has verified the person, and it unlocks the keys as well. No
// address is asked for, so nothing here tells whether one has an account.
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { record } from '../database/activity.ts';
import type { Writer } from '../database/executor.ts';
import { insertFailedTry } from '../database/log-ins.ts';
import { findPasskeyOwner, type PasskeyWrap } from '../database/passkeys.ts';
import { isSuspended } from '../database/suspensions.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { byClient } from '../middleware/guards.ts';
import type { Assertion } from '../passkey-proof.ts';
import type { Parts } from '../parts.ts';
import { bucketOf, count, uncount } from '../rates.ts';
import { answerOpened, type Device, deviceOf, type StartedSession, startSession } from './accounts/session-start.ts';
import { acceptPasskey } from './second-factor/passkey.ts';
import { giveTicket } from './tickets.ts';
import * as wire from './wire.ts';

const finishBody = z.strictObject({ passkey: wire.assertion });

type Refused = 'wrong_passkey' | 'account_suspended' | 'passkey_opens_nothing';
type Entered = { wrap: PasskeyWrap; started: StartedSession };

export const passkeyLogin = new Hono<Env>()
  .post('/start', upTo('small'), byClient('log-in-by-client'), async (c) => {
    const { parts, now } = c.var;
    return c.json({ challenge: await giveTicket(parts.database, { purpose: 'passkey-log-in', account: null, payload: {}, now }) });
  })
  .post('/finish', upTo('small'), byClient('log-in-by-client'), json(finishBody), async (c) => {
    const { parts, now } = c.var;
    const { passkey } = c.req.valid('json');
    const use = { rate: 'passkey-log-in', key: passkey.credential.toString('base64url'), now } as const;
    await count(parts, use);
    const device = deviceOf(c);
    const entered = await parts.database.transaction().execute(async (writer) => {
      const outcome = await enter(parts, writer, { assertion: passkey, device });
      if (typeof outcome !== 'string') await uncount({ ...parts, database: writer }, [bucketOf(parts, use)]);
      return outcome;
    });
    if (typeof entered === 'string') throw new ApiError(entered);
    return c.json(await answerEntered(c, entered));
  });

/** A session, and what the passkey opens; or why not. Whatever comes of it, the challenge is spent. */
async function enter(parts: Parts, writer: Writer, { assertion, device }: { assertion: Assertion; device: Device }): Promise<Entered | Refused> {
  const { clientAddress, now } = device;
  const passkey = await acceptPasskey(parts, writer, { account: null, purpose: 'passkey-log-in', assertion, now });
  if (passkey === null) {
    const account = await findPasskeyOwner(writer, assertion.credential);
    await insertFailedTry(writer, { event: 'log-in-failed', account, clientAddress, now });
    return 'wrong_passkey';
  }
  const account = passkey.account_id;
  // Told to whoever has the passkey, and to nobody else.
  if (await isSuspended(writer, account)) {
    await record(writer, { event: 'log-in-refused', account, by: { by: 'nobody', clientAddress }, now });
    return 'account_suspended';
  }
  if (passkey.sealed === null) return 'passkey_opens_nothing';
  const started = await startSession(writer, { account, device, as: 'log-in', secondFactor: 'passkey-alone' });
  return { wrap: { version: passkey.wrap_version, sealed: passkey.sealed }, started };
}

async function answerEntered<E extends Env>(c: Context<E>, { wrap, started }: Entered) {
  return { ...(await answerOpened(c, started)), wrap: { ...wrap, sealed: wrap.sealed.toString('base64url') } };
}
