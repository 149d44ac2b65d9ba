// The members of a practice: seen by its administrators, their roles changed, suspended, removed, taken back. Each of it happens under
// the practice's lock, and is in the activity log or has not happened.
import { Hono } from 'hono';
import { z } from 'zod';
import { verifyIdentityChain, verifyMember } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { actorOf, record } from '../database/activity.ts';
import {
  type CoworkerInvitation, findFormer, type FormerMember, listCoworkerInvitations, listFormer, listRoster, removeMember, returnMember, type RosterMember,
  updateObject, updateRole,
} from '../database/members.ts';
import { findChain } from '../database/identities.ts';
import type { Executor, Writer } from '../database/executor.ts';
import { askForHandOver, countOnlyTheirs, endOpenHandOverOf } from '../database/hand-overs.ts';
import { countPlaces } from '../database/places.ts';
import { findMember } from '../database/practices.ts';
import { closeAccount, openAccount } from '../database/suspensions.ts';
import type { StoredObject } from '../database/tables/accounts.ts';
import type { Env } from '../env.ts';
import { assertPlaces, mayGiveRole, placesView } from '../limits.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { administrator, byAccount, signedIn } from '../middleware/guards.ts';
import { count } from '../rates.ts';
import { administer, assertOwnerWithout, changeable, removable } from './members/authority.ts';
import * as wire from './wire.ts';

const idParam = path(z.object({ id: wire.id }));
const roleBody = z.strictObject({ role: wire.memberRole });
const askBody = z.strictObject({ to: wire.id.nullable() });
const attestBody = z.strictObject({ member: wire.signedObject });

export const members = new Hono<Env>()
  .get('/', signedIn, administrator, async (c) => {
    const { parts, now, session } = c.var;
    return c.json(await roster(parts.database, { practice: session.membership?.practice.id ?? '', now }));
  })
  .patch('/:id', upTo('small'), signedIn, administrator, byAccount('settings-change'), idParam, json(roleBody), async (c) => {
    const { parts, now, session } = c.var;
    const { role } = c.req.valid('json');
    await administer(parts, session, async (writer, acting) => {
      const member = changeable(acting, c.req.valid('param').id);
      if (!mayGiveRole(acting.actor.role, role)) throw new ApiError('not_allowed');
      if (member.role === role) return;
      assertOwnerWithout(acting, member);
      await updateRole(writer, { account: member.account, role });
      await record(writer, { event: 'member-role-changed', account: member.account, by: actorOf(session), details: { role, before: member.role }, now });
    });
    return c.body(null, 204);
  })
  .post('/:id/suspend', upTo('small'), signedIn, administrator, byAccount('settings-change'), idParam, async (c) => {
    const { parts, now, session } = c.var;
    await administer(parts, session, async (writer, acting) => {
      const { account, suspended } = removable(acting, c.req.valid('param').id);
      if (suspended) return;
      await closeAccount(writer, { account, suspender: 'practice', now });
      await record(writer, { event: 'suspended', account, by: actorOf(session), now });
    });
    return c.body(null, 204);
  })
  .post('/:id/resume', upTo('small'), signedIn, administrator, byAccount('settings-change'), idParam, async (c) => {
    const { parts, now, session } = c.var;
    await administer(parts, session, async (writer, acting) => {
      const { account, suspended } = changeable(acting, c.req.valid('param').id);
      if (!suspended) return;
      // What the operator has closed only the operator opens.
      if (!(await openAccount(writer, account))) throw new ApiError('not_allowed');
      await record(writer, { event: 'resumed', account, by: actorOf(session), now });
    });
    return c.body(null, 204);
  })
  .delete('/:id', signedIn, administrator, byAccount('settings-change'), idParam, async (c) => {
    const { parts, now, session } = c.var;
    await administer(parts, session, async (writer, acting) => {
      const member = removable(acting, c.req.valid('param').id);
      const { practice } = acting;
      const by = actorOf(session);
      await endOpenHandOverOf(writer, { giver: member.account, by, now });
      await removeMember(writer, { member, practice, by, now });
      await record(writer, { event: 'member-removed', account: member.account, practice, by, details: { role: member.role }, now });
    });
    return c.body(null, 204);
  })
  .post('/:id/return', upTo('small'), signedIn, administrator, byAccount('settings-change'), idParam, async (c) => {
    const { parts, now, session } = c.var;
    const { id: account } = c.req.valid('param');
    await administer(parts, session, async (writer, { practice, actor }) => {
      const former = await findFormer(writer, { account, practice });
      if (former === null) throw new ApiError('not_found');
      if (!mayGiveRole(actor.role, former.role) || (await findMember(writer, account)) !== null) throw new ApiError('not_allowed');
      await assertPlaces(writer, { practice, more: 1, now });
      await returnMember(writer, account);
      await record(writer, { event: 'member-returned', account, practice, by: actorOf(session), details: { role: former.role }, now });
    });
    return c.body(null, 204);
  })
  // What the practice loses with somebody who hands nothing over.
  .get('/:id/only-theirs', signedIn, administrator, idParam, async (c) => {
    const { parts: { database }, now, session } = c.var;
    const { id: account } = c.req.valid('param');
    const practice = session.membership?.practice.id ?? '';
    const roster = await listRoster(database, practice);
    if (!roster.some((member) => member.account === account)) throw new ApiError('not_found');
    return c.json({ messages: await countOnlyTheirs(database, { account, practice, now }) });
  })
  .post('/:id/ask-for-hand-over', upTo('small'), signedIn, administrator, byAccount('settings-change'), idParam, json(askBody), async (c) => {
    const { parts, now, session } = c.var;
    const { to } = c.req.valid('json');
    await administer(parts, session, async (writer, acting) => {
      const member = changeable(acting, c.req.valid('param').id);
      const receiver = to === null ? null : acting.members.find(({ account }) => account === to);
      // Who is suspended cannot do it, and who leaves does not take it over.
      if (member.suspended || member.account === session.account || receiver === undefined || receiver?.suspended === true || to === member.account) throw new ApiError('not_allowed');
      await count({ ...parts, database: writer }, { rate: 'hand-over-asked', key: member.account, now });
      await askForHandOver(writer, { account: member.account, by: session.account, receiver: to, now });
      await record(writer, { event: 'hand-over-asked', account: member.account, by: actorOf(session), details: { to }, now });
    });
    return c.body(null, 204);
  })
  // The administrator's half, once the access code has proved the coworker's keys to the browser that invited.
  .post('/:id/attest', upTo('small'), signedIn, administrator, byAccount('settings-change'), idParam, json(attestBody), async (c) => {
    const { parts, now, session } = c.var;
    const { id: account } = c.req.valid('param');
    const { member: object } = c.req.valid('json');
    await administer(parts, session, async (writer, { members: all }) => {
      const member = all.find((each) => each.account === account);
      if (member === undefined) throw new ApiError('not_found');
      if (isAttested(member.object)) return;
      await verifyAttested(writer, { administrator: session.account, account, proposal: member.object, object });
      await updateObject(writer, { account, object });
      await record(writer, { event: 'member-attested', account, by: actorOf(session), now });
    });
    return c.body(null, 204);
  });

const isAttested = ({ signatures }: StoredObject): boolean => signatures.length === 2;

type Attested = { administrator: string; account: string; proposal: StoredObject; object: StoredObject };

/** The very text that the account has signed, with its signature and that of the administrator whom it names. */
async function verifyAttested(writer: Writer, { administrator: signer, account, proposal, object }: Attested): Promise<void> {
  if (object.json !== proposal.json || object.signatures[1] !== proposal.signatures[0]) throw new ApiError('not_verified');
  const [administrators, accounts] = [await verifyIdentityChain(await findChain(writer, signer)), await verifyIdentityChain(await findChain(writer, account))];
  const named = JSON.parse(proposal.json) as { identity?: unknown };
  const identity = accounts.find(({ hash }) => hash === named.identity);
  const newest = administrators.at(-1) ?? administrators[0];
  if (identity === undefined) throw new ApiError('not_verified');
  const signed = await verifyMember(object, { administratorKey: newest.signPublicKey, accountKey: identity.signPublicKey });
  if (signed.administrator !== signer || signed.account !== account) throw new ApiError('not_verified');
}

async function roster(database: Executor, { practice, now }: { practice: string; now: Date }) {
  const [present, former, invitations] = [await listRoster(database, practice), await listFormer(database, practice), await listCoworkerInvitations(database, practice)];
  const places = placesView(await countPlaces(database, { practice, now }));
  const joined = new Set(present.map(({ address }) => address));
  const seen = new Set<string>();
  // The newest to each address, and none to who has joined meanwhile; to who has joined only what lets them start again.
  const open = invitations.filter(({ address, restart, expiresAt }) => (joined.has(address) ? restart && expiresAt > now : !restart));
  const waiting = open.filter(({ address }) => !seen.has(address) && seen.add(address));
  return { members: present.map(memberView), former: former.map(formerView), invitations: waiting.map((invitation) => invitationView(invitation, now)), places };
}

function memberView({ joinedAt, suspendedAt, ...member }: RosterMember) {
  return { ...member, joinedAt: joinedAt.getTime(), suspendedAt: suspendedAt?.getTime() ?? null };
}

function formerView({ leftAt, ...former }: FormerMember) {
  return { ...former, leftAt: leftAt.getTime() };
}

function invitationView({ createdAt, expiresAt, pausedUntil, codeAskedAt, ...invitation }: CoworkerInvitation, now: Date) {
  return {
    ...invitation,
    createdAt: createdAt.getTime(),
    expiresAt: expiresAt.getTime(),
    expired: expiresAt <= now,
    pausedUntil: pausedUntil !== null && pausedUntil > now ? pausedUntil.getTime() : null,
    codeAskedAt: codeAskedAt?.getTime() ?? null,
  };
}
