// Random tokens that stand for a right (session, ticket, log-in): 256 bits given out once, kept as SHA-256 only, so that a
// stolen database opens nothing. The look-up is by hash: its timing says nothing about the token.
import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
/** 43 characters of base64url. */
export const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/;

export type Token = { token: string; hash: Buffer };

export function createToken(): Token {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** SHA-256 of a text's UTF-8 or of bytes. */
export function hashOf(value: string | Uint8Array): Buffer {
  return createHash('sha256').update(value).digest();
}
