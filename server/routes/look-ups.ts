// Looking people up: by the address one is about to write to, and by account where one has met already.
import { Hono } from 'hono';
import { z } from 'zod';
import { findAcquainted, findDeleted, findDirectory, findListed } from '../database/directory.ts';
import { findMoved } from '../database/former-addresses.ts';
import { findOpen } from '../database/invitations.ts';
import { findMember } from '../database/practices.ts';
import type { InvitationRow } from '../database/tables/accounts.ts';
import type { Executor } from '../database/executor.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { confirmed, signedIn, signedInAnyhow } from '../middleware/guards.ts';
import { count } from '../rates.ts';
import { directoryView } from './directory.ts';
import { membershipsAbove } from './members/chain.ts';
import * as wire from './wire.ts';

const addressesBody = z.strictObject({ addresses: z.array(wire.address).max(200) });
const accountsBody = z.strictObject({ accounts: z.array(wire.id).max(200) });

export const addresses = new Hono<Env>().post('/lookup', upTo('small'), signedIn, confirmed, json(addressesBody), async (c) => {
  const { parts, now, session } = c.var;
  const asked = [...new Set(c.req.valid('json').addresses)];
  await count(parts, { rate: 'look-up', key: session.account, now, cost: Math.max(1, asked.length) });
  const { database } = parts;
  const listed = await findListed(database, { addresses: asked, asker: session.account });
  const practice = session.membership?.practice.id;
  const open = practice === undefined ? [] : await findOpen(database, { practice, addresses: asked, now });
  // Whether somebody has gone, or where to, is told to whoever knew them, and to nobody else.
  const moved = await findMoved(database, asked);
  const deleted = await findDeleted(database, asked.filter((address) => !listed.has(address)));
  const known = new Set(await findAcquainted(database, { accounts: [...deleted.values(), ...moved.values()], asker: session.account }));
  const people = await findDirectory(database, [...listed.values(), ...open.map((invitation) => invitation.inviter_id), ...[...moved.values()].filter((account) => known.has(account))]);
  const results = [];
  for (const address of asked) {
    const entry = people.get(listed.get(address) ?? '');
    const left = known.has(moved.get(address) ?? '') ? people.get(moved.get(address) ?? '') : undefined;
    const invitation = open.find((each) => each.address === address);
    results.push({
      address,
      registered: entry === undefined ? null : directoryView(entry),
      invitation: invitation === undefined ? null : await invitationView(database, { invitation, people, asker: session.account }),
      /** Who had this address and has another now. */
      moved: left === undefined ? null : directoryView(left),
      deleted: known.has(deleted.get(address) ?? '') ? (deleted.get(address) ?? null) : null,
    });
  }
  return c.json({ results });
});

type Viewing = { invitation: InvitationRow; people: Awaited<ReturnType<typeof findDirectory>>; asker: string };

/** With what a colleague's client needs to check that a member of the practice made it. */
async function invitationView(database: Executor, { invitation, people, asker }: Viewing) {
  const inviter = people.get(invitation.inviter_id);
  const member = await findMember(database, invitation.inviter_id);
  if (inviter === undefined || member === null) return null;
  return {
    id: invitation.id,
    object: invitation.object,
    kemPublicKey: invitation.kem_public_key.toString('base64url'),
    inviter: directoryView(inviter),
    member: member.object,
    ...(await membershipsAbove(database, { accounts: [inviter.account], asker })),
  };
}

/** Also before the address is confirmed: the client compares its own chain with its own keys. */
export const accounts = new Hono<Env>().post('/lookup', upTo('small'), signedInAnyhow, json(accountsBody), async (c) => {
  const { parts, now, session } = c.var;
  const asked = [...new Set(c.req.valid('json').accounts)];
  await count(parts, { rate: 'look-up', key: session.account, now, cost: Math.max(1, asked.length) });
  const known = await findAcquainted(parts.database, { accounts: asked, asker: session.account });
  const people = await findDirectory(parts.database, known);
  return c.json({ results: [...people.values()].map(directoryView) });
});
