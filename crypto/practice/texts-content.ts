// What a practice's texts may be, and the plaintext in which they are sealed (SPEC.md, "Practice texts"):
//
//     "SPT1" | u32 length | signed JSON | signature (64) | u32 length | content JSON | zeros to the padded length
import { ByteReader } from "../byte-reader.ts";
import { concatBytes, decodeUtf8, encodeUtf8, fromBase64UrlOf, lengthPrefixed, toBase64Url, type Bytes } from "../bytes.ts";
import { encodeCanonicalJsonBytes, parseCanonicalJsonBytes, type JsonValue } from "../canonical-json.ts";
import { InvalidInputError } from "../errors.ts";
import { parseBody, type BodyDocument } from "../message/body.ts";
import { PLAINTEXT_MIN_BYTES } from "../message/container.ts";
import { SUBJECT_MAX_CHARACTERS } from "../message/manifest.ts";
import { padmeLength } from "../padding.ts";
import { SIGNATURE_BYTES } from "../primitives/ed25519-verify.ts";
import { id, line, listOf, orNull, record, refine, type Shape, type ShapeOf } from "../shape.ts";
import type { SignedObject } from "../signed-object.ts";
import { TEXTS_OBJECT_MAX_BYTES } from "./texts.ts";

/** Of the content's JSON in UTF-8. */
export const TEXTS_CONTENT_MAX_BYTES = 262_144;
export const PRACTICE_TEMPLATES_MAX = 500;

/** Bodies may be 52 deep, and stand in a template in the list in the content. */
const JSON_MAX_DEPTH = 55;
const MAGIC = encodeUtf8("SPT1");

const body: Shape<BodyDocument> = (value): value is BodyDocument => {
  try {
    return parseBody(value) === value;
  } catch {
    return false;
  }
};
/** At most so many UTF-16 code units, without control characters but tab and line feed. */
const lines = (max: number): Shape<string> => (value): value is string => typeof value === "string" && value.length <= max && !/(?![\t\n])\p{Cc}/u.test(value);

const template = record({
  id,
  name: line({ min: 1, max: 100 }),
  noticeSubject: line({ max: 200 }),
  noticeText: lines(10_000),
  secureSubject: line({ max: SUBJECT_MAX_CHARACTERS }),
  body,
});
const shape = record({
  signature: orNull(record({ body, notice: lines(1000) })),
  /** Each id once. */
  templates: refine(listOf(template, { max: PRACTICE_TEMPLATES_MAX }), (list) => new Set(list.map((each) => each.id)).size === list.length),
});
export type TextsContent = ShapeOf<typeof shape>;

/** Canonical JSON in UTF-8, or InvalidInputError where it is too long or not of this form. */
export function encodeTextsContent(content: TextsContent): Bytes {
  const bytes = encodeCanonicalJsonBytes(content as unknown as JsonValue, JSON_MAX_DEPTH);
  if (bytes.length > TEXTS_CONTENT_MAX_BYTES) throw new InvalidInputError("texts too long");
  if (!shape(content)) throw new InvalidInputError("texts");
  return bytes;
}

/** InvalidInputError for anything else than `encodeTextsContent` writes. */
export function parseTextsContent(bytes: Uint8Array): TextsContent {
  const value: unknown = parseCanonicalJsonBytes(bytes, { maxBytes: TEXTS_CONTENT_MAX_BYTES, maxDepth: JSON_MAX_DEPTH });
  if (!shape(value)) throw new InvalidInputError("texts");
  return value;
}

export interface TextsPlaintext {
  readonly object: SignedObject;
  /** Canonical JSON, not yet parsed. */
  readonly content: Uint8Array;
}

export function encodeTextsPlaintext({ object: { json, signatures: [signature = ""] }, content }: TextsPlaintext): Bytes {
  const parts = concatBytes(MAGIC, lengthPrefixed(encodeUtf8(json)), fromBase64UrlOf(signature, SIGNATURE_BYTES), lengthPrefixed(content));
  const padded = new Uint8Array(paddedLength(parts.length));
  padded.set(parts);
  return padded;
}

/** Takes the parts out, or throws InvalidInputError. Nothing is verified yet. */
export function parseTextsPlaintext(bytes: Uint8Array): TextsPlaintext {
  const reader = new ByteReader(bytes);
  if (!reader.take(MAGIC.length).every((byte, index) => byte === MAGIC[index])) throw new InvalidInputError("texts magic");
  const json = decodeUtf8(reader.takeLengthPrefixed(TEXTS_OBJECT_MAX_BYTES));
  const signature = toBase64Url(reader.take(SIGNATURE_BYTES));
  const content = reader.takeLengthPrefixed(TEXTS_CONTENT_MAX_BYTES);
  if (bytes.length !== paddedLength(reader.position)) throw new InvalidInputError("padding length");
  if (reader.take(reader.left).some((byte) => byte !== 0)) throw new InvalidInputError("padding");
  return { object: { json, signatures: [signature] }, content };
}

function paddedLength(contentBytes: number): number {
  return Math.max(PLAINTEXT_MIN_BYTES, padmeLength(contentBytes));
}
