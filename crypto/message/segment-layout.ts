// How an attachment is cut into segments, and where each sealed segment stands. Arithmetic only: the server uses it too
// (SPEC.md, "Attachments").
import { InvalidInputError } from "../errors.ts";
import { SEGMENT_RECORD_BYTES, sealedLength } from "../primitives/cobblestone-length.ts";

/** 5 MiB: the least that S3 takes as a part. */
export const SEGMENT_BYTES = 5_242_880;
/** The most parts that S3 takes. */
export const SEGMENTS_MAX = 10_000;
/** 4 GiB less one record: what the segment's context can name. */
const SEGMENT_BYTES_MAX = 2 ** 32 - SEGMENT_RECORD_BYTES;

export interface SegmentLayout {
  readonly segmentSize: number;
  readonly count: number;
  /** Of all sealed segments together. */
  readonly sealedBytes: number;
  /** Plaintext bytes of segment i. */
  segmentBytes(index: number): number;
  sealedSegmentBytes(index: number): number;
  /** Where sealed segment i begins among all: i times the length of a full one. */
  offset(index: number): number;
}

/**
 * The layout of `size` plaintext bytes. Without `segmentSize`: 5 MiB, and larger only where 10,000 segments would not do.
 * InvalidInputError for sizes that no layout has.
 *
 *     count = max(1, ⌈size / segmentSize⌉)    a segment of n bytes is sealed in 56 + n + 16·(⌊n / 262144⌋ + 1)
 */
export function segmentLayout(size: number, segmentSize: number = defaultSegmentSize(size)): SegmentLayout {
  if (!isSize(size) || !isSegmentSize(segmentSize)) throw new InvalidInputError("attachment size");
  const count = Math.max(1, Math.ceil(size / segmentSize));
  if (count > SEGMENTS_MAX) throw new InvalidInputError("too many segments");
  const inRange = (index: number): number => {
    if (!Number.isInteger(index) || index < 0 || index >= count) throw new InvalidInputError("segment index");
    return index;
  };
  const segmentBytes = (index: number): number => (inRange(index) === count - 1 ? size - segmentSize * (count - 1) : segmentSize);
  const sealedSegmentBytes = (index: number): number => sealedLength(segmentBytes(index), SEGMENT_RECORD_BYTES);
  const offset = (index: number): number => inRange(index) * sealedLength(segmentSize, SEGMENT_RECORD_BYTES);
  return { segmentSize, count, sealedBytes: offset(count - 1) + sealedSegmentBytes(count - 1), segmentBytes, sealedSegmentBytes, offset };
}

/** The least multiple of a record, from 5 MiB on, that needs at most 10,000 segments. */
function defaultSegmentSize(size: number): number {
  const needed = Math.ceil(size / SEGMENTS_MAX / SEGMENT_RECORD_BYTES) * SEGMENT_RECORD_BYTES;
  return Math.max(SEGMENT_BYTES, needed);
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

function isSegmentSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= SEGMENT_BYTES && size <= SEGMENT_BYTES_MAX && size % SEGMENT_RECORD_BYTES === 0;
}
