// A file of a draft in memory, and its two records in the sealed state: unfinished in the upload journal, complete in the draft.
import { fromBase64Url, segmentLayout, toBase64Url, type AttachmentKey, type Id } from '#crypto';
import type { DraftAttachment } from '../vault-api/drafts.ts';
import type { SentSegmentRecord, StoredAttachment, StoredUpload } from './documents.ts';

/** Its segments' hashes come in as they are sent. */
export type DraftFile = {
  id: Id;
  draft: Id;
  name: string;
  path: string | null;
  mediaType: string;
  size: number;
  lastModified: number;
  segmentSize: number;
  key: AttachmentKey;
  segments: (SentSegmentRecord | null)[];
  typeClass: 'standard' | 'advanced' | null;
  complete: boolean;
  /** What the server keeps of it, or null. */
  thumbnail: StoredAttachment['thumbnail'];
};

/** Salts let a file be compared with what was sent of it. For larger ones than this (10 GB) they would crowd the journal. */
export const SEGMENTS_WITH_SALT = 2000;

/** The record that a manifest needs; null while segments are missing. */
export function storedFile(file: DraftFile): StoredAttachment | null {
  const segments = file.segments.flatMap((segment) => (segment === null ? [] : [segment[0]]));
  if (segments.length !== file.segments.length) return null;
  const { id, name, path, mediaType, size, segmentSize, thumbnail } = file;
  return { id, name, path, mediaType, size, segmentSize, key: toBase64Url(file.key), segments, thumbnail, typeClass: file.typeClass ?? 'standard' };
}

export function storedUpload({ draft: _draft, complete: _complete, key, segments, ...record }: DraftFile): StoredUpload {
  return { ...record, key: toBase64Url(key), segments: [...segments] };
}

/** As it was when it was kept. */
export function draftFileOf(upload: StoredUpload, draft: Id): DraftFile {
  return { ...upload, draft, key: fromBase64Url(upload.key) as AttachmentKey, segments: [...upload.segments], complete: false };
}

export function unfinishedView({ id, name, path, mediaType, size, segmentSize, segments, lastModified }: DraftFile): DraftAttachment {
  const layout = segmentLayout(size, segmentSize);
  const sent = segments.reduce((sum, segment, index) => (segment === null ? sum : sum + layout.segmentBytes(index)), 0);
  return { id, name, path, mediaType, size, unfinished: { sent, lastModified } };
}
