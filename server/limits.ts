// What somebody may do (product.md, F24 and F26): one place, asked by every route that depends on it. What a plan allows stands in the database
// (`plans`), and comes with the session or is read where it is decided.
import { domainOf } from '#crypto/server';
import { ApiError } from './api-error.ts';
import { countPlaces, type Places } from './database/places.ts';
import type { Executor } from './database/executor.ts';
import type { ActiveSession } from './database/sessions.ts';
import type { MemberRole } from './database/tables/accounts.ts';
import type { TypeClass } from './database/tables/mailbox.ts';

type Standing = Pick<ActiveSession, 'confirmed' | 'membership' | 'allowed'>;

/** Guests do not invite, nor do members where the practice leaves it to its administrators; and it needs an address that has confirmed. */
export function mayInvite(standing: Standing): boolean {
  const { confirmed, membership, allowed } = standing;
  if (membership?.role === 'member' && membership.practice.policies.inviting === 'administrators') return false;
  return confirmed && allowed.inviting;
}

/** Coworkers are invited by who administers the practice, on any plan. */
export function mayInviteCoworkers({ confirmed, membership }: Standing): boolean {
  return confirmed && (membership?.role === 'owner' || membership?.role === 'administrator');
}

/** More than anybody has devices. */
export const PASSKEYS_MAX = 20;

/** Only owners make owners. */
export function mayGiveRole(giver: MemberRole, role: MemberRole): boolean {
  return giver === 'owner' || (giver === 'administrator' && role !== 'owner');
}

/** Those of these addresses that the practice keeps its members from writing to. Who is a coworker is left out by the caller. */
export function beyondDomains<Of extends { address: string }>({ membership }: Pick<Standing, 'membership'>, people: readonly Of[]): Of[] {
  const allowed = membership?.practice.policies.allowedDomains ?? [];
  return allowed.length === 0 ? [] : people.filter(({ address }) => !allowed.includes(domainOf(address)));
}

/** `outsiders`: recipients who are not in the sender's network. */
export function maySend({ allowed }: Pick<Standing, 'allowed'>, message: { typeClass: TypeClass; outsiders: number }): boolean {
  return message.typeClass === 'standard' || message.outsiders === 0 || allowed.advancedToOutsiders;
}

type Asked = { practice: string; now: Date };

/**
 * Throws members_full with the figures where the practice has no room for so many `more` to be invited or taken back. Its row is to be
 * locked before: whoever asks at the same moment waits, and then sees what became of it.
 */
export async function assertPlaces(database: Executor, { more, ...asked }: Asked & { more: number }): Promise<void> {
  const { members, invited, limit } = await countPlaces(database, asked);
  if (members + invited + more > limit) throw new ApiError('members_full', { used: members + invited, limit });
}

/** As `assertPlaces`, for somebody who was invited: their place was kept, unless the limit has become smaller meanwhile. */
export async function assertPlaceKept(database: Executor, asked: Asked): Promise<void> {
  const { members, limit } = await countPlaces(database, asked);
  if (members >= limit) throw new ApiError('members_full', { used: members, limit });
}

/** As the page of the practice says it. */
export function placesView({ members, invited, limit }: Places): { used: number; limit: number } {
  return { used: members + invited, limit };
}

export const COWORKERS_AT_ONCE = 100;
export const ALLOWED_DOMAINS_MAX = 100;

/** How long something lies in the trash before it is removed for good. */
export const TRASH_DAYS = 30;
/** A complete attachment that lies in a draft, over a holiday perhaps. */
export const UNSENT_DAYS = 14;
/** An upload that broke off and was not taken up again. */
export const UNFINISHED_DAYS = 2;
/** That a mail was sent. */
export const OLD_MAIL_DAYS = 30;
/** An account whose address nobody confirms. */
export const UNCONFIRMED_DAYS = 14;
/** Name, address and public keys of a deleted account, at least: longer than anything takes that was under way when it went. */
export const DELETED_DAYS = 1;
/** How long an address that was left is kept for the account that left it: it can go back, and nobody slips into its place. */
export const FORMER_ADDRESS_DAYS = 90;
/** Until then the links of a change of address that has run out say so. */
export const ENDED_CHANGE_DAYS = 90;

export const MAX_ATTACHMENTS_OF_MESSAGE = 2000;
export const MAX_STATE_BLOBS = 2000;
export const MAX_STATE_BLOB_BYTES = 1024 * 1024;
/** All blobs of one account together: what one re-key can carry. */
export const MAX_STATE_BYTES = 32 * 1024 * 1024;
/**
 * What one account may have uploaded that no message links yet, in files and in multiples of the largest file. Whoever has not
 * confirmed an address gets enough to write a first message.
 */
export function pendingUploads({ confirmed }: Pick<Standing, 'confirmed'>): { files: number; largestFiles: number } {
  return confirmed ? { files: 3000, largestFiles: 200 } : { files: 20, largestFiles: 2 };
}
