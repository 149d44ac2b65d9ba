// HKDF (RFC 5869) by HMAC. The protocol uses Expand with SHA-512 on keys that are uniform already (SPEC.md, "Derivation").
import { concatBytes, encodeUtf8, wipe, type Bytes } from "../bytes.ts";
import { DERIVATION_PREFIX, type DerivationLabel } from "../labels.ts";
import { hmacWith, importHmacKey, type HmacHash } from "./hmac.ts";

/**
 * HKDF-Expand (RFC 5869, section 2.3): `length` bytes, at most 255 times the hash's length.
 *
 *     T(0) = ""    T(i) = HMAC(prk, T(i-1) | info | i)    output = first `length` bytes of T(1) | T(2) | …
 */
export async function hkdfExpand(prk: Uint8Array, options: { hash: HmacHash; info: Uint8Array; length: number }): Promise<Bytes> {
  const key = await importHmacKey(prk, options.hash);
  const output = new Uint8Array(options.length);
  let block: Bytes = new Uint8Array(0);
  for (let at = 0, counter = 1; at < output.length; at += block.length, counter += 1) {
    const input = concatBytes(block, options.info, Uint8Array.of(counter));
    wipe(block);
    block = await hmacWith(key, input);
    wipe(input);
    output.set(block.subarray(0, output.length - at), at);
  }
  wipe(block);
  return output;
}

/** HKDF(key, label) of the protocol: 32 bytes of HKDF-Expand-SHA-512 with info `"sealpost/v1/" + label`. */
export function deriveKey(key: Uint8Array, label: DerivationLabel): Promise<Bytes> {
  return hkdfExpand(key, { hash: "SHA-512", info: encodeUtf8(DERIVATION_PREFIX + label), length: 32 });
}
