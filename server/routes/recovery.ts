// A forgotten password: the recovery kit's proof fetches what the kit opens; what comes back is sealed under new keys, with a
// new password and a new kit. An unknown address and a wrong proof are answered alike.
import { Hono } from 'hono';
import { z } from 'zod';
import { constantTimeEqual, createUserIdentifier, registrationResponse } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { findConfirmed, updatePassword } from '../database/accounts.ts';
import { findChain, findWraps } from '../database/identities.ts';
import { insertFailedTry } from '../database/log-ins.ts';
import { endSessions } from '../database/sessions.ts';
import { findAllBlobs, findRoot } from '../database/state.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { byClient } from '../middleware/guards.ts';
import { holdAnswer } from '../middleware/memory-room.ts';
import { count } from '../rates.ts';
import { hashOf } from '../token.ts';
import { endAddressChange } from './accounts/end-address-change.ts';
import { applyRekey } from './accounts/rekey.ts';
import { answerOpened, deviceOf, startSession } from './accounts/session-start.ts';
import { mailAccountChanged } from './mails.ts';
import { removeSecondFactors } from './second-factor/check.ts';
import { giveTicket, useTicket } from './tickets.ts';
import * as wire from './wire.ts';

const PROOF_BYTES = 32;
const NO_HASH = Buffer.alloc(PROOF_BYTES);

const startBody = z.strictObject({
  address: wire.address,
  proof: wire.bytes({ min: PROOF_BYTES, max: PROOF_BYTES }),
  request: wire.opaqueMessage,
});
const finishBody = z.strictObject({ recovery: wire.token, record: wire.bytes({ min: 64, max: 1024 }), rekey: wire.rekey });

export const recovery = new Hono<Env>()
  .post('/start', upTo('small'), byClient('recovery-by-client'), json(startBody), async (c) => {
    const { parts, now, clientAddress } = c.var;
    const { address, proof, request } = c.req.valid('json');
    const found = await findConfirmed(parts.database, address);
    const proved = constantTimeEqual(hashOf(proof), found?.kit_proof_hash ?? NO_HASH);
    if (!proved || found === null) {
      // Only what is wrong: whoever has the kit is kept out by nobody's tries.
      await count(parts, { rate: 'recovery-by-address', key: address, now });
      await insertFailedTry(parts.database, { event: 'recovery-failed', account: found?.id ?? null, clientAddress, now });
      throw new ApiError('wrong_kit');
    }
    const { id: account } = found;
    if (found.suspended_at !== null) throw new ApiError('account_suspended');
    const userIdentifier = createUserIdentifier();
    const response = registrationResponse({ setup: parts.secrets.opaqueSetup, userIdentifier, request });
    // One snapshot: a state that is being written meanwhile is seen before or after, never half.
    const held = await parts.database.transaction().setIsolationLevel('repeatable read').execute(async (reader) => ({
      wraps: await findWraps(reader, account),
      identities: await findChain(reader, account),
      root: await findRoot(reader, account),
      blobs: await findAllBlobs(reader, account),
    }));
    const wrap = held.wraps.find(({ name }) => name === 'kit');
    const passwordWrap = held.wraps.find(({ name }) => name === 'password');
    if (wrap === undefined || held.root === null) throw new ApiError('wrong_kit');
    holdAnswer(c, [held.root, ...held.blobs].map(({ sealed }) => sealed));
    return c.json({
      recovery: await giveTicket(parts.database, { purpose: 'recovery', account, payload: { userIdentifier }, now }),
      response,
      account,
      wrap: { ...wrap, sealed: wrap.sealed.toString('base64url') },
      /** The new password's wrap must be newer than this. */
      passwordWrapVersion: passwordWrap?.version ?? 0,
      identities: held.identities,
      state: {
        root: { version: held.root.version, sealed: held.root.sealed.toString('base64url') },
        blobs: held.blobs.map((blob) => ({ ...blob, sealed: blob.sealed.toString('base64url') })),
      },
    });
  })
  .post('/finish', byClient('recovery-by-client'), upTo('rekey'), json(finishBody), async (c) => {
    const { parts, now } = c.var;
    const body = c.req.valid('json');
    const device = deviceOf(c);
    const started = await parts.database.transaction().execute(async (writer) => {
      const ticket = await useTicket(writer, { purpose: 'recovery', token: body.recovery, now });
      if (ticket.account === null) throw new ApiError('ticket_expired');
      const { account } = ticket;
      const identity = await applyRekey(writer, { account, rekey: body.rekey, as: 'rotation', now });
      await updatePassword(writer, { account, userIdentifier: ticket.payload.userIdentifier, opaqueRecord: body.record });
      await endSessions(writer, { account, keep: null });
      await endAddressChange(writer, { account, by: { by: 'account', account, device: null }, now });
      await removeSecondFactors(writer, { account, address: identity.address, by: { by: 'account', account, device: null }, now });
      await mailAccountChanged(writer, { how: 'recovered', recipient: identity.address, account, now });
      return await startSession(writer, { account, device, as: 'recovered' });
    });
    return c.json(await answerOpened(c, started));
  });
