// Changing what opens the account, from inside: a new password, or new keys and a new kit. Both ask for the password again, and
// both end all other sessions.
import { Hono } from 'hono';
import { z } from 'zod';
import { createUserIdentifier, registrationResponse } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { lockAccount, updatePassword } from '../database/accounts.ts';
import { actorOf, record } from '../database/activity.ts';
import { putWraps } from '../database/identities.ts';
import { endSessions } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { byAccount, signedIn } from '../middleware/guards.ts';
import { applyRekey } from './accounts/rekey.ts';
import { mailAccountChanged } from './mails.ts';
import { givenOf, withSecondFactorIfAny } from './second-factor/check.ts';
import { giveTicket, useReauthentication, useTicket } from './tickets.ts';
import * as wire from './wire.ts';

const startBody = z.strictObject({ reauth: wire.token, request: wire.opaqueMessage });
const finishBody = z.strictObject({ registration: wire.token, record: wire.bytes({ min: 64, max: 1024 }), wrap: wire.wrap });

export const password = new Hono<Env>()
  .post('/start', upTo('small'), signedIn, byAccount('re-key'), json(startBody), async (c) => {
    const { parts, now, session } = c.var;
    const { reauth, request } = c.req.valid('json');
    const { account } = session;
    await useReauthentication(parts.database, { reauth, account, now });
    const userIdentifier = createUserIdentifier();
    const response = registrationResponse({ setup: parts.secrets.opaqueSetup, userIdentifier, request });
    const registration = await giveTicket(parts.database, { purpose: 'password', account, payload: { userIdentifier }, now });
    return c.json({ registration, response });
  })
  .post('/finish', upTo('small'), signedIn, json(finishBody), async (c) => {
    const { parts, now, session } = c.var;
    const { registration, record: opaqueRecord, wrap } = c.req.valid('json');
    if (wrap.name !== 'password') throw new ApiError('invalid_request', { fields: ['wrap'] });
    const { account, address } = session;
    await parts.database.transaction().execute(async (writer) => {
      const ticket = await useTicket(writer, { purpose: 'password', token: registration, now });
      if (ticket.account !== account) throw new ApiError('ticket_expired');
      await lockAccount(writer, account);
      if ((await putWraps(writer, { account, wraps: [wrap] })) !== 1) throw new ApiError('conflict');
      await updatePassword(writer, { account, userIdentifier: ticket.payload.userIdentifier, opaqueRecord });
      await endSessions(writer, { account, keep: session.device });
      await mailAccountChanged(writer, { how: 'password_changed', recipient: address, account, now });
      await record(writer, { event: 'password-changed', account, by: actorOf(session), now });
    });
    return c.body(null, 204);
  });

/** The second factor where there is one, since the new kit opens without it. */
const rekeyBody = z.strictObject({ reauth: wire.token, rekey: wire.rekey, ...wire.secondFactor });

export const rekey = new Hono<Env>().post('/', signedIn, byAccount('re-key'), upTo('rekey'), signedIn, json(rekeyBody), async (c) => {
  const { parts, now, session } = c.var;
  const { account, address, device } = session;
  const body = c.req.valid('json');
  const by = actorOf(session);
  await withSecondFactorIfAny(parts, {
    account,
    given: givenOf(body, 'passkey-change'),
    by,
    now,
    proved: async (writer) => {
      await useReauthentication(writer, { reauth: body.reauth, account, now });
      await applyRekey(writer, { account, rekey: body.rekey, as: 'rotation', now });
      await endSessions(writer, { account, keep: device });
      await mailAccountChanged(writer, { how: 'password_changed', recipient: address, account, now });
      await record(writer, { event: 'keys-renewed', account, by, now });
    },
  });
  return c.body(null, 204);
});
