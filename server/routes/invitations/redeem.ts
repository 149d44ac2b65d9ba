// Redeeming an access code's proof: wrong ones are counted, ten in an hour pause the invitation for an hour.
import { constantTimeEqual } from '#crypto/server';
import { ApiError } from '../../api-error.ts';
import { findAccount } from '../../database/accounts.ts';
import { record } from '../../database/activity.ts';
import type { Writer } from '../../database/executor.ts';
import { lockInvitation, recordWrongTry } from '../../database/invitations.ts';
import type { InvitationRow } from '../../database/tables/accounts.ts';
import { readMailedToken } from '../../mailed-token.ts';
import type { Parts } from '../../parts.ts';
import { hashOf } from '../../token.ts';
import { mailCodePaused } from '../mails.ts';

const HOUR_MS = 60 * 60 * 1000;
export const WRONG_TRIES_BEFORE_PAUSE = 10;

export type InvitationState = 'open' | 'paused' | 'used' | 'expired' | 'cancelled';

export function stateOf({ status, expires_at: expiresAt, paused_until: pausedUntil }: InvitationRow, now: Date): InvitationState {
  if (status === 'claimed') return 'used';
  if (status === 'cancelled') return 'cancelled';
  if (status === 'expired' || expiresAt <= now) return 'expired';
  return pausedUntil !== null && pausedUntil > now ? 'paused' : 'open';
}

export function secondsUntil(time: Date | null, now: Date): number {
  return time === null ? 0 : Math.max(1, Math.ceil((time.getTime() - now.getTime()) / 1000));
}

/** Throws what the invitee is to be told where the invitation does not take codes now. */
export function assertTakesCodes(invitation: InvitationRow, now: Date): void {
  const state = stateOf(invitation, now);
  if (state === 'used') throw new ApiError('invitation_used');
  if (state === 'expired') throw new ApiError('invitation_expired');
  if (state === 'cancelled') throw new ApiError('invitation_cancelled');
  if (state === 'paused') throw new ApiError('invitation_paused', { retryAfter: secondsUntil(invitation.paused_until, now) });
}

/** Whether the mailed token is this invitation's: then whoever holds it reads the invited mailbox. */
export function provesMailbox({ secrets }: Pick<Parts, 'secrets'>, { invitation, token }: { invitation: string; token: string | undefined }): boolean {
  return token !== undefined && readMailedToken(secrets, { purpose: 'invitation', token }) === invitation;
}

/** In the log of whoever invited, and of their practice. */
export function aboutInvitation({ id, inviter_id: account, practice_id: practice }: InvitationRow) {
  return { account, practice, on: { subject: 'invitation', id } } as const;
}

type Trying = { id: string; proof: Buffer; clientAddress: string; now: Date };

/** The invitation whose code was proved. The count of a wrong try is committed before the refusal is thrown. */
export async function tryProof({ database }: Pick<Parts, 'database'>, { id, proof, clientAddress, now }: Trying): Promise<InvitationRow> {
  const outcome = await database.transaction().execute(async (writer) => {
    // The lock makes tries on one invitation follow each other: none slips past the count.
    const invitation = await lockInvitation(writer, id);
    if (invitation === null) throw new ApiError('not_found');
    assertTakesCodes(invitation, now);
    const right = invitation.proof_hash !== null && constantTimeEqual(hashOf(proof), invitation.proof_hash);
    await record(writer, { ...aboutInvitation(invitation), event: right ? 'access-code-right' : 'access-code-wrong', by: { by: 'nobody', clientAddress }, now });
    return right ? { invitation } : { triesLeft: await countWrong(writer, { invitation, now }) };
  });
  if (outcome.invitation !== undefined) return outcome.invitation;
  throw new ApiError('wrong_code', { triesLeft: outcome.triesLeft });
}

async function countWrong(writer: Writer, { invitation, now }: { invitation: InvitationRow; now: Date }): Promise<number> {
  const { id, inviter_id: inviterId, address, wrong_tries_since: begun, paused_until: lastPause } = invitation;
  // A pause that is over, or an hour since the first of them, begins a new count.
  const fresh = begun === null || now.getTime() - begun.getTime() >= HOUR_MS || (lastPause !== null && lastPause > begun);
  const tries = fresh ? 1 : invitation.wrong_tries + 1;
  const since = fresh ? now : begun;
  const pausedUntil = tries >= WRONG_TRIES_BEFORE_PAUSE ? new Date(now.getTime() + HOUR_MS) : null;
  await recordWrongTry(writer, { invitation: id, tries, since, pausedUntil });
  if (pausedUntil !== null) {
    await record(writer, { ...aboutInvitation(invitation), event: 'invitation-paused', by: { by: 'server' }, now });
    const inviter = await findAccount(writer, inviterId);
    if (inviter !== null) await mailCodePaused(writer, { recipient: inviter.address, account: inviter.id, invitation: id, address, pausedUntil, now });
  }
  return Math.max(0, WRONG_TRIES_BEFORE_PAUSE - tries);
}
