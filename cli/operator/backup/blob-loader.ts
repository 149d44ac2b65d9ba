// Puts attachments back into the blob store, and reads each one again: what the store then holds has the sum that the backup had.
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type BlobLayout, BlobNotFoundError, type BlobStore } from '../../../server/blobs/blob-store.ts';
import { blobLayout } from '../../../server/blobs/blob-layout.ts';
import { OperatorError } from '../office.ts';
import { ArchiveDamagedError } from './age-stream.ts';
import type { Entry } from './archive-reader.ts';
import { ByteReader } from './pieces.ts';

type Loading = { client: pg.Client; blobs: BlobStore };

/** `client` works on the restored tables, which say how each blob is cut. A blob that is there already, byte for byte, stays. */
export async function loadBlob({ name, size, bytes }: Entry, { client, blobs }: Loading): Promise<void> {
  const id = name.slice('blobs/'.length);
  const { rows } = await client.query<{ size: number; segmentSize: number }>('select size::float8 as size, segment_size::float8 as "segmentSize" from attachments where id = $1', [id]);
  const [row] = rows;
  const layout = row === undefined ? null : blobLayout(id, row);
  if (layout?.sealedBytes !== size) throw new ArchiveDamagedError();
  const hash = createHash('sha256');
  const measured = measure(bytes, (chunk) => hash.update(chunk));
  const before = await sumOf(blobs, id);
  if (before === null) await write(measured, { layout, blobs });
  else for await (const _ of measured) continue;
  const expected = hash.digest('hex');
  if (before === expected) return;
  // Another blob under this id cannot be one of a message that anybody could open: the one in the backup is.
  if (before !== null) throw new OperatorError(`The blob store holds another attachment ${id} than the backup: restore into another folder or bucket.`);
  if ((await sumOf(blobs, id)) !== expected) throw new OperatorError('The blob store does not hold what was just written to it.');
}

async function write(bytes: AsyncIterable<Uint8Array>, { layout, blobs }: { layout: BlobLayout; blobs: BlobStore }): Promise<void> {
  // What an earlier try has left half-way is written over.
  await blobs.begin(layout);
  const reader = new ByteReader(bytes);
  for (let index = 0; index < layout.segmentCount; index += 1) {
    const length = Math.min(layout.segmentBytes, layout.sealedBytes - index * layout.segmentBytes);
    await blobs.writeSegment(layout, { index, bytes: reader.take(length) });
  }
  await blobs.complete(layout);
}

/** Null where there is no complete blob. */
async function sumOf(blobs: BlobStore, id: string): Promise<string | null> {
  try {
    const hash = createHash('sha256');
    for await (const chunk of await blobs.read(id)) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof BlobNotFoundError) return null;
    throw error;
  }
}

async function* measure(bytes: AsyncIterable<Uint8Array>, update: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    update(chunk);
    yield chunk;
  }
}
