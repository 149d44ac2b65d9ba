// The codes of authenticator apps, against the vectors of RFC 6238 and RFC 4226; the secret as it is kept; recovery codes.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRecoveryCodes, RECOVERY_CODES, recoveryCodeHash } from '../../server/recovery-codes.ts';
import { openSecret, sealSecret } from '../../server/sealed-secret.ts';
import { matchingStep, stepAt, totp } from '../../server/totp.ts';

/** Of both RFCs. */
const SECRET = Buffer.from('12345678901234567890');

describe('codes of an authenticator app', () => {
  // RFC 6238, appendix B, the rows of SHA-1.
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('are those of RFC 6238 at %d seconds', (seconds, code) => {
    expect(totp(SECRET, { step: stepAt(new Date(seconds * 1000)), digits: 8 })).toBe(code);
  });

  it('are those of RFC 4226, appendix D', () => {
    const expected = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
    expect(expected.map((_, step) => totp(SECRET, { step }))).toEqual(expected);
  });

  it('are taken from one step before to one step after, and only after the last that was used', () => {
    const now = new Date(1_800_000_015_000);
    const step = stepAt(now);
    const taken = (offset: number, lastStep = 0) => matchingStep(SECRET, { code: totp(SECRET, { step: step + offset }), now, lastStep });
    expect([-2, -1, 0, 1, 2].map((offset) => taken(offset))).toEqual([null, step - 1, step, step + 1, null]);
    expect([-1, 0, 1].map((offset) => taken(offset, step))).toEqual([null, null, step + 1]);
  });
});

describe('a secret as the server keeps it', () => {
  const keys = { masterKey: randomBytes(32) };

  it('opens for its account under its key, and otherwise not', () => {
    const sealed = sealSecret(keys, { account: 'one', secret: SECRET });
    expect(sealed).toHaveLength(48);
    expect(sealed.includes(SECRET.subarray(0, 8))).toBe(false);
    expect(openSecret(keys, { account: 'one', sealed })).toEqual(SECRET);
    expect(sealSecret(keys, { account: 'one', secret: SECRET })).not.toEqual(sealed);
    expect(() => openSecret(keys, { account: 'other', sealed })).toThrow();
    expect(() => openSecret({ masterKey: randomBytes(32) }, { account: 'one', sealed })).toThrow();
    const altered = Buffer.from(sealed);
    altered[20] = (altered[20] ?? 0) ^ 1;
    expect(() => openSecret(keys, { account: 'one', sealed: altered })).toThrow();
  });
});

describe('recovery codes', () => {
  const keys = { masterKey: randomBytes(32) };

  it('are ten, all different, in two groups of five', () => {
    const codes = createRecoveryCodes();
    expect(new Set(codes).size).toBe(RECOVERY_CODES);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it('are known however they are typed, for their account only', () => {
    const hash = recoveryCodeHash(keys, { account: 'one', typed: '01ABC-DEFGH' });
    expect(hash).toHaveLength(32);
    for (const typed of ['oiabc defgh', ' 0lABCDEFGH ', '01abc-defgh', '01ABC\u2013DEFGH', '\u200b01ABC\u2011DEFGH']) expect(recoveryCodeHash(keys, { account: 'one', typed })).toEqual(hash);
    expect(recoveryCodeHash(keys, { account: 'other', typed: '01ABC-DEFGH' })).not.toEqual(hash);
    for (const typed of ['', '123456', '01ABC-DEFGU', '01ABC-DEFGHJ']) expect(recoveryCodeHash(keys, { account: 'one', typed })).toBeNull();
  });
});
