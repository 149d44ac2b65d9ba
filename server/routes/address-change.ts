// Changing the account's address: asked for with the password, answered by the new mailbox, agreed to or stopped by the old one, and
// finished with the password again, by a re-key whose identity names the new address (docs/decisions/082).
import { Hono } from 'hono';
import { z } from 'zod';
import { createUserIdentifier, newId, registrationResponse } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { findConfirmed, lockAccount, updatePassword } from '../database/accounts.ts';
import { actorOf, record } from '../database/activity.ts';
import {
  closeAddressChange, findAddressChange, findOpenAddressChange, insertAddressChange, isAddressRace, moveAccount, noteMailbox,
  type Mailbox, type MailedAddressChange,
} from '../database/address-changes.ts';
import { endRestarts } from '../database/confirmations.ts';
import type { Writer } from '../database/executor.ts';
import { isTakenFrom, keptUntil } from '../database/former-addresses.ts';
import { listRoster } from '../database/members.ts';
import { type ActiveSession, endSessions } from '../database/sessions.ts';
import { endTickets } from '../database/tickets.ts';
import type { AddressChangeRow } from '../database/tables/accounts.ts';
import type { Env } from '../env.ts';
import { readMailedToken } from '../mailed-token.ts';
import { json, upTo } from '../middleware/body.ts';
import { byAccount, byClient, confirmed, signedIn } from '../middleware/guards.ts';
import type { Parts } from '../parts.ts';
import { count } from '../rates.ts';
import { endAddressChange } from './accounts/end-address-change.ts';
import { applyRekey } from './accounts/rekey.ts';
import { mailAddressChange, mailAddressChanged } from './mails.ts';
import { givenOf, withSecondFactorIfAny } from './second-factor/check.ts';
import { giveTicket, useReauthentication, useTicket } from './tickets.ts';
import * as wire from './wire.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Within these it is finished, or void. */
const OPEN_HOURS = 7 * 24;
/** How long the old mailbox can stop it, unless it agrees. */
const WAIT_HOURS = 72;

const askBody = z.strictObject({ reauth: wire.token, address: wire.address, ...wire.secondFactor });
const startBody = z.strictObject({ reauth: wire.token, request: wire.opaqueMessage, ...wire.secondFactor });
const finishBody = z.strictObject({ ticket: wire.token, record: wire.bytes({ min: 64, max: 1024 }), rekey: wire.rekey });
const linkBody = z.strictObject({ token: wire.mailedToken });

export const addressChange = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const { parts, now, session } = c.var;
    const change = await findOpenAddressChange(parts.database, { account: session.account, now });
    return c.json({ change: change === null ? null : ownView(change, now) });
  })
  .post('/', upTo('small'), signedIn, confirmed, json(askBody), async (c) => {
    const { parts, now, session } = c.var;
    const { reauth, address, ...given } = c.req.valid('json');
    const { account } = session;
    if (address === session.address) throw new ApiError('invalid_request', { fields: ['address'] });
    // It tells whether somebody has the address.
    await count(parts, { rate: 'look-up', key: account, now });
    const by = actorOf(session);
    await withSecondFactorIfAny(parts, {
      account,
      given: givenOf(given, 'passkey-change'),
      by,
      now,
      proved: async (writer) => {
        await useReauthentication(writer, { reauth, account, now });
        const self = await lockAccount(writer, account);
        // As it is now: another window may have changed it in this moment.
        if (self === null || self.address === address) throw new ApiError('ticket_expired');
        const { address: from } = self;
        if ((await findConfirmed(writer, address)) !== null) throw new ApiError('address_taken');
        await count({ ...parts, database: writer }, { rate: 'address-change', key: account, now });
        await count({ ...parts, database: writer }, { rate: 'address-change-by-address', key: address, now });
        // Who left it is nobody else's to know: the mailbox is told that it is kept, and gets no link to answer with.
        const kept = await keptUntil(writer, { account, address, now });
        const change = newId();
        await insertAddressChange(writer, { id: change, account, from, to: address, now, expiresAt: new Date(now.getTime() + OPEN_HOURS * HOUR_MS) });
        await mailAddressChange(writer, { account, from, to: address, change, kept, now });
        await record(writer, { event: 'address-change-asked', account, by, now });
      },
    });
    return c.body(null, 204);
  })
  .delete('/', signedIn, byAccount('settings-change'), async (c) => {
    const { parts, now, session } = c.var;
    await parts.database.transaction().execute(async (writer) => await endAddressChange(writer, { account: session.account, by: actorOf(session), now }));
    return c.body(null, 204);
  })
  .post('/start', upTo('small'), signedIn, confirmed, byAccount('re-key'), json(startBody), async (c) => {
    const { parts, now, session } = c.var;
    const { reauth, request, ...given } = c.req.valid('json');
    const { account } = session;
    const userIdentifier = createUserIdentifier();
    const ticket = await withSecondFactorIfAny(parts, {
      account,
      given: givenOf(given, 'passkey-change'),
      by: actorOf(session),
      now,
      proved: async (writer) => {
        await useReauthentication(writer, { reauth, account, now });
        const change = await readyChange(writer, { account, now });
        return await giveTicket(writer, { purpose: 'address-change', account, payload: { userIdentifier, change: change.id }, now });
      },
    });
    const response = registrationResponse({ setup: parts.secrets.opaqueSetup, userIdentifier, request });
    return c.json({ ticket, response });
  })
  .post('/finish', signedIn, confirmed, byAccount('re-key'), upTo('rekey'), signedIn, json(finishBody), async (c) => {
    const { parts, now, session } = c.var;
    const body = c.req.valid('json');
    try {
      await parts.database.transaction().execute(async (writer) => await finish(writer, { session, body, now }));
    } catch (error) {
      if (isAddressRace(error)) throw new ApiError('address_taken');
      throw error;
    }
    return c.body(null, 204);
  })
  // Whoever has a mailed link; they need not be logged in.
  .post('/view', upTo('small'), byClient('link-by-client'), json(linkBody), async (c) => {
    const { parts, now } = c.var;
    const { token } = c.req.valid('json');
    const found = (await read(parts, { token, mailbox: 'new' })) ?? (await read(parts, { token, mailbox: 'old' }));
    if (found === null) throw new ApiError('address_change_expired');
    const { mailbox, change } = found;
    return c.json({ mailbox, name: change.name, from: change.old_address, to: change.address, status: statusOf(change, now), ...mailboxesOf(change) });
  })
  .post('/answer', upTo('small'), byClient('link-by-client'), json(linkBody), async (c) => {
    await noteAnswer(c.var.parts, { token: c.req.valid('json').token, mailbox: 'new', now: c.var.now });
    return c.body(null, 204);
  })
  .post('/agree', upTo('small'), byClient('link-by-client'), json(linkBody), async (c) => {
    await noteAnswer(c.var.parts, { token: c.req.valid('json').token, mailbox: 'old', now: c.var.now });
    return c.body(null, 204);
  })
  .post('/stop', upTo('small'), byClient('link-by-client'), json(linkBody), async (c) => {
    const { parts, now } = c.var;
    const { change } = await readOpen(parts, { token: c.req.valid('json').token, mailbox: 'old', now });
    const account = change.account_id;
    await parts.database.transaction().execute(async (writer) => {
      await lockAccount(writer, account);
      const open = await findOpenAddressChange(writer, { account, now });
      // Another has begun since, whose link is another: this one stops its own alone.
      if (open?.id !== change.id) throw new ApiError('address_change_expired');
      await endAddressChange(writer, { account, by: { by: 'account', account, device: null }, now });
    });
    return c.body(null, 204);
  });

const mailboxesOf = ({ answered_at: answeredAt, agreed_at: agreedAt }: AddressChangeRow) => ({ answered: answeredAt !== null, agreed: agreedAt !== null });

function ownView(change: AddressChangeRow, now: Date) {
  const readyAt = readyAtOf(change);
  return {
    address: change.address,
    askedAt: change.asked_at.getTime(),
    expiresAt: change.expires_at.getTime(),
    /** When it can be finished without the old mailbox. */
    readyAt: readyAt.getTime(),
    ready: isReady(change, now),
    ...mailboxesOf(change),
  };
}

function readyAtOf({ asked_at: askedAt }: AddressChangeRow): Date {
  return new Date(askedAt.getTime() + WAIT_HOURS * HOUR_MS);
}

function isReady(change: AddressChangeRow, now: Date): boolean {
  return change.answered_at !== null && (change.agreed_at !== null || readyAtOf(change) <= now);
}

function statusOf({ status, expires_at: expiresAt }: AddressChangeRow, now: Date): 'open' | 'stopped' | 'done' | 'expired' {
  return status === 'open' && expiresAt <= now ? 'expired' : status;
}

/** What the account may finish now. */
async function readyChange(writer: Writer, { account, now }: { account: string; now: Date }): Promise<AddressChangeRow> {
  const change = await findOpenAddressChange(writer, { account, now });
  if (change === null) throw new ApiError('address_change_expired');
  if (!isReady(change, now)) throw new ApiError('address_change_not_ready');
  if (await isTakenFrom(writer, { account, address: change.address, now })) throw new ApiError('address_taken');
  return change;
}

type Finish = { session: ActiveSession; body: z.output<typeof finishBody>; now: Date };

/** Record, keys, identity and address, at once or not at all. */
async function finish(writer: Writer, { session, body, now }: Finish): Promise<void> {
  const { account, device, membership } = session;
  const ticket = await useTicket(writer, { purpose: 'address-change', token: body.ticket, now });
  if (ticket.account !== account) throw new ApiError('ticket_expired');
  const self = await lockAccount(writer, account);
  const change = await readyChange(writer, { account, now });
  // Stopped, and begun anew for another address, since the ticket was given.
  if (self === null || change.id !== ticket.payload.change || change.old_address !== self.address) throw new ApiError('ticket_expired');
  // Of this and of who stops it in the same moment, one is heard.
  if (!(await closeAddressChange(writer, change.id))) throw new ApiError('address_change_expired');
  const { old_address: from, address: to } = change;
  await applyRekey(writer, { account, rekey: body.rekey, as: 'rotation', address: to, now });
  await updatePassword(writer, { account, userIdentifier: ticket.payload.userIdentifier, opaqueRecord: body.record });
  await moveAccount(writer, { account, from, to, now });
  await endSessions(writer, { account, keep: device });
  // What hangs on the old mailbox, or was begun under its address, leads nowhere any more.
  await endRestarts(writer, { account, now });
  await endTickets(writer, { account, purposes: ['password', 'recovery', 'restart'] });
  const owners = membership === null ? [] : (await listRoster(writer, membership.practice.id)).filter((member) => member.role === 'owner' && member.suspendedAt === null && member.account !== account);
  await mailAddressChanged(writer, { account, from, to, name: self.name, owners, now });
  await record(writer, { event: 'address-changed', account, by: actorOf(session), now });
}

type Link = { token: string; mailbox: Mailbox };
type Mailed = { mailbox: Mailbox; change: MailedAddressChange };

/** What a genuine link to this mailbox stands for. A link to one of them never serves for the other. */
async function read({ database, secrets }: Parts, { token, mailbox }: Link): Promise<Mailed | null> {
  const id = readMailedToken(secrets, { purpose: mailbox === 'new' ? 'new-address' : 'old-address', token });
  const change = id === null ? null : await findAddressChange(database, id);
  return change === null ? null : { mailbox, change };
}

async function readOpen(parts: Parts, { now, ...link }: Link & { now: Date }): Promise<Mailed> {
  const found = await read(parts, link);
  if (found === null || statusOf(found.change, now) !== 'open') throw new ApiError('address_change_expired');
  return found;
}

/** By the mailed link: whoever follows it twice is told the same. */
async function noteAnswer(parts: Parts, { token, mailbox, now }: Link & { now: Date }): Promise<void> {
  const { change } = await readOpen(parts, { token, mailbox, now });
  const account = change.account_id;
  await parts.database.transaction().execute(async (writer) => {
    if (!(await noteMailbox(writer, { id: change.id, mailbox, now }))) return;
    await record(writer, { event: 'address-change-answered', account, by: { by: 'account', account, device: null }, details: { mailbox }, now });
  });
}
