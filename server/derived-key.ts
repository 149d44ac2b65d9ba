// A key of its own for each use of the server's master key.
import { createHmac } from 'node:crypto';
import type { Secrets } from './secrets.ts';

export type Keys = Pick<Secrets, 'masterKey'>;
export type KeyUse = 'mailed-token' | 'rate-limit' | 'fake-record' | 'second-factor' | 'second-factor-code' | 'known-browser';

/** HMAC-SHA-256(master key, "sealpost/server/v1/" + use), 32 bytes. */
export function derivedKey({ masterKey }: Keys, use: KeyUse): Buffer {
  return createHmac('sha256', masterKey).update(`sealpost/server/v1/${use}`).digest();
}
