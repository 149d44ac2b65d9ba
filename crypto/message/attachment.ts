// Sealing and opening the segments of an attachment (SPEC.md, "Attachments").
import { concatBytes, constantTimeEqual, encodeUint32, encodeUint64, encodeUtf8, fromBase64UrlOf, idBytes, toBase64Url, wipe, type AttachmentKey, type Bytes, type Id } from "../bytes.ts";
import { InvalidInputError, OpenError } from "../errors.ts";
import { SEGMENT_CONTEXT } from "../labels.ts";
import { SALT_BYTES, SEGMENT_RECORD_BYTES } from "../primitives/cobblestone-length.ts";
import { cobblestoneOpenRecords, cobblestoneSealWith, type CobblestoneMessage, type CobblestoneScope } from "../primitives/cobblestone.ts";
import { randomBytes } from "../primitives/random.ts";
import { segmentHash } from "./segment-hash.ts";
import { segmentLayout } from "./segment-layout.ts";

/** Which segment of which attachment. */
export interface SegmentPlace {
  /** The attachment's id. */
  readonly id: Id;
  /** The attachment's plaintext bytes. */
  readonly size: number;
  readonly segmentSize: number;
  /** From 0. */
  readonly index: number;
}

export interface SealedSegment {
  readonly sealed: Bytes;
  /** Base64url of the segment's hash (segment-hash.ts), for the manifest. */
  readonly hash: string;
}

/** A fresh key (32 bytes) for one attachment. */
export function createAttachmentKey(): AttachmentKey {
  return randomBytes(32) as AttachmentKey;
}

/**
 * Seals one segment under a fresh salt. Sealing the same segment again gives other bytes and another hash: a retry either
 * sends the identical sealed bytes again, or replaces the hash too.
 */
export function sealSegment(key: AttachmentKey, place: SegmentPlace, plaintext: Uint8Array): Promise<SealedSegment> {
  return sealSegmentWith(key, place, { salt: randomBytes(SALT_BYTES), plaintext });
}

/** As sealSegment, into memory that the caller uses again: `sealed` is a view of `into`, good until `into` is written to again. */
export function sealSegmentInto(
  key: AttachmentKey, place: SegmentPlace, message: { readonly plaintext: Uint8Array; readonly into: Bytes },
): Promise<SealedSegment> {
  return sealSegmentWith(key, place, { salt: randomBytes(SALT_BYTES), ...message });
}

/** As sealSegment, with the caller's salt: for vectors. */
export async function sealSegmentWith(key: AttachmentKey, place: SegmentPlace, message: CobblestoneMessage): Promise<SealedSegment> {
  const { expectedBytes, scope } = scopeOf(key, place);
  if (message.plaintext.length !== expectedBytes) throw new InvalidInputError("segment length");
  const sealed = await cobblestoneSealWith(scope, message);
  return { sealed, hash: toBase64Url(await segmentHash(sealed)) };
}

/** The salt that a sealed segment begins with (24 bytes), in base64url: what `isSegmentOf` needs besides the hash. */
export function segmentSalt({ sealed }: SealedSegment): string {
  return toBase64Url(sealed.subarray(0, SALT_BYTES));
}

/**
 * Whether this plaintext is the one that was sealed to a segment with this salt and hash: told without the sealed bytes, which may lie
 * where they cannot be read back yet. Safe although a salt is used again: what is sealed here for comparison never leaves.
 */
export async function isSegmentOf(
  key: AttachmentKey, place: SegmentPlace & { readonly hash: string; readonly salt: string }, plaintext: Uint8Array,
): Promise<boolean> {
  const salt = fromBase64UrlOf(place.salt, SALT_BYTES);
  const again = await sealSegmentWith(key, place, { salt, plaintext });
  return again.hash === place.hash;
}

/** The segment's plaintext, in pieces that follow each other, or OpenError. Nothing is released unless the sealed bytes are those that the sender signed. */
export async function openSegment(
  key: AttachmentKey, place: SegmentPlace & { readonly hash: string }, sealed: Uint8Array,
): Promise<Bytes[]> {
  const { expectedBytes, scope } = scopeOf(key, place);
  const expectedHash = fromBase64UrlOf(place.hash, 32);
  // Side by side, so that WebCrypto's thread is never without work; nothing leaves here before both have held.
  const [hash, opening] = await Promise.allSettled([segmentHash(sealed), cobblestoneOpenRecords(scope, sealed)]);
  if (opening.status === "rejected") throw opening.reason;
  const pieces = opening.value;
  const signed = hash.status === "fulfilled" && constantTimeEqual(hash.value, expectedHash);
  if (signed && pieces.reduce((sum, { length }) => sum + length, 0) === expectedBytes) return pieces;
  for (const piece of pieces) wipe(piece);
  throw new OpenError();
}

/** Context: "sealpost/v1/segment\0" | id (16) | u64 size | u32 segment size | u32 index | u8 last. */
function scopeOf(key: AttachmentKey, place: SegmentPlace): { expectedBytes: number; scope: CobblestoneScope } {
  const layout = segmentLayout(place.size, place.segmentSize);
  const expectedBytes = layout.segmentBytes(place.index);
  const context = concatBytes(
    encodeUtf8(SEGMENT_CONTEXT),
    idBytes(place.id),
    encodeUint64(place.size),
    encodeUint32(place.segmentSize),
    encodeUint32(place.index),
    Uint8Array.of(place.index === layout.count - 1 ? 1 : 0),
  );
  return { expectedBytes, scope: { key, context, recordBytes: SEGMENT_RECORD_BYTES } };
}
