// age's scrypt stanza (C2SP age, "The scrypt recipient type") by OpenSSL: age-encryption's own takes ten times as long in JavaScript,
// and who does not want to wait chooses a weaker one.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { type Identity, type Recipient, Stanza } from 'age-encryption';

type Cost = { N: number; r: number; p: number; maxmem: number };
const derive = promisify<string, Uint8Array, number, Cost, Buffer>(scrypt);

const TYPE = 'scrypt';
const LABEL = 'age-encryption.org/v1/scrypt';
const WORK = 18; // 256 MiB, about a second
const MOST_WORK = 20;
const SALT_BYTES = 16;
const FILE_KEY_BYTES = 16;
const TAG_BYTES = 16;
const CIPHER = 'chacha20-poly1305';
/** The key is used once: its salt is fresh. */
const NONCE = new Uint8Array(12);

export function passphraseRecipient(passphrase: string): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(SALT_BYTES);
      const cipher = createCipheriv(CIPHER, await wrapKey(passphrase, { salt, work: WORK }), NONCE, { authTagLength: TAG_BYTES });
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      return [new Stanza([TYPE, base64(salt), String(WORK)], new Uint8Array(body))];
    },
  };
}

/** Null where no stanza is for a passphrase; throws where one is and is not as it must be: alone, with a cost that can be paid. */
export function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const stanza = stanzas.find(({ args }) => args[0] === TYPE);
      if (stanza === undefined) return null;
      const [, salt = '', work = '', ...rest] = stanza.args;
      const saltBytes = Buffer.from(salt, 'base64');
      const sound = stanzas.length === 1 && rest.length === 0 && /^[1-9]\d?$/.test(work) && Number(work) <= MOST_WORK;
      if (!sound || saltBytes.byteLength !== SALT_BYTES || base64(saltBytes) !== salt || stanza.body.byteLength !== FILE_KEY_BYTES + TAG_BYTES) throw new Error('malformed scrypt stanza');
      const decipher = createDecipheriv(CIPHER, await wrapKey(passphrase, { salt: saltBytes, work: Number(work) }), NONCE, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(stanza.body.subarray(FILE_KEY_BYTES));
      return new Uint8Array(Buffer.concat([decipher.update(stanza.body.subarray(0, FILE_KEY_BYTES)), decipher.final()]));
    },
  };
}

/** scrypt(passphrase, "age-encryption.org/v1/scrypt" | salt, N = 2^work, r = 8, p = 1), 32 bytes. */
async function wrapKey(passphrase: string, { salt, work }: { salt: Uint8Array; work: number }): Promise<Uint8Array> {
  const N = 2 ** work;
  return new Uint8Array(await derive(passphrase, Buffer.concat([Buffer.from(LABEL), salt]), 32, { N, r: 8, p: 1, maxmem: 128 * 8 * N + 1024 * 1024 }));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
