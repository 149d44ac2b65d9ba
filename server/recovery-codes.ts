// The one-time recovery codes of a second factor: ten of 50 random bits, shown once, kept as keyed hashes.
import { createHmac, randomBytes } from 'node:crypto';
import { derivedKey, type Keys } from './derived-key.ts';

export const RECOVERY_CODES = 10;
const SYMBOLS = 10;
/** Crockford's base 32: without I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** White space, the dashes that word processors make of a hyphen, and what they put in unseen. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212]/gu;

/** XXXXX-XXXXX */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    // 256 is a multiple of 32: each symbol is as likely as the next.
    const symbols = [...randomBytes(SYMBOLS)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
    return `${symbols.slice(0, SYMBOLS / 2)}-${symbols.slice(SYMBOLS / 2)}`;
  });
}

/** HMAC-SHA-256(key, account NUL symbols), of a code however it was typed; null for what is none. */
export function recoveryCodeHash(keys: Keys, { account, typed }: { account: string; typed: string }): Buffer | null {
  const symbols = typed.toUpperCase().replaceAll(SEPARATORS, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (symbols.length !== SYMBOLS || [...symbols].some((symbol) => !ALPHABET.includes(symbol))) return null;
  return createHmac('sha256', derivedKey(keys, 'second-factor-code')).update(`${account}\0${symbols}`).digest();
}
