// What the server asks of a place for attachments' ciphertext, and the errors it may meet there.
// A blob is the concatenation of its sealed segments (crypto/SPEC.md, "Attachment"); the store never looks inside.

/** Where the segments of one blob lie. Every segment has `segmentBytes` but the last, which has the rest. */
export type BlobLayout = {
  /** 22 characters of base64url; stores refuse anything else, so an id can never be a path. */
  id: string;
  sealedBytes: number;
  segmentCount: number;
  segmentBytes: number;
};

/** Bytes from `start` on, `length` of them. */
export type ByteRange = { start: number; length: number };

/** A segment on its way in: exactly the length that the layout says, or it is refused. */
export type IncomingSegment = { index: number; bytes: AsyncIterable<Uint8Array> };

export type StoredBlob = { id: string; modifiedAt: Date };

export interface BlobStore {
  /** Makes room. Calling it again for the same layout changes nothing. Throws BlobStoreFullError. */
  begin(layout: BlobLayout): Promise<void>;
  /**
   * Keeps one segment: wholly and durably when the promise fulfils, not at all when it rejects. Written again, the
   * segment that arrived last stands. Throws SegmentLengthError, BlobNotFoundError (not begun, or removed),
   * BlobStoreFullError.
   */
  writeSegment(layout: BlobLayout, segment: IncomingSegment): Promise<void>;
  /** The indexes of the segments that are kept, ascending; all of them once the blob is complete. */
  received(layout: BlobLayout): Promise<number[]>;
  /** Closes the blob after checking count and sizes. Calling it again changes nothing. Throws BlobIncompleteError. */
  complete(layout: BlobLayout): Promise<void>;
  /** A complete blob, or a part of it, as a stream that reads no further ahead than it must. Throws BlobNotFoundError. */
  read(id: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
  /** Deletes the blob, complete or not. One that is not there is no error. */
  remove(id: string): Promise<void>;
  /** Everything kept here, complete or not: what the clean-up compares with the database. */
  list(): AsyncIterable<StoredBlob>;
  /** Fulfils when the store can be read and written now. */
  health(): Promise<void>;
  close(): Promise<void>;
  /** Present when browsers can reach the store themselves. */
  readonly direct: DirectTransfer | null;
}

/** Transfers between browser and store that do not pass through this server, by URLs that carry their own permission. */
export interface DirectTransfer {
  /** The origin that browsers must be allowed to connect to. */
  readonly origin: string;
  /** A URL that takes one segment by PUT, of exactly its length. */
  presignPart(layout: BlobLayout, index: number): Promise<string>;
  /** A URL that gives a complete blob by GET; ranges are allowed. */
  presignRead(id: string): Promise<string>;
}

export class BlobError extends Error {
  readonly code: 'blob_not_found' | 'blob_incomplete' | 'segment_length' | 'store_full' | 'store_unavailable';

  constructor(code: BlobError['code'], options: { message: string; cause?: unknown }) {
    super(options.message, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
  }
}

export class BlobNotFoundError extends BlobError {
  constructor(cause?: unknown) {
    super('blob_not_found', { message: 'no such blob', cause });
  }
}

export class BlobIncompleteError extends BlobError {
  readonly missing: number[];

  constructor(missing: number[]) {
    super('blob_incomplete', { message: `${missing.length} segments are missing or have the wrong size` });
    this.missing = missing;
  }
}

export class SegmentLengthError extends BlobError {
  constructor(cause?: unknown) {
    super('segment_length', { message: 'the segment is not as long as announced', cause });
  }
}

export class BlobStoreFullError extends BlobError {
  constructor(cause?: unknown) {
    super('store_full', { message: 'there is no room for this blob', cause });
  }
}

export class BlobStoreUnavailableError extends BlobError {
  constructor(cause?: unknown) {
    super('store_unavailable', { message: 'the blob store does not answer', cause });
  }
}

/** Where segment `index` lies in the blob. Throws SegmentLengthError for an index outside of it. */
export function segmentRange(layout: BlobLayout, index: number): ByteRange {
  if (!Number.isInteger(index) || index < 0 || index >= layout.segmentCount) throw new SegmentLengthError();
  const start = index * layout.segmentBytes;
  return { start, length: Math.min(layout.segmentBytes, layout.sealedBytes - start) };
}

export function allSegments(layout: BlobLayout): number[] {
  return Array.from({ length: layout.segmentCount }, (_, index) => index);
}

/** The segments that are not among those received. */
export function missingSegments(layout: BlobLayout, received: Iterable<number>): number[] {
  const kept = new Set(received);
  return allSegments(layout).filter((index) => !kept.has(index));
}

/** Refuses ids that are not ids, so that they are safe as file and object names. */
export function assertBlobId(id: string): void {
  if (!/^[A-Za-z0-9_-]{22}$/.test(id)) throw new BlobNotFoundError();
}
