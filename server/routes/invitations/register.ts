// Registering under an invitation, or redeeming one for an account that is there: in one transaction, with one winner.
import { z } from 'zod';
import { newId, type Address, type SignedObject, verifyIdentityChain, verifyMemberProposal } from '#crypto/server';
import { ApiError, RaceLostError } from '../../api-error.ts';
import { confirmAccount, findConfirmed, updateProfile, updatePassword } from '../../database/accounts.ts';
import { record } from '../../database/activity.ts';
import type { Executor, Writer } from '../../database/executor.ts';
import { keptUntil } from '../../database/former-addresses.ts';
import { findChain } from '../../database/identities.ts';
import { claimInvitation, findFirstMessage, findInvitation, lockInvitation } from '../../database/invitations.ts';
import { lockMembers, updateObject } from '../../database/members.ts';
import { findMember, insertMember, insertSponsorship } from '../../database/practices.ts';
import { type ActiveSession, endSessions } from '../../database/sessions.ts';
import type { InvitationRow } from '../../database/tables/accounts.ts';
import type { Language } from '../../language.ts';
import { assertPlaceKept, mayGiveRole } from '../../limits.ts';
import type { Parts } from '../../parts.ts';
import { mailRegistered } from '../accounts/confirmation-mail.ts';
import { endAddressChange } from '../accounts/end-address-change.ts';
import { applyRekey } from '../accounts/rekey.ts';
import { establishAccount, newAccount, openConfirmation, verifyFirstIdentity } from '../accounts/new-account.ts';
import { type Device, type StartedSession, startSession } from '../accounts/session-start.ts';
import { mailAccountChanged } from '../mails.ts';
import { removeSecondFactors } from '../second-factor/check.ts';
import { saveState } from '../state/save.ts';
import { type RedemptionTicket, useTicket } from '../tickets.ts';
import * as wire from '../wire.ts';
import { aboutInvitation, assertTakesCodes } from './redeem.ts';

export const registerBody = newAccount.extend({
  ticket: wire.token,
  registration: wire.token,
  // A private person, a patient say, has none.
  practiceName: wire.name.nullable(),
  claim: wire.sha256,
  /** The own half of a coworker's membership. */
  member: wire.signedObject.optional(),
});
export const claimBody = z.strictObject({ ticket: wire.token, claim: wire.sha256, state: wire.statePut, member: wire.signedObject.optional() });

type RegisterBody = z.output<typeof registerBody>;
type Registering = { id: string; body: RegisterBody; browserHash: Buffer; device: Device };
export type Registered = { started: StartedSession; message: string | null };

/** Throws invitation_used (409) where somebody else was faster; then nothing of this registration remains. */
export async function registerInvitee({ database }: Pick<Parts, 'database'>, { id, body, browserHash, device }: Registering): Promise<Registered> {
  const { now, language } = device;
  return await database.transaction().execute(async (writer) => {
    const invitation = await lockForClaim(writer, { id, now });
    const { mailbox } = await useRedemption(writer, { id, ticket: body.ticket, now });
    const { payload } = await useTicket(writer, { purpose: 'registration', token: body.registration, now });
    if (payload.invitation !== id) throw new ApiError('ticket_expired');
    const existing = await existingFor(writer, { invitation, mailbox });
    const entering = { invitation, body, userIdentifier: payload.userIdentifier, browserHash, language, now };
    const account = existing === null ? await enterNew(writer, { ...entering, mailbox }) : await enterAgain(writer, { ...entering, account: existing.account });
    await claimInvitation(writer, { invitation: id, account, claim: body.claim, now });
    if (invitation.role === null) await insertSponsorship(writer, { account, practice: invitation.practice_id, now });
    else await joinPractice(writer, { invitation, account, proposal: body.member, madeHere: true, now });
    await recordUse(writer, { invitation, account, now });
    const started = await startSession(writer, { account, device, as: existing === null ? 'account-made' : 'restarted' });
    return { started, message: await findFirstMessage(writer, id) };
  });
}

/** Without the device: from where a guest comes is not the practice's business. */
async function recordUse(writer: Writer, { invitation, account, now }: { invitation: InvitationRow; account: string; now: Date }): Promise<void> {
  await record(writer, { ...aboutInvitation(invitation), event: 'invitation-used', by: { by: 'account', account, device: null }, now });
}

type Joining = { invitation: InvitationRow; account: string; proposal: SignedObject | undefined; madeHere: boolean; now: Date };

/**
 * The invited coworker's own half of the membership, in the role that the invitation has; the mailbox was proved with the code. Whoever
 * invited must still be able to give it: a role that was taken from them does not live on in what they had prepared. Somebody who
 * starts again signs anew with the new key, and keeps the role that they have by now.
 */
async function joinPractice(writer: Writer, { invitation, account, proposal, madeHere, now }: Joining): Promise<void> {
  const { role, practice_id: practice, inviter_id: inviter } = invitation;
  if (role === null || proposal === undefined) throw new ApiError('not_verified');
  const giver = (await lockMembers(writer, practice)).find((member) => member.account === inviter);
  if (giver === undefined || giver.suspended || !mayGiveRole(giver.role, role)) throw new ApiError('invitation_cancelled');
  const member = await findMember(writer, account);
  // Whoever starts again belongs to it still, and anybody else to no practice.
  if (invitation.restart ? member?.practice !== practice : member !== null) throw new ApiError('not_allowed');
  if (member !== null && !mayGiveRole(giver.role, member.role)) throw new ApiError('invitation_cancelled');
  const chain = await verifyIdentityChain(await findChain(writer, account));
  const identity = chain.at(-1) ?? chain[0];
  const signed = await verifyMemberProposal(proposal, identity.signPublicKey);
  const right =
    signed.practice === practice && signed.account === account && signed.identity === identity.hash && signed.role === role && signed.administrator === inviter;
  if (!right) throw new ApiError('not_verified');
  if (member !== null) return await updateObject(writer, { account, object: proposal });
  await assertPlaceKept(writer, { practice, now });
  await insertMember(writer, { account, practice, role, object: proposal, madeHere, now });
  await record(writer, { event: 'member-joined', account, practice, by: { by: 'account', account, device: null }, details: { role }, now });
}

async function lockForClaim(writer: Writer, { id, now }: { id: string; now: Date }): Promise<InvitationRow> {
  // The practice before the invitation, as whoever removes a member does.
  const seen = await findInvitation(writer, id);
  if (seen !== null && seen.role !== null) await lockMembers(writer, seen.practice_id);
  const invitation = await lockInvitation(writer, id);
  if (invitation === null) throw new ApiError('not_found');
  if (invitation.status === 'claimed') throw new RaceLostError('invitation_used');
  assertTakesCodes({ ...invitation, paused_until: null }, now);
  return invitation;
}

async function useRedemption(writer: Writer, { id, ticket, now }: { id: string; ticket: string; now: Date }): Promise<RedemptionTicket> {
  const { payload } = await useTicket(writer, { purpose: 'redemption', token: ticket, now });
  if (payload.invitation !== id) throw new ApiError('ticket_expired');
  return payload;
}

export type Existing = { account: string; identities: SignedObject[] };

/**
 * The account that starts again under this invitation; null where a new one is made. Whoever has an account and lost nothing logs
 * in and redeems there. Starting again needs the mailbox: the access code alone must not take an account from its owner.
 */
export async function existingFor(
  writer: Writer | Parts['database'],
  { invitation, mailbox }: { invitation: InvitationRow; mailbox: boolean },
): Promise<Existing | null> {
  const account = await findConfirmed(writer, invitation.address);
  if (account === null) return null;
  const member = await findMember(writer, account.id);
  // A member through their practice, a guest through a practice that invited them.
  const through = invitation.role === null ? null : invitation.practice_id;
  if (!invitation.restart || (member?.practice ?? null) !== through) throw new ApiError('account_exists');
  if (!mailbox) throw new ApiError('mailbox_token_required');
  if (account.suspended_at !== null) throw new ApiError('account_suspended');
  return { account: account.id, identities: await findChain(writer, account.id) };
}

/**
 * Whoever reads the mailbox is told what a mail to it would say: that the address is kept for an account which left it, and until when.
 * Nobody else is: an access code alone proves nothing, the inviter has made it.
 */
export async function assertNotKept(database: Executor, { invitation, mailbox, now }: { invitation: InvitationRow; mailbox: boolean; now: Date }): Promise<void> {
  const { address } = invitation;
  if (!mailbox || (await findConfirmed(database, address)) !== null) return;
  const until = await keptUntil(database, { account: null, address, now });
  if (until !== null) throw new ApiError('address_kept', { until: until.getTime() });
}

type Entering = { invitation: InvitationRow; body: RegisterBody; userIdentifier: string; browserHash: Buffer; language: Language; now: Date };

async function enterNew(writer: Writer, { invitation, body, userIdentifier, browserHash, language, now, mailbox }: Entering & { mailbox: boolean }): Promise<string> {
  const address = invitation.address as Address;
  const { account, practiceName } = body;
  const identity = await verifyFirstIdentity(body, address);
  await establishAccount(writer, { made: body, address, identity, practiceName, userIdentifier, browserHash, language, now });
  if (mailbox) {
    // It may have been left since the code was shown.
    await assertNotKept(writer, { invitation, mailbox, now });
    if (!(await confirmAccount(writer, { account, address, now }))) throw new ApiError('account_exists');
    return account;
  }
  // Came by a complete link: the access code is proved, the mailbox is not yet.
  const confirmation = newId();
  await openConfirmation(writer, { id: confirmation, account, now });
  await mailRegistered(writer, { recipient: address, account, practice: null, confirmation, now });
  return account;
}

/** The same account and address with new keys; what was sealed to the old ones is lost. */
async function enterAgain(writer: Writer, { body, userIdentifier, account, invitation, now }: Entering & { account: string }): Promise<string> {
  if (body.account !== account) throw new ApiError('not_verified');
  await applyRekey(writer, { account, rekey: { ...body, revoke: null }, as: 'restart', now });
  await updatePassword(writer, { account, userIdentifier, opaqueRecord: body.record });
  await updateProfile(writer, { account, name: body.name, practiceName: body.practiceName });
  await endSessions(writer, { account, keep: null });
  await endAddressChange(writer, { account, by: { by: 'account', account, device: null }, now });
  await removeSecondFactors(writer, { account, address: invitation.address, by: { by: 'account', account, device: null }, now });
  await mailAccountChanged(writer, { how: 'restarted', recipient: invitation.address, account, now });
  return account;
}

type Claiming = { id: string; body: z.output<typeof claimBody>; session: ActiveSession; now: Date };

/** A signed-in account redeems a further invitation to its address. */
export async function claimForAccount({ database }: Pick<Parts, 'database'>, { id, body, session, now }: Claiming): Promise<void> {
  const { account, address } = session;
  await database.transaction().execute(async (writer) => {
    const invitation = await lockForClaim(writer, { id, now });
    const { mailbox } = await useRedemption(writer, { id, ticket: body.ticket, now });
    if (invitation.address !== address) throw new ApiError('not_allowed');
    await saveState(writer, { account, change: body.state, now });
    await claimInvitation(writer, { invitation: id, account, claim: body.claim, now });
    await recordUse(writer, { invitation, account, now });
    if (mailbox && !session.confirmed && !(await confirmAccount(writer, { account, address, now }))) throw new ApiError('account_exists');
    if (invitation.role !== null) await joinPractice(writer, { invitation, account, proposal: body.member, madeHere: false, now });
    else if (session.membership?.practice.id !== invitation.practice_id) await insertSponsorship(writer, { account, practice: invitation.practice_id, now });
  });
}
