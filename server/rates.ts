// How often one client, address, account or practice may do what costs something or could be guessed. Fixed windows, counted
// in PostgreSQL. A practice often stands behind one network address: limits by client are wide, those by address narrow.
import { createHmac } from 'node:crypto';
import { ApiError } from './api-error.ts';
import { giveBack, spend, unspend } from './database/rate-limits.ts';
import { derivedKey } from './derived-key.ts';
import type { Parts } from './parts.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const RATES = {
  /** Wrong or unfinished log-ins for one address from one client. */
  'log-in': { limit: 10, windowSeconds: 15 * MINUTE },
  /** The same from all clients together: what a guesser with many addresses gets. */
  'log-in-by-address': { limit: 50, windowSeconds: HOUR },
  /** In place of both, for one address from one browser in which somebody with that address has logged in before. */
  'log-in-known': { limit: 10, windowSeconds: 15 * MINUTE },
  /** Wrong codes after a right password: of a million, three are right at any moment. */
  'second-factor': { limit: 10, windowSeconds: 15 * MINUTE },
  'second-factor-a-day': { limit: 50, windowSeconds: DAY },
  /** Answers of one passkey that were not right. */
  'passkey-log-in': { limit: 20, windowSeconds: 15 * MINUTE },
  'log-in-by-client': { limit: 200, windowSeconds: 15 * MINUTE },
  'sign-up-by-client': { limit: 300, windowSeconds: HOUR },
  /** Mails that anybody can cause to be sent to one address. */
  'confirmation-by-address': { limit: 5, windowSeconds: HOUR },
  /** Beginnings of a change of address: each is two mails, one of them to an address that anybody may have typed. */
  'address-change': { limit: 3, windowSeconds: DAY },
  'address-change-by-address': { limit: 5, windowSeconds: DAY },
  'recovery-by-address': { limit: 10, windowSeconds: HOUR },
  'recovery-by-client': { limit: 100, windowSeconds: HOUR },
  /** Opening links of mails: confirmation, restart, invitation. */
  'link-by-client': { limit: 1000, windowSeconds: HOUR },
  /** Wide: wrong codes are counted at each invitation by itself. */
  'redeem-by-client': { limit: 600, windowSeconds: HOUR },
  'operator-by-client': { limit: 600, windowSeconds: HOUR },
  'code-asked': { limit: 1, windowSeconds: HOUR },
  /** The same invitation by mail once more. */
  'mailed-again': { limit: 5, windowSeconds: HOUR },
  /** Costs one for each address asked for. */
  'look-up': { limit: 5000, windowSeconds: HOUR },
  're-key': { limit: 20, windowSeconds: HOUR },
  'state-write': { limit: 3000, windowSeconds: HOUR },
  /** A folder is many files: a few DICOM series a day. */
  'attachment-begin': { limit: 20_000, windowSeconds: DAY },
  'activity-export': { limit: 60, windowSeconds: HOUR },
  'own-data': { limit: 120, windowSeconds: HOUR },
  /** In pages of a hundred: a mailbox of half a million. */
  'own-data-messages': { limit: 5000, windowSeconds: HOUR },
  /** What the activity log tells of and nobody deletes again: no account may fill it. */
  'settings-change': { limit: 300, windowSeconds: HOUR },
  'attachment-read': { limit: 50_000, windowSeconds: DAY },
  'message-send': { limit: 1000, windowSeconds: HOUR },
  'hand-over-begin': { limit: 20, windowSeconds: DAY },
  /** Costs one for each message: no notice leaves for any of them. */
  'hand-over-message': { limit: 100_000, windowSeconds: DAY },
  /** Asking one coworker for it. */
  'hand-over-asked': { limit: 1, windowSeconds: HOUR },
} as const;

/** How many, the plan says. Notices are ordinary e-mail to anybody: these keep the server from being an open relay. */
const PLAN_RATES = {
  'notices-paid': { windowSeconds: DAY },
  'notices-free': { windowSeconds: DAY },
  'notices-guest': { windowSeconds: DAY },
  invitations: { windowSeconds: DAY },
} as const;
const ALL_RATES = { ...RATES, ...PLAN_RATES };

/** After this nothing counts any more, and it is deleted. */
export const LONGEST_WINDOW_SECONDS = Math.max(...Object.values(ALL_RATES).map(({ windowSeconds }) => windowSeconds));

export type Rate = keyof typeof RATES;
export type PlanRate = keyof typeof PLAN_RATES;
/** `key` says whose bucket: a client's address, an e-mail address, an account or a practice. */
type Bucket = { rate: Rate | PlanRate; key: string; now: Date; cost?: number };
/** `limit`: what the plan allows in a day. */
export type Use = Bucket & ({ rate: Rate } | { rate: PlanRate; limit: number });
type Counting = Pick<Parts, 'database' | 'secrets'>;

/** HMAC-SHA-256 of rate and key: the table never says who tried. */
export function bucketOf({ secrets }: Pick<Parts, 'secrets'>, { rate, key }: Pick<Bucket, 'rate' | 'key'>): Buffer {
  return createHmac('sha256', derivedKey(secrets, 'rate-limit')).update(`${rate}\0${key}`).digest();
}

/** Counts one use (or `cost`), or throws too_many_requests. Counted at once, whatever becomes of the request. */
export async function count(parts: Counting, use: Use): Promise<void> {
  const limit = 'limit' in use ? use.limit : RATES[use.rate].limit;
  const { windowSeconds } = ALL_RATES[use.rate];
  const refused = await spend(parts.database, { bucket: bucketOf(parts, use), cost: use.cost ?? 1, limit, windowSeconds, now: use.now });
  if (refused === null) return;
  const retryAfter = Math.max(1, Math.ceil((refused.resetsAt.getTime() - use.now.getTime()) / 1000));
  throw new ApiError(/^(notices|invitations)/.test(use.rate) ? 'notice_limit' : 'too_many_requests', { retryAfter });
}

/** Takes back what was counted at `use.now`. */
export async function uncountUse(parts: Counting, use: Bucket): Promise<void> {
  const { windowSeconds } = ALL_RATES[use.rate];
  await unspend(parts.database, { bucket: bucketOf(parts, use), cost: use.cost ?? 1, now: use.now, windowSeconds });
}

/** One from each of buckets that were kept. */
export async function uncount(parts: Counting, buckets: readonly Buffer[]): Promise<void> {
  await giveBack(parts.database, buckets);
}
