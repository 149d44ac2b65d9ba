// Invitations, from both ends: of guests and of coworkers.
import type { MemberRole } from '#crypto';
import type { RecoveryKit } from './account.ts';
import type { Id } from './id.ts';
import type { DeliveryView } from './mailbox.ts';

/** `restart`: a member who lost password and recovery kit, and starts again. */
export type NewCoworker = { address: string; role: MemberRole; restart?: true };

export type AccessCode = { invitation: Id; address: string; code: string; completeLink: string | null };

export type OpenInvitation = AccessCode & {
  createdAt: number;
  expiresAt: number;
  status: 'open' | 'claimed' | 'expired' | 'cancelled';
  pausedUntil: number | null;
  wrongTries: number;
  codeAskedAt: number | null;
  noticeStatus: DeliveryView['noticeStatus'] | null;
  /** Null until claimed; then whether the claim proved the access code. */
  claim: 'verified' | 'wrong' | null;
  /** Of the coworker whom it makes; null: a guest's. */
  role: MemberRole | null;
};

export interface InvitationsVault {
  // Invitee. `redeem` keeps the opened escrow in the worker until `acceptInvitation` or `joinInvitation`.
  redeem(input: { id: Id; token: string | null; code: string }): Promise<{ address: string; inviter: { name: string; practice: string }; role: MemberRole | null }>;
  /** Registers under the redeemed invitation. `message` is the waiting one, if any. */
  acceptInvitation(input: { name: string; practiceName: string; password: string }): Promise<{ kit: RecoveryKit; message: Id | null }>;
  /** Redeems a further invitation for the signed-in account. */
  joinInvitation(): Promise<{ message: Id | null }>;

  // Inviter
  invitations(): Promise<OpenInvitation[]>;
  renewInvitation(id: Id): Promise<void>;
  cancelInvitation(id: Id): Promise<void>;
  /** A new invitation for an account that lost everything. */
  inviteAgain(address: string): Promise<AccessCode>;
  /** All or none. Throws `coworkers_refused` with `details.addresses` and `details.obstacles`, `members_full` with `details.used` and `details.limit`. */
  inviteCoworkers(people: NewCoworker[]): Promise<AccessCode[]>;
}
