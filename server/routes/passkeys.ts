// One's own passkeys: added, named, let unlock, removed. Adding asks for the password again, and for the second factor where there is
// one; so does removing, since it takes protection away.
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { newId } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { lockAccount } from '../database/accounts.ts';
import { type Actor, actorOf, record } from '../database/activity.ts';
import type { Writer } from '../database/executor.ts';
import { countPasskeys, deletePasskey, insertPasskey, listCredentials, listPasskeys, type NewPasskey, putPasskeyWrap, renamePasskey } from '../database/passkeys.ts';
import { hasSecondFactor } from '../database/second-factors.ts';
import { endSessions } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { PASSKEYS_MAX } from '../limits.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { byAccount, type SignedIn, signedInAnyhow } from '../middleware/guards.ts';
import { verifyAttestation } from '../passkey-proof.ts';
import type { Parts } from '../parts.ts';
import { mailAccountChanged } from './mails.ts';
import { beginTwoSteps, givenOf, makeCodes, noteNoneLeft, withSecondFactor, withSecondFactorIfAny } from './second-factor/check.ts';
import { challengePasskeys, takeChallenge, acceptPasskey } from './second-factor/passkey.ts';
import { giveTicket, useReauthentication } from './tickets.ts';
import * as wire from './wire.ts';

const startBody = z.strictObject({ reauth: wire.token, ...wire.secondFactor });
const finishBody = z.strictObject({ passkey: wire.attestation, name: wire.name, wrap: wire.passkeyWrap.nullable() });
const unlockBody = z.strictObject({ reauth: wire.token, passkey: wire.assertion, wrap: wire.passkeyWrap });
const removeBody = startBody;
const one = path(z.object({ id: wire.id }));

export const passkeys = new Hono<Env>()
  .get('/', signedInAnyhow, async (c) => {
    const rows = await listPasskeys(c.var.parts.database, c.var.session.account);
    return c.json({
      passkeys: rows.map(({ credential, madeAt, lastUsedAt, ...row }) => ({
        ...row,
        credential: credential.toString('base64url'),
        madeAt: madeAt.getTime(),
        lastUsedAt: lastUsedAt?.getTime() ?? null,
      })),
    });
  })
  /** For the second factor, wherever a change asks for it. */
  .post('/challenge', upTo('small'), signedInAnyhow, byAccount('settings-change'), async (c) => {
    const { parts, now, session } = c.var;
    return c.json(await challengePasskeys(parts.database, { purpose: 'passkey-change', account: session.account, now }));
  })
  .post('/start', upTo('small'), signedInAnyhow, byAccount('settings-change'), json(startBody), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const { reauth, ...given } = c.req.valid('json');
    if ((await countPasskeys(parts.database, account)) >= PASSKEYS_MAX) throw new ApiError('too_many_passkeys');
    const challenge = await withSecondFactorIfAny(parts, {
      account,
      given: givenOf(given, 'passkey-change'),
      by: actorOf(session),
      now,
      proved: async (writer) => {
        await useReauthentication(writer, { reauth, account, now });
        return await giveTicket(writer, { purpose: 'passkey-adding', account, payload: {}, now });
      },
    });
    // So that an authenticator does not make a second one for the same account.
    return c.json({ challenge, credentials: await listCredentials(parts.database, account) });
  })
  .post('/finish', upTo('small'), signedInAnyhow, json(finishBody), async (c) => {
    const { parts } = c.var;
    const codes = await parts.database.transaction().execute(async (writer) => await add(c, writer, c.req.valid('json')));
    if (codes === 'wrong_passkey') throw new ApiError('wrong_passkey');
    return c.json({ codes });
  })
  .patch('/:id', upTo('small'), signedInAnyhow, byAccount('settings-change'), one, json(z.strictObject({ name: wire.name })), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const { id } = c.req.valid('param');
    await parts.database.transaction().execute(async (writer) => {
      if (!(await renamePasskey(writer, { account, id, ...c.req.valid('json') }))) throw new ApiError('not_found');
      await record(writer, { event: 'passkey-renamed', account, by: actorOf(session), on: { subject: 'passkey', id }, now });
    });
    return c.body(null, 204);
  })
  // It proves itself: nobody else's answer lets it unlock.
  .post('/:id/unlock', upTo('small'), signedInAnyhow, byAccount('settings-change'), one, json(unlockBody), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const { id } = c.req.valid('param');
    const { reauth, passkey: assertion, wrap } = c.req.valid('json');
    const outcome = await parts.database.transaction().execute(async (writer) => {
      await lockAccount(writer, account);
      const used = await acceptPasskey(parts, writer, { account, purpose: 'passkey-change', assertion, now });
      if (used?.id !== id) return 'wrong_passkey';
      await useReauthentication(writer, { reauth, account, now });
      if (!(await putPasskeyWrap(writer, { account, id, ...wrap }))) throw new ApiError('conflict');
      await mailAccountChanged(writer, { how: 'passkey_added', recipient: session.address, account, now });
      await record(writer, { event: 'passkey-unlocks', account, by: actorOf(session), on: { subject: 'passkey', id }, now });
      return null;
    });
    if (outcome !== null) throw new ApiError(outcome);
    return c.body(null, 204);
  })
  .post('/:id/remove', upTo('small'), signedInAnyhow, byAccount('settings-change'), one, json(removeBody), async (c) => {
    const { parts, now, session } = c.var;
    const { account, address, device } = session;
    const { id } = c.req.valid('param');
    const { reauth, ...given } = c.req.valid('json');
    const by = actorOf(session);
    await withSecondFactor(parts, {
      account,
      given: givenOf(given, 'passkey-change'),
      by,
      now,
      proved: async (writer) => {
        await useReauthentication(writer, { reauth, account, now });
        await remove(writer, { account, address, id, by, keep: device, now });
      },
    });
    return c.body(null, 204);
  });

/** The recovery codes that come with the first factor of an account, or null. The challenge is spent where the passkey is not right. */
async function add(c: Context<SignedIn>, writer: Writer, { passkey, name, wrap }: z.output<typeof finishBody>): Promise<string[] | null | 'wrong_passkey'> {
  const { parts, now, session } = c.var;
  const { account, address } = session;
  await lockAccount(writer, account);
  const challenge = await takeChallenge(writer, { account, purpose: 'passkey-adding', clientData: passkey.clientData, now });
  const proved = challenge === null ? null : await verifyAttestation(passkey, { challenge, publicUrl: parts.settings.publicUrl });
  if (proved === null) return 'wrong_passkey';
  if ((await countPasskeys(writer, account)) >= PASSKEYS_MAX) throw new ApiError('too_many_passkeys');
  const first = !(await hasSecondFactor(writer, account));
  const { credential, transports } = passkey;
  const made: NewPasskey = { id: newId(), account, credential, transports, name, wrap, now, ...proved };
  if (!(await insertPasskey(writer, made))) throw new ApiError('conflict');
  await record(writer, { event: 'passkey-added', account, by: actorOf(session), on: { subject: 'passkey', id: made.id }, details: { unlocks: wrap !== null }, now });
  return first ? await beginWith(parts, writer, { session, now }) : await noteAdded(writer, { account, address, now });
}

async function noteAdded(writer: Writer, { account, address, now }: { account: string; address: string; now: Date }): Promise<null> {
  await mailAccountChanged(writer, { how: 'passkey_added', recipient: address, account, now });
  return null;
}

type Beginning = { session: SignedIn['Variables']['session']; now: Date };

async function beginWith(parts: Pick<Parts, 'secrets'>, writer: Writer, { session, now }: Beginning): Promise<string[]> {
  const { account, address, device } = session;
  await beginTwoSteps(writer, { account, keep: device });
  await mailAccountChanged(writer, { how: 'second_factor_on', recipient: address, account, now });
  await record(writer, { event: 'second-factor-on', account, by: actorOf(session), now });
  return await makeCodes(parts, writer, account);
}

type Removing = { account: string; address: string; id: string; by: Actor; keep: string; now: Date };

/** Whoever came in by it is out at once. */
async function remove(writer: Writer, { account, address, id, by, keep, now }: Removing): Promise<void> {
  await lockAccount(writer, account);
  if (!(await deletePasskey(writer, { account, id }))) throw new ApiError('not_found');
  await endSessions(writer, { account, keep });
  await record(writer, { event: 'passkey-removed', account, by, on: { subject: 'passkey', id }, now });
  if (!(await hasSecondFactor(writer, account))) return await noteNoneLeft(writer, { account, address, by, now });
  await mailAccountChanged(writer, { how: 'passkey_removed', recipient: address, account, now });
}
