// Tokens that go out in mailed links and prove a mailbox when they come back. They are MACs over what they stand for, so
// nothing that could be used is stored, and a mail that is sent again carries the same link.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey, type Keys } from './derived-key.ts';

export type MailedTokenPurpose = 'confirm' | 'invitation' | 'restart' | 'new-address' | 'old-address';

const ID_CHARACTERS = 22;

/** 65 characters of base64url: the id, then HMAC-SHA-256(key, purpose NUL id). */
export function mailedToken(keys: Keys, { purpose, id }: { purpose: MailedTokenPurpose; id: string }): string {
  return id + createHmac('sha256', derivedKey(keys, 'mailed-token')).update(`${purpose}\0${id}`).digest('base64url');
}

/** The id that a genuine token stands for, else null. Takes the same time for every token of the right length. */
export function readMailedToken(keys: Keys, { purpose, token }: { purpose: MailedTokenPurpose; token: string }): string | null {
  const id = token.slice(0, ID_CHARACTERS);
  const expected = Buffer.from(mailedToken(keys, { purpose, id }));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}
