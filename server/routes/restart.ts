// Starting again without a kit, for an owner whom nobody could invite: the operator mails a link (cli/), and the account begins
// anew under its old address. Old mail is lost; contacts see a changed key.
import { Hono } from 'hono';
import { z } from 'zod';
import { createUserIdentifier, registrationResponse, verifyMember, verifyPractice, type VerifiedIdentity } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { findAccount, updatePassword } from '../database/accounts.ts';
import { findRestart, useRestart } from '../database/confirmations.ts';
import { findChain } from '../database/identities.ts';
import type { Writer } from '../database/executor.ts';
import { findMember, findPractice, replaceOwnerObjects } from '../database/practices.ts';
import { endSessions } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { readMailedToken } from '../mailed-token.ts';
import { json, upTo } from '../middleware/body.ts';
import { byClient } from '../middleware/guards.ts';
import type { Parts } from '../parts.ts';
import { applyRekey } from './accounts/rekey.ts';
import { answerOpened, deviceOf, startSession } from './accounts/session-start.ts';
import { mailAccountChanged } from './mails.ts';
import { removeSecondFactors } from './second-factor/check.ts';
import { giveTicket, useTicket } from './tickets.ts';
import * as wire from './wire.ts';

const viewBody = z.strictObject({ token: wire.mailedToken });
const startBody = viewBody.extend({ request: wire.opaqueMessage });
const finishBody = z.strictObject({
  restart: wire.token,
  record: wire.bytes({ min: 64, max: 1024 }),
  rekey: wire.rekey,
  practiceObject: wire.signedObject,
  member: wire.signedObject,
});

export const restart = new Hono<Env>()
  .post('/view', upTo('small'), byClient('link-by-client'), json(viewBody), async (c) => {
    const { account, practice, status } = await read(c.var.parts, { token: c.req.valid('json').token, now: c.var.now });
    return c.json({ address: account.address, name: account.name, practice: practice?.name ?? null, status });
  })
  .post('/start', upTo('small'), byClient('link-by-client'), json(startBody), async (c) => {
    const { parts, now } = c.var;
    const { token, request } = c.req.valid('json');
    const { id, account, practice, status } = await read(parts, { token, now });
    if (status !== 'open') throw new ApiError(status === 'used' ? 'restart_used' : 'restart_expired');
    if (account.suspended_at !== null) throw new ApiError('account_suspended');
    const userIdentifier = createUserIdentifier();
    const response = registrationResponse({ setup: parts.secrets.opaqueSetup, userIdentifier, request });
    const payload = { restart: id, userIdentifier };
    return c.json({
      restart: await giveTicket(parts.database, { purpose: 'restart', account: account.id, payload, now }),
      response,
      account: account.id,
      address: account.address,
      identities: await findChain(parts.database, account.id),
      practice,
    });
  })
  .post('/finish', byClient('link-by-client'), upTo('registration'), json(finishBody), async (c) => {
    const { parts, now } = c.var;
    const body = c.req.valid('json');
    const device = deviceOf(c);
    const started = await parts.database.transaction().execute(async (writer) => {
      const { account, payload } = await useTicket(writer, { purpose: 'restart', token: body.restart, now });
      if (account === null || !(await useRestart(writer, { id: payload.restart, account, now }))) throw new ApiError('restart_used');
      const identity = await applyRekey(writer, { account, rekey: body.rekey, as: 'restart', now });
      await resignPractice(writer, { account, identity, body });
      await updatePassword(writer, { account, userIdentifier: payload.userIdentifier, opaqueRecord: body.record });
      await endSessions(writer, { account, keep: null });
      await removeSecondFactors(writer, { account, address: identity.address, by: { by: 'account', account, device: null }, now });
      await mailAccountChanged(writer, { how: 'restarted', recipient: identity.address, account, now });
      return await startSession(writer, { account, device, as: 'restarted' });
    });
    return c.json(await answerOpened(c, started));
  });

async function read({ database, secrets }: Parts, { token, now }: { token: string; now: Date }) {
  const id = readMailedToken(secrets, { purpose: 'restart', token });
  const found = id === null ? null : await findRestart(database, id);
  if (id === null || found === null) throw new ApiError('restart_expired');
  const account = await findAccount(database, found.account);
  if (account === null) throw new ApiError('restart_expired');
  const practice = await findPractice(database, found.account);
  const open = found.expiresAt > now ? ('open' as const) : ('expired' as const);
  return { id, account, practice, status: found.usedAt === null ? open : ('used' as const) };
}

type Resigning = { account: string; identity: VerifiedIdentity; body: Pick<z.output<typeof finishBody>, 'practiceObject' | 'member'> };

/** The practice stays; its founding and the owner's membership are signed by the new key. */
async function resignPractice(writer: Writer, { account, identity, body }: Resigning): Promise<void> {
  const owner = await findMember(writer, account);
  if (owner?.role !== 'owner') throw new ApiError('not_allowed');
  const key = identity.signPublicKey;
  const founded = await verifyPractice(body.practiceObject, key);
  const member = await verifyMember(body.member, { administratorKey: key, accountKey: key });
  const agree =
    founded.practice === owner.practice &&
    founded.owner === account &&
    member.practice === owner.practice &&
    member.account === account &&
    member.administrator === account &&
    member.identity === identity.hash &&
    member.role === 'owner';
  if (!agree) throw new ApiError('not_verified');
  await replaceOwnerObjects(writer, { account, practice: owner.practice, practiceObject: body.practiceObject, member: body.member });
}
