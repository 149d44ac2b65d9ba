// One's own authenticator app and recovery codes: set up, turned off, made anew (passkeys: passkeys.ts). Each asks for the password again;
// where there is a second factor already, it asks for that as well, so that an open browser and the password are not enough.
import { randomBytes } from 'node:crypto';
import { base32nopad } from '@scure/base';
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { lockAccount } from '../database/accounts.ts';
import { type Actor, actorOf, record } from '../database/activity.ts';
import type { Writer } from '../database/executor.ts';
import { deleteApp, describeSecondFactor, findFactors, hasSecondFactor, insertSecondFactor } from '../database/second-factors.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { signedInAnyhow } from '../middleware/guards.ts';
import { bucketOf, count, uncount } from '../rates.ts';
import { openSecret, sealSecret } from '../sealed-secret.ts';
import { matchingStep, TOTP_FORM } from '../totp.ts';
import { mailAccountChanged } from './mails.ts';
import { beginTwoSteps, givenOf, makeCodes, noteNoneLeft, tries, withSecondFactor, withSecondFactorIfAny } from './second-factor/check.ts';
import { giveTicket, readTicket, useReauthentication, useTicket } from './tickets.ts';
import * as wire from './wire.ts';

const SECRET_BYTES = 20;

const startBody = z.strictObject({ reauth: wire.token, ...wire.secondFactor });
const finishBody = z.strictObject({ setUp: wire.token, code: wire.secondFactorCode });
const changeBody = z.strictObject({ reauth: wire.token, ...wire.secondFactor });

export const secondFactor = new Hono<Env>()
  .get('/', signedInAnyhow, async (c) => {
    const found = await describeSecondFactor(c.var.parts.database, c.var.session.account);
    return c.json({ since: found.since?.getTime() ?? null, codesLeft: found.codesLeft });
  })
  .post('/set-up/start', upTo('small'), signedInAnyhow, json(startBody), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const body = c.req.valid('json');
    if ((await findFactors(parts.database, account)).app) throw new ApiError('conflict');
    const secret = randomBytes(SECRET_BYTES);
    const setUp = await withSecondFactorIfAny(parts, {
      account,
      given: givenOf(body, 'passkey-change'),
      by: actorOf(session),
      now,
      proved: async (writer) => {
        await useReauthentication(writer, { reauth: body.reauth, account, now });
        const sealed = sealSecret(parts.secrets, { account, secret }).toString('base64url');
        return await giveTicket(writer, { purpose: 'second-factor-set-up', account, payload: { sealed }, now });
      },
    });
    return c.json({ setUp, secret: base32nopad.encode(secret) });
  })
  // In force only once a code has shown that the app has it.
  .post('/set-up/finish', upTo('small'), signedInAnyhow, json(finishBody), async (c) => {
    const { parts, now, session } = c.var;
    const { account, address, device } = session;
    const { setUp, code } = c.req.valid('json');
    const uses = tries(account, now);
    for (const use of uses) await count(parts, use);
    const { account: owner, payload } = await readTicket(parts.database, { purpose: 'second-factor-set-up', token: setUp, now });
    if (owner !== account) throw new ApiError('ticket_expired');
    const sealedSecret = Buffer.from(payload.sealed, 'base64url');
    const digits = code.replaceAll(/\s/g, '');
    const step = TOTP_FORM.test(digits) ? matchingStep(openSecret(parts.secrets, { account, sealed: sealedSecret }), { code: digits, now, lastStep: 0 }) : null;
    if (step === null) throw new ApiError('wrong_second_factor');
    const codes = await parts.database.transaction().execute(async (writer) => {
      await useTicket(writer, { purpose: 'second-factor-set-up', token: setUp, now });
      await uncount({ ...parts, database: writer }, uses.map((use) => bucketOf(parts, use)));
      const { passkey } = await findFactors(writer, account);
      if (!(await insertSecondFactor(writer, { account, sealedSecret, lastStep: step, now }))) throw new ApiError('conflict');
      if (!passkey) await beginTwoSteps(writer, { account, keep: device });
      await mailAccountChanged(writer, { how: passkey ? 'authenticator_added' : 'second_factor_on', recipient: address, account, now });
      await record(writer, { event: passkey ? 'authenticator-added' : 'second-factor-on', account, by: actorOf(session), now });
      return await makeCodes(parts, writer, account);
    });
    return c.json({ codes });
  })
  .post('/codes', upTo('small'), signedInAnyhow, json(changeBody), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const { reauth, ...given } = c.req.valid('json');
    const by = actorOf(session);
    const codes = await withSecondFactor(parts, {
      account,
      given: givenOf(given, 'passkey-change'),
      by,
      now,
      proved: async (writer) => {
        await useReauthentication(writer, { reauth, account, now });
        await record(writer, { event: 'second-factor-codes-made', account, by, now });
        return await makeCodes(parts, writer, account);
      },
    });
    return c.json({ codes });
  })
  .post('/off', upTo('small'), signedInAnyhow, json(changeBody), async (c) => {
    const { parts, now, session } = c.var;
    const { account, address } = session;
    const { reauth, ...given } = c.req.valid('json');
    const by = actorOf(session);
    await withSecondFactor(parts, {
      account,
      given: givenOf(given, 'passkey-change'),
      by,
      now,
      proved: async (writer) => {
        await useReauthentication(writer, { reauth, account, now });
        await turnAppOff(writer, { account, address, by, now });
      },
    });
    return c.body(null, 204);
  });

type TurningOff = { account: string; address: string; by: Actor; now: Date };

/** Passkeys go on being asked for, where there are any. */
async function turnAppOff(writer: Writer, { account, address, by, now }: TurningOff): Promise<void> {
  await lockAccount(writer, account);
  if (!(await deleteApp(writer, account))) throw new ApiError('not_found');
  if (!(await hasSecondFactor(writer, account))) return await noteNoneLeft(writer, { account, address, by, now });
  await mailAccountChanged(writer, { how: 'authenticator_removed', recipient: address, account, now });
  await record(writer, { event: 'authenticator-removed', account, by, now });
}
