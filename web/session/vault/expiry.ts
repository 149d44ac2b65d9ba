// When a message is to be deleted for everybody, as its writer chose it.
import type { Expiry } from '../vault-api/drafts.ts';

const DAY_MS = 86_400_000;

/** Unix milliseconds; days count from sending. Null: never. */
export function expiresAt(expiry: Expiry | null, now: number): number | null {
  if (expiry === null) return null;
  return 'days' in expiry ? now + expiry.days * DAY_MS : expiry.at;
}
