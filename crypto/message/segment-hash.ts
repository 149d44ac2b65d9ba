// The hash by which a manifest names a sealed segment: over the hashes of its records, so that no more than a record is hashed at
// once (SPEC.md, "Attachments").
import type { Bytes } from "../bytes.ts";
import { HEADER_BYTES, SEGMENT_RECORD_BYTES, TAG_BYTES } from "../primitives/cobblestone-length.ts";
import { sha256 } from "../primitives/hash.ts";
import { sideBySide } from "../primitives/side-by-side.ts";

const HASH_BYTES = 32;
const SEALED_RECORD_BYTES = SEGMENT_RECORD_BYTES + TAG_BYTES;

/**
 * 32 bytes, of any bytes: different bytes have different hashes, whether or not they are a segment.
 *
 *     SHA-256( header (56) | SHA-256(sealed record 0) | SHA-256(sealed record 1) | … )
 */
export async function segmentHash(sealed: Uint8Array): Promise<Bytes> {
  const header = sealed.subarray(0, HEADER_BYTES);
  const records = Math.ceil((sealed.length - header.length) / SEALED_RECORD_BYTES);
  const hashes = new Uint8Array(header.length + records * HASH_BYTES);
  hashes.set(header);
  await sideBySide(records, async (index) => {
    const at = HEADER_BYTES + index * SEALED_RECORD_BYTES;
    hashes.set(await sha256(sealed.subarray(at, at + SEALED_RECORD_BYTES)), HEADER_BYTES + index * HASH_BYTES);
  });
  return sha256(hashes);
}
