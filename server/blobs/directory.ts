// Blobs in a folder: the embedded default. One process owns the folder.
// While a blob is uploaded it is `<id>.part`, with `<id>.segments` beside it: one byte for each segment, 1 once that
// segment is on the disk. Complete, it is `<id>.blob` alone.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { prepareFolder } from '../prepare-folder.ts';
import {
  allSegments,
  assertBlobId,
  BlobIncompleteError,
  BlobStoreFullError,
  missingSegments,
  segmentRange,
  type BlobLayout,
  type BlobStore,
  type ByteRange,
  type IncomingSegment,
  type StoredBlob,
} from './blob-store.ts';
import { createFile, exists, modified, syncFolder, typed, withFile, writeAt, type FileHandle } from './durable-file.ts';
import { exactLength } from './exact-length.ts';
import { SegmentTurns } from './segment-turns.ts';
import { webStream } from './web-stream.ts';

/** Left free, so that the database and the mail on the same disk go on working when blobs fill it. */
const RESERVED_BYTES = 256 * 1024 * 1024;
const READ_BYTES = 256 * 1024;
const PROBE_BYTES = 4096;

export type DirectoryOptions = { folder: string; reservedBytes?: number };

export async function openDirectory(options: DirectoryOptions): Promise<BlobStore> {
  await prepareFolder(options.folder, { setting: 'DATA_DIR', mode: 0o700 });
  return findDirectory(options);
}

/** As it is: makes nothing. For the operator's commands, which read while a server owns the folder. */
export function findDirectory({ folder, reservedBytes = RESERVED_BYTES }: DirectoryOptions): BlobStore {
  return new Directory(folder, reservedBytes);
}

class Directory implements BlobStore {
  readonly direct = null;
  readonly #folder: string;
  readonly #reservedBytes: number;
  readonly #turns = new SegmentTurns();

  constructor(folder: string, reservedBytes: number) {
    this.#folder = folder;
    this.#reservedBytes = reservedBytes;
  }

  async begin(layout: BlobLayout): Promise<void> {
    const path = this.#paths(layout.id);
    await typed(async () => {
      if ((await exists(path.complete)) || (await exists(path.segments))) return;
      await this.#needRoom(layout.sealedBytes);
      await mkdir(dirname(path.part), { recursive: true, mode: 0o700 });
      await createFile(path.part, layout.sealedBytes);
      // Written last: a blob is begun when its list of segments stands complete.
      await createFile(path.segments, layout.segmentCount);
      await syncFolder(dirname(path.part));
    });
  }

  async writeSegment(layout: BlobLayout, { index, bytes }: IncomingSegment): Promise<void> {
    const path = this.#paths(layout.id);
    const range = segmentRange(layout, index);
    await this.#turns.write({ id: layout.id, index }, () =>
      typed(() =>
        withFile(path.segments, (marks) =>
          withFile(path.part, async (data) => {
            // Asked again: what is begun takes no room yet, and many that fit one by one need not fit together.
            await this.#needRoom(range.length);
            // Unmarked before the first byte changes: a crash half-way leaves a segment that is asked for again.
            await mark(marks, { index, value: 0 });
            await writeAt(data, { bytes: exactLength(bytes, range.length), start: range.start });
            await data.datasync();
            await mark(marks, { index, value: 1 });
          }),
        ),
      ),
    );
  }

  async received(layout: BlobLayout): Promise<number[]> {
    const path = this.#paths(layout.id);
    return await typed(async () => {
      if (await exists(path.complete)) return allSegments(layout);
      const marks = await readFile(path.segments);
      return allSegments(layout).filter((index) => marks[index] === 1);
    });
  }

  async complete(layout: BlobLayout): Promise<void> {
    const path = this.#paths(layout.id);
    await this.#turns.close(layout.id, () =>
      typed(async () => {
        if (await exists(path.complete)) return;
        const missing = missingSegments(layout, await this.received(layout));
        if (missing.length > 0) throw new BlobIncompleteError(missing);
        const { size } = await stat(path.part);
        if (size !== layout.sealedBytes) throw new BlobIncompleteError(allSegments(layout));
        await rename(path.part, path.complete);
        await rm(path.segments, { force: true });
        await syncFolder(dirname(path.part));
      }),
    );
  }

  async read(id: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
    const path = this.#paths(id);
    const file = await typed(() => open(path.complete, 'r'));
    if (range && range.length === 0) {
      await file.close();
      return webStream(Readable.from([]));
    }
    const extent = range ? { start: range.start, end: range.start + range.length - 1 } : {};
    return webStream(file.createReadStream({ ...extent, highWaterMark: READ_BYTES }));
  }

  async remove(id: string): Promise<void> {
    const path = this.#paths(id);
    await typed(async () => {
      await rm(path.segments, { force: true });
      await rm(path.part, { force: true });
      await rm(path.complete, { force: true });
    });
  }

  async *list(): AsyncIterable<StoredBlob> {
    for (const shelf of await readdir(this.#folder, { withFileTypes: true })) {
      if (!shelf.isDirectory()) continue;
      const seen = new Set<string>();
      for (const name of await readdir(join(this.#folder, shelf.name))) {
        const id = /^([A-Za-z0-9_-]{22})\.(?:part|segments|blob)$/.exec(name)?.[1];
        if (id === undefined || seen.has(id)) continue;
        seen.add(id);
        const modifiedAt = await modified(join(this.#folder, shelf.name, name));
        if (modifiedAt) yield { id, modifiedAt };
      }
    }
  }

  async health(): Promise<void> {
    const probe = join(this.#folder, `.probe-${randomBytes(8).toString('hex')}`);
    await typed(async () => {
      try {
        // Bytes, not an empty length: a full disk shows only when something has to be kept.
        await writeFile(probe, new Uint8Array(PROBE_BYTES), { flag: 'wx', flush: true });
      } finally {
        await rm(probe, { force: true });
      }
    });
  }

  async close(): Promise<void> {}

  async #needRoom(bytes: number): Promise<void> {
    const disk = await statfs(this.#folder);
    if (disk.bavail * disk.bsize < bytes + this.#reservedBytes) throw new BlobStoreFullError();
  }

  /** Spread over folders by the id's first characters, so that no folder grows too long to list. */
  #paths(id: string) {
    assertBlobId(id);
    const base = join(this.#folder, id.slice(0, 2).replace(/^-/, '_-'), id);
    return { part: `${base}.part`, segments: `${base}.segments`, complete: `${base}.blob` };
  }
}

async function mark(marks: FileHandle, { index, value }: { index: number; value: 0 | 1 }): Promise<void> {
  await marks.write(Uint8Array.of(value), 0, 1, index);
  await marks.datasync();
}
