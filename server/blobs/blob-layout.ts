// From what an uploader announces to the layout that blob stores work with (crypto/SPEC.md, "Attachment").
import { segmentLayout } from '#crypto/server';
import type { BlobLayout } from './blob-store.ts';

/** The layout of an attachment of `size` plaintext bytes, cut into segments of `segmentSize`. */
export function blobLayout(id: string, { size, segmentSize }: { size: number; segmentSize: number }): BlobLayout {
  const layout = segmentLayout(size, segmentSize);
  return { id, sealedBytes: layout.sealedBytes, segmentCount: layout.count, segmentBytes: layout.sealedSegmentBytes(0) };
}
