// HPKE's key schedule (RFC 9180, section 5.1) for the one suite that age's mlkem768x25519 stanza uses: base mode, X-Wing
// (0x647a), HKDF-SHA256 (0x0001), ChaCha20Poly1305 (0x0003), no PSK, one message (SPEC.md, "Stanza").
import { concatBytes, encodeUtf8, type Bytes } from "../bytes.ts";
import { hmacSha256 } from "./hmac.ts";
import { source, subtle } from "./webcrypto.ts";

const VERSION = encodeUtf8("HPKE-v1");
const SUITE = concatBytes(encodeUtf8("HPKE"), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x03));
const MODE_BASE = Uint8Array.of(0);
const EMPTY = new Uint8Array(0);
const HASH_BYTES = 32;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** What all stanzas with one info have in common. Nothing in it is secret. */
export interface HpkeContext {
  /** mode | psk_id_hash | info_hash */
  readonly keySchedule: Bytes;
  /** LabeledExtract's ikm for "secret", without PSK, as HKDF's input key. */
  readonly secretInput: CryptoKey;
}

/** Computed once for all stanzas of a message. */
export async function hpkeContext(info: Uint8Array): Promise<HpkeContext> {
  const noSalt = new Uint8Array(HASH_BYTES);
  const pskIdHash = await hmacSha256(noSalt, labeled("psk_id_hash", EMPTY));
  const infoHash = await hmacSha256(noSalt, labeled("info_hash", info));
  const secretInput = await subtle.importKey("raw", labeled("secret", EMPTY), "HKDF", false, ["deriveBits"]);
  return { keySchedule: concatBytes(MODE_BASE, pskIdHash, infoHash), secretInput };
}

/**
 * The AEAD key (32 bytes) and the nonce (12 bytes) of the first, and here only, message.
 *
 *     secret = LabeledExtract(shared_secret, "secret", "")          key = LabeledExpand(secret, "key", key_schedule_context, 32)
 *
 * Each is one call of WebCrypto's HKDF, since its Extract takes the shared secret as the salt.
 */
export async function hpkeSchedule(context: HpkeContext, sharedSecret: Uint8Array): Promise<{ key: Bytes; nonce: Bytes }> {
  const [key, nonce] = await Promise.all([
    extractAndExpand(context, { sharedSecret, label: "key", length: KEY_BYTES }),
    extractAndExpand(context, { sharedSecret, label: "base_nonce", length: NONCE_BYTES }),
  ]);
  return { key, nonce };
}

async function extractAndExpand(
  context: HpkeContext, output: { readonly sharedSecret: Uint8Array; readonly label: string; readonly length: number },
): Promise<Bytes> {
  const { sharedSecret, label, length } = output;
  const info = concatBytes(Uint8Array.of(length >> 8, length & 0xff), labeled(label, context.keySchedule));
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: source(sharedSecret), info };
  return new Uint8Array(await subtle.deriveBits(hkdf, context.secretInput, length * 8));
}

/** "HPKE-v1" | suite_id | label | data: LabeledExtract's ikm, and LabeledExpand's info after its length. */
function labeled(label: string, data: Uint8Array): Bytes {
  return concatBytes(VERSION, SUITE, encodeUtf8(label), data);
}
