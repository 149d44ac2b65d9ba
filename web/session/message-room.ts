// How many people and files one message can list. Told before a file is uploaded and before anybody is invited: what is sealed and what is kept
// have a limit, and a person cannot be asked at the end to take files out again.
import type { DraftAttachment } from './vault-api/drafts.ts';

export const RECIPIENTS_OF_A_MESSAGE = 1000;
export const FILES_OF_A_MESSAGE = 1000;

/** What is kept about all files of a draft together, in bytes. A draft has 1,032,188 in all: its text and recipients need room, too. */
const RECORDS_MAX_BYTES = 786_432;
/** Of one file: everything but its name, folder and type, and the hashes of its segments. */
const RECORD_BYTES = 400;
const HASH_BYTES = 46;
const SEGMENT_BYTES = 5_242_880;
const SEGMENTS_MAX = 10_000;

type Listed = Pick<DraftAttachment, 'name' | 'path' | 'mediaType' | 'size'>;

/** Whether one message can list all of these files. */
export function canList(files: readonly Listed[]): boolean {
  return files.length <= FILES_OF_A_MESSAGE && files.reduce((sum, file) => sum + recordBytes(file), 0) <= RECORDS_MAX_BYTES;
}

const known = new WeakMap<Listed, number>();

/** A folder may have a thousand files, and each is held against all before it. */
function recordBytes(file: Listed): number {
  const { name, path, mediaType, size } = file;
  const segments = Math.min(Math.max(1, Math.ceil(size / SEGMENT_BYTES)), SEGMENTS_MAX);
  const bytes = known.get(file) ?? RECORD_BYTES + HASH_BYTES * segments + new TextEncoder().encode(JSON.stringify([name, path, mediaType])).length;
  known.set(file, bytes);
  return bytes;
}
