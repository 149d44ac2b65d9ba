// Opening a message container: an age v1 file (C2SP age) by age-encryption, with X-Wing by libsodium (SPEC.md, "Container").
import { Decrypter, type Stanza } from "age-encryption";
import { encodeUtf8, fromBase64UrlOf, wipe, type Bytes, type FileKey, type KemSeed } from "../bytes.ts";
import { OpenError } from "../errors.ts";
import { FILE_KEY_BYTES, STANZA_BODY_BYTES, STANZA_INFO, STANZA_TYPE } from "./age-stanza.ts";
import { hpkeContext, hpkeSchedule, type HpkeContext } from "./hpke.ts";
import { ownBytes, sodium } from "./sodium.ts";
import { xwingDecapsulate } from "./xwing-decapsulate.ts";
import { KEM_CIPHERTEXT_BYTES } from "./xwing-lengths.ts";

export interface AgeKeys {
  /** Tried in this order for each stanza. */
  readonly seeds: readonly KemSeed[];
  /** Places of the stanzas to try, in this order; no other stanza is looked at. */
  readonly stanzas: readonly number[];
}

export interface AgeOpened {
  readonly plaintext: Bytes;
  /** Which stanza gave the file key, and to which seed. */
  readonly stanza: number;
  readonly seed: KemSeed;
}

/**
 * The whole plaintext, or OpenError. The header's MAC is keyed by the file key, so all stanzas stand as they were sealed;
 * the payload's last chunk is marked, so nothing is missing and nothing follows.
 */
export async function decryptAge(container: Uint8Array, keys: AgeKeys): Promise<AgeOpened> {
  let opened: { fileKey: FileKey; stanza: number; seed: KemSeed } | null = null;
  const decrypter = new Decrypter();
  decrypter.addIdentity({
    unwrapFileKey: async (stanzas) => {
      const unwrapped = unwrapFileKey(stanzas, keys);
      opened = unwrapped;
      return unwrapped?.fileKey ?? null;
    },
  });
  try {
    const plaintext = ownBytes(await decrypter.decrypt(container));
    if (opened === null) throw new OpenError();
    const { stanza, seed } = opened as { stanza: number; seed: KemSeed };
    return { plaintext, stanza, seed };
  } catch (cause) {
    throw new OpenError({ cause });
  } finally {
    if (opened !== null) wipe((opened as { fileKey: FileKey }).fileKey);
  }
}

/** As `decryptAge`, for whoever was given the file key and no stanza. The caller keeps the key, and wipes it. */
export async function decryptAgeWithFileKey(container: Uint8Array, fileKey: FileKey): Promise<Bytes> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: async () => fileKey });
  try {
    return ownBytes(await decrypter.decrypt(container));
  } catch (cause) {
    throw new OpenError({ cause });
  }
}

/** The file key of a container by its header, whose MAC holds, or OpenError. The caller wipes it. */
export async function fileKeyOf(header: Uint8Array, keys: AgeKeys): Promise<FileKey> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: async (stanzas) => unwrapFileKey(stanzas, keys)?.fileKey ?? null });
  try {
    return ownBytes(await decrypter.decryptHeader(header)) as FileKey;
  } catch (cause) {
    throw new OpenError({ cause });
  }
}

/** The file key from the first stanza that one of the seeds opens, or null. */
export function unwrapFileKey(
  stanzas: readonly Stanza[], keys: AgeKeys,
): { fileKey: FileKey; stanza: number; seed: KemSeed } | null {
  const context = hpkeContext(encodeUtf8(STANZA_INFO));
  for (const index of keys.stanzas) {
    const stanza = stanzas[index];
    if (stanza === undefined || stanza.args[0] !== STANZA_TYPE) continue;
    for (const seed of keys.seeds) {
      const fileKey = unwrapStanza(stanza, { context, seed });
      if (fileKey !== null) return { fileKey, stanza: index, seed };
    }
  }
  return null;
}

/** Null where the seed is not this stanza's. Throws for a malformed stanza, as age's Identity must. */
function unwrapStanza(stanza: Stanza, by: { context: HpkeContext; seed: KemSeed }): FileKey | null {
  const ciphertext = fromBase64(stanza);
  const sharedSecret = xwingDecapsulate(by.seed, ciphertext);
  if (sharedSecret === null) return null;
  const { key, nonce } = hpkeSchedule(by.context, sharedSecret);
  try {
    const fileKey = sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, stanza.body, null, nonce, key);
    return fileKey.length === FILE_KEY_BYTES ? (ownBytes(fileKey) as FileKey) : null;
  } catch {
    return null;
  } finally {
    wipe(sharedSecret, key);
  }
}

function fromBase64(stanza: Stanza): Bytes {
  const [, share, ...rest] = stanza.args;
  if (share === undefined || rest.length > 0 || stanza.body.length !== STANZA_BODY_BYTES || /[-_]/.test(share)) throw new OpenError();
  return fromBase64UrlOf(share.replaceAll("+", "-").replaceAll("/", "_"), KEM_CIPHERTEXT_BYTES);
}
