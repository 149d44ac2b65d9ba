// Lengths of Cobblestone-256 (C2SP chunked-encryption). No key comes near this file: the server computes sizes with it.

export const SALT_BYTES = 24;
export const COMMITMENT_BYTES = 32;
export const TAG_BYTES = 16;
export const HEADER_BYTES = SALT_BYTES + COMMITMENT_BYTES;

/** The standard's record: 16 KiB of plaintext. */
export const STANDARD_RECORD_BYTES = 16_384;
/** The record of attachment segments: 256 KiB of plaintext. */
export const SEGMENT_RECORD_BYTES = 262_144;

/** 56 + n + 16·(⌊n / record⌋ + 1): the last record is always shorter than a full one, and may be empty. */
export function sealedLength(plaintextBytes: number, recordBytes: number): number {
  return HEADER_BYTES + plaintextBytes + TAG_BYTES * (Math.floor(plaintextBytes / recordBytes) + 1);
}

/** The inverse, or null where no plaintext has that sealed length (truncated at a record's end, or within a tag). */
export function plaintextLength(sealedBytes: number, recordBytes: number): number | null {
  const body = sealedBytes - HEADER_BYTES;
  const fullRecords = Math.floor(body / (recordBytes + TAG_BYTES));
  const last = body - fullRecords * (recordBytes + TAG_BYTES);
  if (body < TAG_BYTES || last < TAG_BYTES) return null;
  return fullRecords * recordBytes + last - TAG_BYTES;
}
