// The plaintext inside a sealed pass (SPEC.md, "Pass"):
//
//     "SPH1" | u32 length | pass JSON | signature (64)
import { ByteReader } from "../byte-reader.ts";
import { concatBytes, decodeUtf8, encodeUtf8, fromBase64UrlOf, lengthPrefixed, toBase64Url, type Bytes } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { SIGNATURE_BYTES } from "../primitives/ed25519-verify.ts";
import type { SignedObject } from "../signed-object.ts";
import { PASS_MAX_BYTES } from "./container.ts";

const MAGIC = encodeUtf8("SPH1");

export function encodePassPlaintext({ json, signatures: [signature = ""] }: SignedObject): Bytes {
  return concatBytes(MAGIC, lengthPrefixed(encodeUtf8(json)), fromBase64UrlOf(signature, SIGNATURE_BYTES));
}

/** Takes the parts out, or throws InvalidInputError. Nothing is verified yet. */
export function parsePassPlaintext(bytes: Uint8Array): SignedObject {
  const reader = new ByteReader(bytes);
  if (!reader.take(MAGIC.length).every((byte, index) => byte === MAGIC[index])) throw new InvalidInputError("pass magic");
  const json = decodeUtf8(reader.takeLengthPrefixed(PASS_MAX_BYTES));
  const signature = toBase64Url(reader.take(SIGNATURE_BYTES));
  if (reader.left > 0) throw new InvalidInputError("bytes after the pass");
  return { json, signatures: [signature] };
}
