// Time-based one-time passwords (RFC 6238 over RFC 4226) as authenticator apps make them: HMAC-SHA-1, 30 seconds, 6 digits. SHA-1 is
// what every app understands, and HMAC does not need its hash to be free of collisions.
import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;
/** A clock that is wrong by as much is still in time (RFC 6238, section 5.2). */
const STEPS_OFF = 1;

export const TOTP_FORM = /^\d{6}$/;

/** The number of the 30 seconds that `now` lies in. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS);
}

/** HOTP(secret, step): RFC 4226, section 5.3. */
export function totp(secret: Uint8Array, { step, digits = DIGITS }: { step: number; digits?: number }): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = hash.readUInt8(hash.length - 1) & 0xf;
  const truncated = hash.readUInt32BE(offset) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is, next to `now` and after `lastStep`; null where there is none. Always compares all of them. */
export function matchingStep(secret: Uint8Array, { code, now, lastStep }: { code: string; now: Date; lastStep: number }): number | null {
  const current = stepAt(now);
  let found: number | null = null;
  for (let step = current - STEPS_OFF; step <= current + STEPS_OFF; step += 1) {
    const right = timingSafeEqual(Buffer.from(totp(secret, { step })), Buffer.from(code));
    if (right && step > lastStep) found = step;
  }
  return found;
}
