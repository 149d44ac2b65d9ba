// Invitations that make coworkers, for all administrators of a practice: checked, made, mailed again, cancelled. Their access codes are
// with whoever made them.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { actorOf, record } from '../database/activity.ts';
import type { Writer } from '../database/executor.ts';
import { cancelInvitation, lockInvitation } from '../database/invitations.ts';
import { findObstacles, type Obstacle } from '../database/members.ts';
import { countPlaces } from '../database/places.ts';
import type { ActiveSession, Membership } from '../database/sessions.ts';
import type { InvitationRow } from '../database/tables/accounts.ts';
import type { Env } from '../env.ts';
import { COWORKERS_AT_ONCE, mayGiveRole, mayInviteCoworkers, placesView } from '../limits.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { administrator, byAccount, confirmed, signedIn } from '../middleware/guards.ts';
import { count } from '../rates.ts';
import { createInvitations } from './invitations/new-invitations.ts';
import { assertTakesCodes } from './invitations/redeem.ts';
import { mailCoworkers } from './mails.ts';
import { administer } from './members/authority.ts';
import * as wire from './wire.ts';

const idParam = path(z.object({ id: wire.id }));
const checkBody = z.strictObject({ addresses: z.array(wire.address).max(COWORKERS_AT_ONCE) });
const createBody = z.strictObject({
  invitations: z
    .array(wire.newInvitation.extend({ role: wire.memberRole }))
    .min(1)
    .max(COWORKERS_AT_ONCE)
    .refine((all) => new Set(all.map(({ address }) => address)).size === all.length),
});

export const coworkerInvitations = new Hono<Env>()
  .post('/check', upTo('small'), signedIn, administrator, confirmed, json(checkBody), async (c) => {
    const { parts, now, session } = c.var;
    const { addresses } = c.req.valid('json');
    await count(parts, { rate: 'look-up', key: session.account, now, cost: Math.max(1, addresses.length) });
    const { id: practice } = practiceOf(session);
    const obstacles = await findObstacles(parts.database, { practice, addresses, now });
    const places = placesView(await countPlaces(parts.database, { practice, now }));
    // By place: what was typed may be written otherwise here.
    return c.json({ obstacles: addresses.flatMap((address, index) => obstacleAt({ addresses, obstacles, address, index })), places });
  })
  .post('/', signedIn, byAccount('message-send'), upTo('registration'), signedIn, administrator, confirmed, json(createBody), async (c) => {
    const { parts, now, session } = c.var;
    const { invitations } = c.req.valid('json');
    const { id, name } = practiceOf(session);
    await parts.database.transaction().execute(async (writer) => {
      const made = await createInvitations(parts, writer, { session, invitations, now });
      const to = made.map(({ id: invitation, address, restart }) => ({ address, invitation, restart }));
      await mailCoworkers(writer, { to, practice: id, sender: { name: session.name, practice: name }, writer: session.account, now });
    });
    return c.json({ ids: invitations.map((invitation) => invitation.id) }, 201);
  })
  .post('/:id/mail', upTo('small'), signedIn, administrator, confirmed, byAccount('message-send'), idParam, async (c) => {
    const { parts, now, session } = c.var;
    const { id } = c.req.valid('param');
    await count(parts, { rate: 'mailed-again', key: id, now });
    await administer(parts, session, async (writer, { practice }) => {
      const { address, restart } = await lockOpen(writer, { id, practice, now });
      // A mail to somebody new, as the first one was.
      await count({ ...parts, database: writer }, { rate: 'invitations', key: practice, now, limit: session.allowed.invitationsADay ?? 0 });
      const sender = { name: session.name, practice: practiceOf(session).name };
      await mailCoworkers(writer, { to: [{ address, invitation: id, restart }], practice, sender, writer: session.account, now });
      await record(writer, { event: 'invitation-mailed-again', account: session.account, practice, by: actorOf(session), on: { subject: 'invitation', id }, now });
    });
    return c.body(null, 204);
  })
  .post('/:id/cancel', upTo('small'), signedIn, administrator, idParam, async (c) => {
    const { parts, now, session } = c.var;
    const { id } = c.req.valid('param');
    await administer(parts, session, async (writer, { practice, actor }) => {
      const invitation = await lockOfPractice(writer, { id, practice });
      if (invitation.status === 'cancelled') return;
      if (invitation.status === 'claimed') throw new ApiError('invitation_used');
      if (invitation.role === null || !mayGiveRole(actor.role, invitation.role)) throw new ApiError('not_allowed');
      await cancelInvitation(writer, id);
      await record(writer, { event: 'invitation-cancelled', account: session.account, practice, by: actorOf(session), on: { subject: 'invitation', id }, now });
    });
    return c.body(null, 204);
  });

type At = { addresses: readonly string[]; obstacles: Map<string, Obstacle>; address: string; index: number };

function obstacleAt({ addresses, obstacles, address, index }: At): { index: number; obstacle: Obstacle | 'twice' }[] {
  const obstacle = addresses.indexOf(address) < index ? 'twice' : obstacles.get(address);
  return obstacle === undefined ? [] : [{ index, obstacle }];
}

function practiceOf(session: ActiveSession): Membership['practice'] {
  if (session.membership === null || !mayInviteCoworkers(session)) throw new ApiError('not_allowed');
  return session.membership.practice;
}

/** A coworker's; any other is its inviter's alone. */
async function lockOfPractice(writer: Writer, { id, practice }: { id: string; practice: string }): Promise<InvitationRow> {
  const invitation = await lockInvitation(writer, id);
  if (invitation === null || invitation.practice_id !== practice || invitation.role === null) throw new ApiError('not_found');
  return invitation;
}

async function lockOpen(writer: Writer, { now, ...asked }: { id: string; practice: string; now: Date }): Promise<InvitationRow> {
  const invitation = await lockOfPractice(writer, asked);
  assertTakesCodes({ ...invitation, paused_until: null }, now);
  return invitation;
}
