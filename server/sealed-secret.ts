// Secrets that the server shares with an authenticator app, sealed so that a stolen database alone does not hold them. This is the
// server's own key: nothing of anybody's mail can be opened with it.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKey, type Keys } from './derived-key.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

type Owned = { account: string };

/** nonce | AES-256-GCM(key, nonce, secret, account id) | tag */
export function sealSecret(keys: Keys, { account, secret }: Owned & { secret: Uint8Array }): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derivedKey(keys, 'second-factor'), nonce).setAAD(Buffer.from(account));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where it was sealed for another account, or under another key. */
export function openSecret(keys: Keys, { account, sealed }: Owned & { sealed: Buffer }): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(keys, 'second-factor'), nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(account));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
