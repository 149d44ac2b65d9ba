// HPKE's key schedule (RFC 9180, section 5.1) for the one suite that age's mlkem768x25519 stanza uses: base mode, X-Wing
// (0x647a), HKDF-SHA256 (0x0001), ChaCha20Poly1305 (0x0003), no PSK, one message (SPEC.md, "Stanza"). HKDF is noble's: for inputs as
// short as these a call of WebCrypto takes several times as long, and a message for 1,000 people would need 2,000 of them.
import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, encodeUtf8, wipe, type Bytes } from "../bytes.ts";

const VERSION = encodeUtf8("HPKE-v1");
const SUITE = concatBytes(encodeUtf8("HPKE"), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x03));
const MODE_BASE = Uint8Array.of(0);
const EMPTY = new Uint8Array(0);
const NO_SALT = new Uint8Array(32);
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** What all stanzas with one info have in common: mode | psk_id_hash | info_hash. Nothing in it is secret. */
export type HpkeContext = Bytes;

/** Computed once for all stanzas of a message. */
export function hpkeContext(info: Uint8Array): HpkeContext {
  const hash = (label: string, data: Uint8Array): Bytes => extract(sha256, labeled(label, data), NO_SALT) as Bytes;
  return concatBytes(MODE_BASE, hash("psk_id_hash", EMPTY), hash("info_hash", info));
}

/**
 * The AEAD key (32 bytes) and the nonce (12 bytes) of the first, and here only, message.
 *
 *     secret = LabeledExtract(shared_secret, "secret", "")          key = LabeledExpand(secret, "key", key_schedule_context, 32)
 */
export function hpkeSchedule(context: HpkeContext, sharedSecret: Uint8Array): { key: Bytes; nonce: Bytes } {
  const secret = extract(sha256, labeled("secret", EMPTY), sharedSecret);
  const key = labeledExpand(secret, { label: "key", context, length: KEY_BYTES });
  const nonce = labeledExpand(secret, { label: "base_nonce", context, length: NONCE_BYTES });
  wipe(secret);
  return { key, nonce };
}

function labeledExpand(
  secret: Uint8Array, output: { readonly label: string; readonly context: HpkeContext; readonly length: number },
): Bytes {
  const { label, context, length } = output;
  return expand(sha256, secret, concatBytes(Uint8Array.of(length >> 8, length & 0xff), labeled(label, context)), length) as Bytes;
}

/** "HPKE-v1" | suite_id | label | data: LabeledExtract's ikm, and LabeledExpand's info after its length. */
function labeled(label: string, data: Uint8Array): Bytes {
  return concatBytes(VERSION, SUITE, encodeUtf8(label), data);
}
