// The plaintext inside a container (SPEC.md, "Plaintext"):
//
//     "SPM1" | u32 length | manifest JSON | signature (64) | u32 length | body JSON | zeros to the padded length
import { ByteReader } from "../byte-reader.ts";
import { concatBytes, decodeUtf8, encodeUtf8, fromBase64UrlOf, lengthPrefixed, toBase64Url, type Bytes } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { padmeLength } from "../padding.ts";
import { SIGNATURE_BYTES } from "../primitives/ed25519-verify.ts";
import type { SignedObject } from "../signed-object.ts";
import { BODY_MAX_BYTES } from "./body.ts";
import { PLAINTEXT_MIN_BYTES } from "./container.ts";
import { MANIFEST_MAX_BYTES } from "./manifest.ts";

const MAGIC = encodeUtf8("SPM1");

export interface Plaintext {
  readonly manifest: SignedObject;
  /** Canonical JSON, not yet parsed. */
  readonly body: Uint8Array;
}

export function encodePlaintext(plaintext: Plaintext): Bytes {
  const [signature = ""] = plaintext.manifest.signatures;
  const content = concatBytes(
    MAGIC,
    lengthPrefixed(encodeUtf8(plaintext.manifest.json)),
    fromBase64UrlOf(signature, SIGNATURE_BYTES),
    lengthPrefixed(plaintext.body),
  );
  const padded = new Uint8Array(paddedLength(content.length));
  padded.set(content);
  return padded;
}

/** Takes the parts out, or throws InvalidInputError. Nothing is verified yet. */
export function parsePlaintext(bytes: Uint8Array): Plaintext {
  const reader = new ByteReader(bytes);
  if (!reader.take(MAGIC.length).every((byte, index) => byte === MAGIC[index])) throw new InvalidInputError("plaintext magic");
  const json = decodeUtf8(reader.takeLengthPrefixed(MANIFEST_MAX_BYTES));
  const signature = toBase64Url(reader.take(SIGNATURE_BYTES));
  const body = reader.takeLengthPrefixed(BODY_MAX_BYTES);
  // One content has one plaintext: the padding's length is fixed and it says nothing.
  if (bytes.length !== paddedLength(reader.position)) throw new InvalidInputError("padding length");
  requireZeros(reader.take(reader.left));
  return { manifest: { json, signatures: [signature] }, body };
}

/** Thousands of bytes in each message, and a call for each of them takes longer than opening its stanza. */
function requireZeros(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i += 1) if (bytes[i] !== 0) throw new InvalidInputError("padding");
}

function paddedLength(contentBytes: number): number {
  return Math.max(PLAINTEXT_MIN_BYTES, padmeLength(contentBytes));
}
