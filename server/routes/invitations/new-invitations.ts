// Checking and storing invitations that come with a message, or alone.
import { verifyIdentityChain, verifyInvitation, type Invitation } from '#crypto/server';
import { ApiError } from '../../api-error.ts';
import { findConfirmed } from '../../database/accounts.ts';
import { actorOf, record } from '../../database/activity.ts';
import type { Writer } from '../../database/executor.ts';
import { findChain } from '../../database/identities.ts';
import { expireFor, insertInvitation } from '../../database/invitations.ts';
import { findObstacles, holdRole } from '../../database/members.ts';
import { findMember, isSponsor } from '../../database/practices.ts';
import { lockPractice } from '../../database/storage.ts';
import type { MemberRole } from '../../database/tables/accounts.ts';
import type { ActiveSession, Membership } from '../../database/sessions.ts';
import { assertPlaces, beyondDomains, mayGiveRole, mayInvite, mayInviteCoworkers } from '../../limits.ts';
import type { Parts } from '../../parts.ts';
import { count } from '../../rates.ts';
import type { NewInvitation } from '../wire.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The client's clock makes the expiry: one that is wrong by a day must still be able to invite. */
const CLOCK_SLACK_DAYS = 2;

/** `role`: of the coworker whom it makes; absent for a guest. */
export type Invited = NewInvitation & { role?: MemberRole };
export type Inviting = { session: ActiveSession; invitations: readonly Invited[]; now: Date };

type Made = { id: string; address: string; restart: boolean };

/** Stores them, or throws: guests_do_not_invite, not_allowed, domain_not_allowed, not_verified, invitation_exists, recipient_changed, coworkers_refused, members_full, notice_limit. */
export async function createInvitations(parts: Parts, writer: Writer, { session, invitations, now }: Inviting): Promise<Made[]> {
  if (invitations.length === 0) return [];
  // Before anything else of it is looked at, as whoever removes a member does: administrators who invite at once take turns.
  if (session.membership !== null && invitations.some(({ role }) => role !== undefined)) await lockPractice(writer, session.membership.practice.id);
  const practice = practiceOfInviter(await asItStands(writer, session), invitations);
  const taken: string[] = [];
  await expireFor(writer, { practice: practice.id, addresses: invitations.map(({ address }) => address), now });
  await count({ ...parts, database: writer }, { rate: 'invitations', key: practice.id, now, cost: invitations.length, limit: session.allowed.invitationsADay ?? 0 });
  const signed = await verifySigned(writer, { session, practice: practice.id, invitations });
  const joining = signed.filter(({ invitation, terms }) => invitation.role !== undefined && !terms.restart);
  await assertJoinable(writer, { practice: practice.id, addresses: joining.map(({ invitation }) => invitation.address), now });
  if (joining.length > 0) await assertPlaces(writer, { practice: practice.id, more: joining.length, now });
  // In one order, so that two senders who invite the same people wait for each other instead of locking each other out.
  for (const { invitation, terms } of signed.toSorted((a, b) => (a.invitation.address < b.invitation.address ? -1 : 1))) {
    const { restart } = terms;
    const expiresAt = allowedExpiry(parts, { signed: terms, now });
    if (invitation.role === undefined) await assertNeeded(writer, terms);
    else if (restart) await assertMember(writer, { address: terms.address, role: invitation.role, practice: practice.id, inviter: session.account });
    const made = await insertInvitation(writer, {
      id: invitation.id,
      address: invitation.address,
      practice_id: practice.id,
      inviter_id: session.account,
      object: invitation.object,
      kem_public_key: invitation.kemPublicKey,
      proof_hash: invitation.proofHash,
      escrow: invitation.escrow,
      restart,
      role: invitation.role ?? null,
      status: 'open',
      created_at: now,
      expires_at: expiresAt,
    });
    if (!made) taken.push(invitation.address);
    await record(writer, { event: 'invitation-made', account: session.account, practice: practice.id, by: actorOf(session), on: { subject: 'invitation', id: invitation.id }, details: { restart, ...(invitation.role === undefined ? {} : { role: invitation.role }) }, now });
  }
  if (taken.length > 0) throw new ApiError('invitation_exists', { addresses: taken });
  return signed.map(({ invitation: { id, address }, terms: { restart } }) => ({ id, address, restart }));
}

type Signing = { session: ActiveSession; practice: string; invitations: readonly Invited[] };

/** Each with its terms, as the inviter's newest key has signed them. */
async function verifySigned(writer: Writer, { session, practice, invitations }: Signing): Promise<{ invitation: Invited; terms: Invitation }[]> {
  const inviter = await inviterIdentity(writer, session.account);
  const signed: { invitation: Invited; terms: Invitation }[] = [];
  for (const invitation of invitations) {
    const terms = await verifyInvitation(invitation.object, { signKey: inviter.signPublicKey, kemPublicKey: invitation.kemPublicKey });
    const right =
      terms.id === invitation.id &&
      terms.address === invitation.address &&
      terms.practice === practice &&
      terms.inviter.account === session.account &&
      terms.inviter.identity === inviter.hash;
    if (!right) throw new ApiError('not_verified');
    signed.push({ invitation, terms });
  }
  return signed;
}

/**
 * The session with the role that its account has now, and goes on having until the transaction ends: whoever is being removed in this
 * moment leaves no invitation behind that the removal has not seen.
 */
async function asItStands(writer: Writer, session: ActiveSession): Promise<ActiveSession> {
  const { account, membership } = session;
  if (membership === null) return session;
  const role = await holdRole(writer, { account, practice: membership.practice.id });
  if (role === null) throw new ApiError('not_allowed');
  return { ...session, membership: { ...membership, role } };
}

function practiceOfInviter(session: ActiveSession, invitations: readonly Invited[]): Membership['practice'] {
  const { membership } = session;
  if (membership === null || !invitations.every(({ role }) => role !== undefined || mayInvite(session))) throw new ApiError('guests_do_not_invite');
  const mayGive = ({ role }: Invited) => role === undefined || (mayInviteCoworkers(session) && mayGiveRole(membership.role, role));
  if (!invitations.every(mayGive)) throw new ApiError('not_allowed');
  const beyond = beyondDomains(session, invitations.filter(({ role }) => role === undefined));
  if (beyond.length > 0) throw new ApiError('domain_not_allowed', { addresses: beyond.map(({ address }) => address) });
  return membership.practice;
}

type StartingAgain = { address: string; role: MemberRole; practice: string; inviter: string };

/**
 * A coworker who lost everything starts again through their own practice, in the role they have: so whoever may not give that role may
 * not touch the account. Nobody does it to themselves, and who is suspended is let in first.
 */
async function assertMember(writer: Writer, { address, role, practice, inviter }: StartingAgain): Promise<void> {
  const account = await findConfirmed(writer, address);
  if (account === null || account.id === inviter || (await holdRole(writer, { account: account.id, practice })) !== role) throw new ApiError('not_allowed');
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
