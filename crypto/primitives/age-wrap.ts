// Sealing a message container: an age v1 file (C2SP age) by age-encryption, with X-Wing by libsodium (SPEC.md, "Container").
import { Encrypter, Stanza } from "age-encryption";
import { encodeUtf8, toBase64Url, wipe, type Bytes, type FileKey, type KemPublicKey } from "../bytes.ts";
import { STANZA_INFO, STANZA_TYPE } from "./age-stanza.ts";
import { hpkeContext, hpkeSchedule } from "./hpke.ts";
import { ownBytes, sodium } from "./sodium.ts";
import { xwingEncapsulate, type Encapsulation } from "./xwing-encapsulate.ts";

/** An age file with exactly one stanza for each key, in the order of the keys. */
export async function encryptAge(publicKeys: readonly KemPublicKey[], plaintext: Uint8Array): Promise<Bytes> {
  const encrypter = new Encrypter();
  const fileKeys: FileKey[] = [];
  // One recipient for all keys, since the library wraps for its recipients one after the other.
  encrypter.addRecipient({
    wrapFileKey: async (fileKey) => {
      fileKeys.push(fileKey as FileKey);
      return wrapFileKey(fileKey as FileKey, publicKeys.map((key) => xwingEncapsulate(key)));
    },
  });
  try {
    return ownBytes(await encrypter.encrypt(plaintext));
  } finally {
    // The whole plaintext is sealed by now: the library needs the key no more.
    wipe(...fileKeys);
  }
}

/** One stanza for each encapsulation, in their order. The shared secrets are wiped. */
export function wrapFileKey(fileKey: FileKey, encapsulations: readonly Encapsulation[]): Stanza[] {
  const context = hpkeContext(encodeUtf8(STANZA_INFO));
  return encapsulations.map(({ ciphertext, sharedSecret }) => {
    const { key, nonce } = hpkeSchedule(context, sharedSecret);
    const body = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(fileKey, null, null, nonce, key);
    wipe(sharedSecret, key);
    return new Stanza([STANZA_TYPE, toBase64(ciphertext)], body);
  });
}

/** age writes RFC 4648's ordinary alphabet without padding. */
function toBase64(bytes: Uint8Array): string {
  return toBase64Url(bytes).replaceAll("-", "+").replaceAll("_", "/");
}
