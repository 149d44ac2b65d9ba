// HPKE's key schedule (RFC 9180, section 5.1) for the one suite that age's mlkem768x25519 stanza uses: base mode, X-Wing
// (0x647a), HKDF-SHA256 (0x0001), ChaCha20Poly1305 (0x0003), no PSK, one message (SPEC.md, "Stanza").
import { concatBytes, encodeUtf8, wipe, type Bytes } from "../bytes.ts";
import { hmacSha256, hmacWith, importHmacKey } from "./hmac.ts";

const VERSION = encodeUtf8("HPKE-v1");
const SUITE = concatBytes(encodeUtf8("HPKE"), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x03));
const MODE_BASE = Uint8Array.of(0);
const EMPTY = new Uint8Array(0);
const HASH_BYTES = 32;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** mode | psk_id_hash | info_hash: the same for every message with this info, so it is computed once for all stanzas. */
export async function hpkeContext(info: Uint8Array): Promise<Bytes> {
  const noSalt = new Uint8Array(HASH_BYTES);
  const pskIdHash = await hmacSha256(noSalt, labeled("psk_id_hash", EMPTY));
  const infoHash = await hmacSha256(noSalt, labeled("info_hash", info));
  return concatBytes(MODE_BASE, pskIdHash, infoHash);
}

/** The AEAD key (32 bytes) and the nonce (12 bytes) of the first, and here only, message. */
export async function hpkeSchedule(context: Uint8Array, sharedSecret: Uint8Array): Promise<{ key: Bytes; nonce: Bytes }> {
  const secret = await hmacSha256(sharedSecret, labeled("secret", EMPTY));
  const prk = await importHmacKey(secret, "SHA-256");
  wipe(secret);
  const [key, nonce] = await Promise.all([
    hmacWith(prk, expandInput("key", { info: context, length: KEY_BYTES })),
    hmacWith(prk, expandInput("base_nonce", { info: context, length: NONCE_BYTES })),
  ]);
  return { key, nonce: nonce.slice(0, NONCE_BYTES) };
}

/** LabeledExtract's ikm: "HPKE-v1" | suite_id | label | ikm. */
function labeled(label: string, ikm: Uint8Array): Bytes {
  return concatBytes(VERSION, SUITE, encodeUtf8(label), ikm);
}

/** LabeledExpand's info, and the counter 0x01 of HKDF-Expand's first block: both outputs fit into one (32 bytes). */
function expandInput(label: string, output: { readonly info: Uint8Array; readonly length: number }): Bytes {
  const length = Uint8Array.of(output.length >> 8, output.length & 0xff);
  return concatBytes(length, labeled(label, output.info), Uint8Array.of(1));
}
