// Signed objects: reading and verifying. Signing stands in signed-object-signer.ts (SPEC.md, "Signed objects").
import { fromBase64UrlOf, concatBytes, encodeUtf8, type Bytes } from "./bytes.ts";
import { parseCanonicalJson } from "./canonical-json.ts";
import { InvalidInputError, VerificationError } from "./errors.ts";
import { SIGNATURE_PREFIX, type SignedType } from "./labels.ts";
import { SIGNATURE_BYTES, verifyEd25519 } from "./primitives/ed25519-verify.ts";
import { sha512 } from "./primitives/hash.ts";
import type { Shape } from "./shape.ts";

/** The form on the wire and at rest: the RFC 8785 text, and base64url signatures in the order that the type fixes. */
export interface SignedObject {
  readonly json: string;
  readonly signatures: readonly string[];
}

/** Fields every signed object begins with. */
export interface SignedFields {
  readonly type: SignedType;
  readonly version: number;
}

export interface SignedObjectForm<T> {
  readonly type: SignedType;
  readonly shape: Shape<T>;
  /** How many signatures there may be. */
  readonly signatures: { readonly min: number; readonly max: number };
  /** Of the JSON text; default 16 KiB. */
  readonly maxBytes?: number;
}

/** An object of the right form. Nothing about its signatures is known yet. */
export interface ParsedObject<T> {
  readonly type: SignedType;
  readonly fields: T;
  readonly json: string;
  readonly signatures: readonly Bytes[];
}

export const SIGNED_OBJECT_MAX_BYTES = 16_384;

/** "sealpost/v1/" + type + 0x00 + SHA-512(JSON): what a signature is made over. The hash keeps signing cheap and the prefix keeps types apart. */
export async function signedMessage(type: SignedType, json: string): Promise<Bytes> {
  return concatBytes(encodeUtf8(`${SIGNATURE_PREFIX}${type}\0`), await sha512(encodeUtf8(json)));
}

/** Reads an object of exactly this form, or throws VerificationError. Verify its signatures next: nothing is vouched for yet. */
export function parseSignedObject<T extends SignedFields>(object: SignedObject, form: SignedObjectForm<T>): ParsedObject<T> {
  try {
    if (!Array.isArray(object.signatures) || typeof object.json !== "string") throw new InvalidInputError("signed object");
    const { min, max } = form.signatures;
    if (object.signatures.length < min || object.signatures.length > max) throw new InvalidInputError("number of signatures");
    const fields = parseCanonicalJson(object.json, { maxBytes: form.maxBytes ?? SIGNED_OBJECT_MAX_BYTES });
    if (!form.shape(fields) || fields.type !== form.type) throw new InvalidInputError("fields of signed object");
    const signatures = object.signatures.map((text) => fromBase64UrlOf(text, SIGNATURE_BYTES));
    return { type: form.type, fields, json: object.json, signatures };
  } catch (cause) {
    throw new VerificationError({ cause });
  }
}

/** Verifies the signatures at the given places, all of them, or throws VerificationError. `keys[i]` (32 bytes) must have made signature i. */
export async function verifySignatures(
  object: Pick<ParsedObject<unknown>, "type" | "json" | "signatures">, keys: readonly Uint8Array[],
): Promise<void> {
  if (keys.length !== object.signatures.length) throw new VerificationError();
  const message = await signedMessage(object.type, object.json);
  for (const [index, key] of keys.entries()) {
    if (!verifyEd25519(key, { message, signature: object.signatures[index]! })) throw new VerificationError();
  }
}
