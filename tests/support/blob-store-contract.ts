// What every blob store must do. Each store's own test file runs these against the real thing.
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  BlobIncompleteError,
  BlobNotFoundError,
  SegmentLengthError,
  segmentRange,
  type BlobLayout,
  type BlobStore,
} from '../../server/blobs/blob-store.ts';

export const newBlobId = (): string => randomBytes(16).toString('base64url');

/** Random content and its layout: `full` whole segments and a last one of `rest` bytes. */
export function blobOf(cut: { segmentBytes: number; full: number; rest: number }): { layout: BlobLayout; content: Buffer } {
  const content = randomBytes(cut.segmentBytes * cut.full + cut.rest);
  const segmentCount = cut.full + 1;
  return { layout: { id: newBlobId(), sealedBytes: content.length, segmentCount, segmentBytes: cut.segmentBytes }, content };
}

export function segmentOf(blob: { layout: BlobLayout; content: Buffer }, index: number): Buffer {
  const { start, length } = segmentRange(blob.layout, index);
  return blob.content.subarray(start, start + length);
}

/** The bytes as a connection brings them: in small pieces. */
export async function* arriving(bytes: Uint8Array, piece = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

export async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

export async function store(blobs: BlobStore, blob: { layout: BlobLayout; content: Buffer }): Promise<void> {
  await blobs.begin(blob.layout);
  for (let index = 0; index < blob.layout.segmentCount; index += 1) {
    await blobs.writeSegment(blob.layout, { index, bytes: arriving(segmentOf(blob, index)) });
  }
  await blobs.complete(blob.layout);
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function describeBlobStore(name: string, { open, segmentBytes }: { open: () => BlobStore; segmentBytes: number }) {
  const threeSegments = () => blobOf({ segmentBytes, full: 2, rest: 777 });

  describe(`${name}: keeping segments`, () => {
    it('gives back what was written in any order, whole and in part', async () => {
      const blobs = open();
      const blob = threeSegments();
      await blobs.begin(blob.layout);
      await Promise.all([2, 0, 1].map((index) => blobs.writeSegment(blob.layout, { index, bytes: arriving(segmentOf(blob, index)) })));
      expect(await blobs.received(blob.layout)).toEqual([0, 1, 2]);
      await blobs.complete(blob.layout);
      expect(sha256(await bytesOf(await blobs.read(blob.layout.id)))).toBe(sha256(blob.content));
      for (const [start, length] of [[0, 1], [segmentBytes - 3, 7], [blob.content.length - 5, 5], [10, 0]] as const) {
        const part = await bytesOf(await blobs.read(blob.layout.id, { start, length }));
        expect(part.equals(blob.content.subarray(start, start + length))).toBe(true);
      }
    });

    it('keeps a blob of one short segment', async () => {
      const blobs = open();
      const blob = blobOf({ segmentBytes: 72, full: 0, rest: 72 });
      await store(blobs, blob);
      expect((await bytesOf(await blobs.read(blob.layout.id))).equals(blob.content)).toBe(true);
    });

    it('keeps what it has when a blob is begun again, and when it is completed again', async () => {
      const blobs = open();
      const blob = threeSegments();
      await blobs.begin(blob.layout);
      await blobs.writeSegment(blob.layout, { index: 1, bytes: arriving(segmentOf(blob, 1)) });
      await blobs.begin(blob.layout);
      expect(await blobs.received(blob.layout)).toEqual([1]);
      for (const index of [0, 2]) await blobs.writeSegment(blob.layout, { index, bytes: arriving(segmentOf(blob, index)) });
      await blobs.complete(blob.layout);
      await blobs.complete(blob.layout);
      await blobs.begin(blob.layout);
      expect(await blobs.received(blob.layout)).toEqual([0, 1, 2]);
      expect(sha256(await bytesOf(await blobs.read(blob.layout.id)))).toBe(sha256(blob.content));
    });

    it('keeps the segment that arrived last, even when an earlier request for it ends later', async () => {
      const blobs = open();
      const blob = threeSegments();
      const old = randomBytes(segmentBytes);
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      async function* stalling() {
        yield old.subarray(0, 100);
        await held;
        yield old.subarray(100);
      }
      await blobs.begin(blob.layout);
      const first = blobs.writeSegment(blob.layout, { index: 0, bytes: stalling() });
      const second = blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(segmentOf(blob, 0)) });
      // Long enough for the second one to be through, were it not to wait for its turn.
      await wait(300);
      release();
      await Promise.all([first, second]);
      for (const index of [1, 2]) await blobs.writeSegment(blob.layout, { index, bytes: arriving(segmentOf(blob, index)) });
      await blobs.complete(blob.layout);
      expect(sha256(await bytesOf(await blobs.read(blob.layout.id)))).toBe(sha256(blob.content));
    });
  });

  describe(`${name}: refusing`, () => {
    it('refuses a segment of another length than announced and leaves its neighbours alone', async () => {
      const blobs = open();
      const blob = threeSegments();
      await blobs.begin(blob.layout);
      await blobs.writeSegment(blob.layout, { index: 1, bytes: arriving(segmentOf(blob, 1)) });
      const tooLong = Buffer.concat([segmentOf(blob, 0), randomBytes(1)]);
      const muchTooLong = Buffer.concat([segmentOf(blob, 0), randomBytes(3_000_000)]);
      const tooShort = segmentOf(blob, 0).subarray(1);
      for (const wrong of [tooLong, muchTooLong, tooShort, Buffer.alloc(0)]) {
        await expect(blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(wrong) })).rejects.toBeInstanceOf(SegmentLengthError);
      }
      await expect(blobs.writeSegment(blob.layout, { index: 3, bytes: arriving(segmentOf(blob, 1)) })).rejects.toBeInstanceOf(SegmentLengthError);
      expect(await blobs.received(blob.layout)).toEqual([1]);
      for (const index of [0, 2]) await blobs.writeSegment(blob.layout, { index, bytes: arriving(segmentOf(blob, index)) });
      await blobs.complete(blob.layout);
      expect(sha256(await bytesOf(await blobs.read(blob.layout.id)))).toBe(sha256(blob.content));
    });

    it('does not take a segment whose connection broke for kept', async () => {
      const blobs = open();
      const blob = threeSegments();
      async function* broken() {
        yield segmentOf(blob, 0).subarray(0, 50);
        throw new Error('the line dropped');
      }
      await blobs.begin(blob.layout);
      await expect(blobs.writeSegment(blob.layout, { index: 0, bytes: broken() })).rejects.toBeInstanceOf(SegmentLengthError);
      expect(await blobs.received(blob.layout)).toEqual([]);
      await blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(segmentOf(blob, 0)) });
      expect(await blobs.received(blob.layout)).toEqual([0]);
    });

    it('does not complete a blob with segments missing, and names them', async () => {
      const blobs = open();
      const blob = threeSegments();
      await blobs.begin(blob.layout);
      await blobs.writeSegment(blob.layout, { index: 1, bytes: arriving(segmentOf(blob, 1)) });
      const refused = await blobs.complete(blob.layout).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(BlobIncompleteError);
      expect((refused as BlobIncompleteError).missing).toEqual([0, 2]);
      await expect(blobs.read(blob.layout.id)).rejects.toBeInstanceOf(BlobNotFoundError);
    });

    it('knows nothing of a blob that was not begun', async () => {
      const blobs = open();
      const blob = threeSegments();
      await expect(blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(segmentOf(blob, 0)) })).rejects.toBeInstanceOf(BlobNotFoundError);
      await expect(blobs.received(blob.layout)).rejects.toBeInstanceOf(BlobNotFoundError);
      await expect(blobs.complete(blob.layout)).rejects.toBeInstanceOf(BlobNotFoundError);
      await expect(blobs.read(blob.layout.id)).rejects.toBeInstanceOf(BlobNotFoundError);
    });

    it('refuses an id that could be a path', async () => {
      const blobs = open();
      for (const id of ['../../../etc/passwd', 'short', '', `${newBlobId()}/`, 'aaaaaaaaaaaaaaaaaaaa/.']) {
        await expect(blobs.read(id)).rejects.toBeInstanceOf(BlobNotFoundError);
        await expect(blobs.remove(id)).rejects.toBeInstanceOf(BlobNotFoundError);
      }
    });
  });

  describe(`${name}: removing and listing`, () => {
    it('lists complete and unfinished blobs, and none that was removed', async () => {
      const blobs = open();
      const whole = blobOf({ segmentBytes, full: 0, rest: 100 });
      const unfinished = threeSegments();
      await store(blobs, whole);
      await blobs.begin(unfinished.layout);
      await blobs.writeSegment(unfinished.layout, { index: 0, bytes: arriving(segmentOf(unfinished, 0)) });
      const listed = async () => {
        const ids = new Set<string>();
        for await (const { id, modifiedAt } of blobs.list()) {
          expect(Math.abs(Date.now() - modifiedAt.getTime())).toBeLessThan(600_000);
          ids.add(id);
        }
        return ids;
      };
      const before = await listed();
      expect(before.has(whole.layout.id) && before.has(unfinished.layout.id)).toBe(true);
      for (const { layout } of [whole, unfinished]) {
        await blobs.remove(layout.id);
        await blobs.remove(layout.id);
        await expect(blobs.read(layout.id)).rejects.toBeInstanceOf(BlobNotFoundError);
      }
      const after = await listed();
      expect(after.has(whole.layout.id) || after.has(unfinished.layout.id)).toBe(false);
    });

    it('answers that it is well, and stops reading when the reader goes away', async () => {
      const blobs = open();
      await blobs.health();
      const blob = threeSegments();
      await store(blobs, blob);
      const reader = (await blobs.read(blob.layout.id)).getReader();
      expect((await reader.read()).done).toBe(false);
      await reader.cancel();
      await blobs.remove(blob.layout.id);
    });
  });
}
