// Proving a mailbox: the link that was mailed to it comes back.
import { Hono } from 'hono';
import { z } from 'zod';
import { newId } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { confirmAccount, lockAccount } from '../database/accounts.ts';
import { record } from '../database/activity.ts';
import { type Confirmation, findConfirmation, markConfirmed } from '../database/confirmations.ts';
import type { Env } from '../env.ts';
import { readMailedToken } from '../mailed-token.ts';
import { json, upTo } from '../middleware/body.ts';
import { byClient, signedInAnyhow } from '../middleware/guards.ts';
import type { Parts } from '../parts.ts';
import { count } from '../rates.ts';
import { mailRegistered } from './accounts/confirmation-mail.ts';
import { openConfirmation } from './accounts/new-account.ts';
import * as wire from './wire.ts';

const body = z.strictObject({ token: wire.mailedToken });

export const confirm = new Hono<Env>()
  .post('/view', upTo('small'), byClient('link-by-client'), json(body), async (c) => {
    const found = await read(c.var.parts, c.req.valid('json').token);
    if (found === null) throw new ApiError('confirmation_expired');
    const { address, name, practice } = found;
    return c.json({ address, name, practice, status: statusOf(found, c.var.now) });
  })
  .post('/', upTo('small'), byClient('link-by-client'), json(body), async (c) => {
    const { parts, now } = c.var;
    const found = await read(parts, c.req.valid('json').token);
    if (found === null || statusOf(found, now) === 'expired') throw new ApiError('confirmation_expired');
    await parts.database.transaction().execute(async (writer) => {
      const account = await lockAccount(writer, found.account);
      if (account === null) throw new ApiError('confirmation_expired');
      if (account.confirmed_at !== null) return;
      const { id, address } = account;
      if (!(await confirmAccount(writer, { account: id, address, now }))) throw new ApiError('confirmation_expired');
      await markConfirmed(writer, { id: found.id, now });
      // By the mailed link: whoever follows it need not be logged in.
      await record(writer, { event: 'address-confirmed', account: id, by: { by: 'account', account: id, device: null }, now });
    });
    return c.json({ address: found.address });
  })
  .post('/resend', upTo('small'), signedInAnyhow, async (c) => {
    const { parts, now, session } = c.var;
    if (session.confirmed) return c.body(null, 204);
    const { account, address } = session;
    await count(parts, { rate: 'confirmation-by-address', key: address, now });
    await parts.database.transaction().execute(async (writer) => {
      const confirmation = newId();
      await openConfirmation(writer, { id: confirmation, account, now });
      await mailRegistered(writer, { recipient: address, account, practice: session.membership?.practice.id ?? null, confirmation, now });
    });
    return c.body(null, 204);
  });

/** What a genuine link stands for; null also where its account is gone (a rival has confirmed the address). */
async function read({ database, secrets }: Parts, token: string): Promise<(Confirmation & { id: string }) | null> {
  const id = readMailedToken(secrets, { purpose: 'confirm', token });
  const found = id === null ? null : await findConfirmation(database, id);
  return id === null || found === null ? null : { ...found, id };
}

function statusOf({ accountConfirmedAt, expiresAt }: Confirmation, now: Date): 'open' | 'confirmed' | 'expired' {
  if (accountConfirmedAt !== null) return 'confirmed';
  return expiresAt > now ? 'open' : 'expired';
}
