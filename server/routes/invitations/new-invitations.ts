// Checking and storing invitations that come with a message, or alone.
import { verifyIdentityChain, verifyInvitation, type Invitation } from '#crypto/server';
import { ApiError } from '../../api-error.ts';
import { findConfirmed } from '../../database/accounts.ts';
import { actorOf, record } from '../../database/activity.ts';
import type { Writer } from '../../database/executor.ts';
import { findChain } from '../../database/identities.ts';
import { expireFor, insertInvitation } from '../../database/invitations.ts';
import { findObstacles } from '../../database/members.ts';
import { findMember, isSponsor } from '../../database/practices.ts';
import type { MemberRole } from '../../database/tables/accounts.ts';
import type { ActiveSession, Membership } from '../../database/sessions.ts';
import { mayGiveRole, mayInvite, mayInviteCoworkers } from '../../limits.ts';
import type { Parts } from '../../parts.ts';
import { count } from '../../rates.ts';
import type { NewInvitation } from '../wire.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The client's clock makes the expiry: one that is wrong by a day must still be able to invite. */
const CLOCK_SLACK_DAYS = 2;

/** `role`: of the coworker whom it makes; absent for a guest. */
export type Invited = NewInvitation & { role?: MemberRole };
export type Inviting = { session: ActiveSession; invitations: readonly Invited[]; now: Date };

/** Stores them, or throws: guests_do_not_invite, not_allowed, not_verified, invitation_exists, recipient_changed, coworkers_refused, notice_limit. */
export async function createInvitations(parts: Parts, writer: Writer, { session, invitations, now }: Inviting): Promise<void> {
  if (invitations.length === 0) return;
  const practice = practiceOfInviter(session, invitations);
  const taken: string[] = [];
  const coworkers = invitations.filter(({ role }) => role !== undefined);
  await expireFor(writer, { practice: practice.id, addresses: invitations.map(({ address }) => address), now });
  await assertJoinable(writer, { practice: practice.id, addresses: coworkers.map(({ address }) => address), now });
  await count({ ...parts, database: writer }, { rate: 'invitations', key: practice.id, now, cost: invitations.length });
  const inviter = await inviterIdentity(writer, session.account);
  // In one order, so that two senders who invite the same people wait for each other instead of locking each other out.
  for (const invitation of invitations.toSorted((a, b) => (a.address < b.address ? -1 : 1))) {
    const signed = await verifyInvitation(invitation.object, { signKey: inviter.signPublicKey, kemPublicKey: invitation.kemPublicKey });
    const right =
      signed.id === invitation.id &&
      signed.address === invitation.address &&
      signed.practice === practice.id &&
      signed.inviter.account === session.account &&
      signed.inviter.identity === inviter.hash;
    if (!right) throw new ApiError('not_verified');
    const expiresAt = allowedExpiry(parts, { signed, now });
    if (invitation.role === undefined) await assertNeeded(writer, signed);
    else if (signed.restart) throw new ApiError('not_verified');
    const made = await insertInvitation(writer, {
      id: invitation.id,
      address: invitation.address,
      practice_id: practice.id,
      inviter_id: session.account,
      object: invitation.object,
      kem_public_key: invitation.kemPublicKey,
      proof_hash: invitation.proofHash,
      escrow: invitation.escrow,
      restart: signed.restart,
      role: invitation.role ?? null,
      status: 'open',
      created_at: now,
      expires_at: expiresAt,
    });
    if (!made) taken.push(invitation.address);
    await record(writer, { event: 'invitation-made', account: session.account, practice: practice.id, by: actorOf(session), on: { subject: 'invitation', id: invitation.id }, details: { restart: signed.restart, ...(invitation.role === undefined ? {} : { role: invitation.role }) }, now });
  }
  if (taken.length > 0) throw new ApiError('invitation_exists', { addresses: taken });
}

function practiceOfInviter(session: ActiveSession, invitations: readonly Invited[]): Membership['practice'] {
  const { membership } = session;
  if (membership === null || !invitations.every(({ role }) => role !== undefined || mayInvite(session))) throw new ApiError('guests_do_not_invite');
  const mayGive = ({ role }: Invited) => role === undefined || (mayInviteCoworkers(session) && mayGiveRole(membership.role, role));
  if (!invitations.every(mayGive)) throw new ApiError('not_allowed');
  return membership.practice;
}

/** All obstacles at once: nobody is invited unless all can be. */
async function assertJoinable(writer: Writer, asked: { practice: string; addresses: readonly string[]; now: Date }): Promise<void> {
  const obstacles = await findObstacles(writer, asked);
  if (obstacles.size > 0) throw new ApiError('coworkers_refused', { addresses: [...obstacles.keys()], obstacles: [...obstacles.values()] });
}

/** The inviter's newest identity: an invitation signed with an older key than that is refused. */
export async function inviterIdentity(writer: Writer, account: string) {
  const verified = await verifyIdentityChain(await findChain(writer, account));
  return verified.at(-1) ?? verified[0];
}

/** When the invitation runs out, or invalid_request where that is past or further away than this server allows. */
export function allowedExpiry({ settings }: Pick<Parts, 'settings'>, { signed, now }: { signed: Invitation; now: Date }): Date {
  const expiresAt = new Date(signed.expires * 1000);
  const latest = now.getTime() + (settings.invitationDays + CLOCK_SLACK_DAYS) * DAY_MS;
  if (!(expiresAt > now) || expiresAt.getTime() > latest) throw new ApiError('invalid_request', { fields: ['expires'] });
  return expiresAt;
}

/**
 * Nobody is invited who is there already, but to start again; and only guests start again so: a practice's own people through it.
 * It ends what an account had, so only a practice that invited the guest may begin it: with a stranger's invitation, whoever
 * reads the guest's e-mail could.
 */
async function assertNeeded(writer: Writer, { address, practice, restart }: Invitation): Promise<void> {
  const account = await findConfirmed(writer, address);
  if ((account !== null) !== restart) throw new ApiError('recipient_changed', { addresses: [address] });
  if (account === null) return;
  const { id } = account;
  if ((await findMember(writer, id)) !== null || !(await isSponsor(writer, { account: id, practice }))) throw new ApiError('not_allowed');
}
