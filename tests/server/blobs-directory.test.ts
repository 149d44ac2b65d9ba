// The folder store on a real disk: what every store must do, and what crashes and full disks may not break.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BlobStoreFullError, BlobStoreUnavailableError, SegmentLengthError, type BlobStore } from '../../server/blobs/blob-store.ts';
import { openDirectory } from '../../server/blobs/directory.ts';
import { arriving, blobOf, bytesOf, describeBlobStore, newBlobId, segmentOf, store } from '../support/blob-store-contract.ts';

const segmentBytes = 200_000;
let folder: string;
let blobs: BlobStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-blobs-'));
  blobs = await openDirectory({ folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeBlobStore('folder', { open: () => blobs, segmentBytes });

describe('folder: crashes', () => {
  it('knows after a restart which segments it has', async () => {
    const blob = blobOf({ segmentBytes, full: 2, rest: 10 });
    await blobs.begin(blob.layout);
    await blobs.writeSegment(blob.layout, { index: 2, bytes: arriving(segmentOf(blob, 2)) });
    const again = await openDirectory({ folder });
    expect(await again.received(blob.layout)).toEqual([2]);
    for (const index of [0, 1]) await again.writeSegment(blob.layout, { index, bytes: arriving(segmentOf(blob, index)) });
    await again.complete(blob.layout);
    expect((await bytesOf(await again.read(blob.layout.id))).equals(blob.content)).toBe(true);
  });

  it('asks again for a segment that was being replaced when the writing broke off', async () => {
    const blob = blobOf({ segmentBytes, full: 1, rest: 10 });
    await blobs.begin(blob.layout);
    await blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(segmentOf(blob, 0)) });
    async function* broken() {
      yield Buffer.alloc(segmentBytes - 1, 1);
      throw new Error('the line dropped');
    }
    await expect(blobs.writeSegment(blob.layout, { index: 0, bytes: broken() })).rejects.toBeInstanceOf(SegmentLengthError);
    expect(await blobs.received(blob.layout)).toEqual([]);
  });

  it('claims only segments that are whole when the process is killed at any moment', async () => {
    const layout = { id: newBlobId(), segmentBytes: 100_000, segmentCount: 400, sealedBytes: 40_000_000 };
    const writer = fileWriter();
    for (const after of [1, 60, 125]) {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', writer, folder, JSON.stringify(layout)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const before = (await blobs.received(layout).catch(() => [])).length;
      let written = 0;
      child.stdout.on('data', (dots: Buffer) => {
        written += dots.length;
        if (written >= after) child.kill('SIGKILL');
      });
      await once(child, 'exit');
      const received = await blobs.received(layout);
      expect(received.length).toBeGreaterThanOrEqual(before + after);
      expect(received.length).toBeLessThan(layout.segmentCount);
    }
    const received = await blobs.received(layout);
    for (let index = 0; index < layout.segmentCount; index += 1) {
      if (received.includes(index)) continue;
      await blobs.writeSegment(layout, { index, bytes: arriving(Buffer.alloc(layout.segmentBytes, index % 251)) });
    }
    await blobs.complete(layout);
    const content = await bytesOf(await blobs.read(layout.id));
    for (let index = 0; index < layout.segmentCount; index += 1) {
      const segment = content.subarray(index * layout.segmentBytes, (index + 1) * layout.segmentBytes);
      expect(segment.equals(Buffer.alloc(layout.segmentBytes, index % 251)), `segment ${index}`).toBe(true);
    }
  });

  it('leaves one file for each complete blob', async () => {
    const blob = blobOf({ segmentBytes, full: 1, rest: 10 });
    await store(blobs, blob);
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.includes(blob.layout.id));
    expect(names).toEqual([expect.stringMatching(/\.blob$/)]);
  });
});

describe('folder: a full disk', () => {
  it('refuses to begin what does not fit', async () => {
    const { layout } = blobOf({ segmentBytes, full: 0, rest: 10 });
    await expect(blobs.begin({ ...layout, sealedBytes: 2 ** 43 })).rejects.toBeInstanceOf(BlobStoreFullError);
    const full = await openDirectory({ folder, reservedBytes: 2 ** 50 });
    await expect(full.begin(layout)).rejects.toBeInstanceOf(BlobStoreFullError);
  });

  it('leaves what is reserved to the database, however many were begun while there was room', async () => {
    const blob = blobOf({ segmentBytes, full: 1, rest: 10 });
    await blobs.begin(blob.layout);
    await blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(segmentOf(blob, 0)) });
    // As if others had taken the rest since.
    const full = await openDirectory({ folder, reservedBytes: 2 ** 50 });
    for (const index of [0, 1]) await expect(full.writeSegment(blob.layout, { index, bytes: arriving(segmentOf(blob, index)) })).rejects.toBeInstanceOf(BlobStoreFullError);
    expect(await full.received(blob.layout)).toEqual([0]);
    await blobs.remove(blob.layout.id);
  });

  it('says so when the disk fills while a segment is written, and asks for that segment again', async () => {
    const blob = blobOf({ segmentBytes, full: 1, rest: 10 });
    await blobs.begin(blob.layout);
    const place = (await readdir(folder, { recursive: true })).find((name) => name.endsWith(`${blob.layout.id}.part`));
    await rm(join(folder, place ?? ''));
    // The kernel's own full device: every write to it fails with ENOSPC.
    await symlink('/dev/full', join(folder, place ?? ''));
    await expect(blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(segmentOf(blob, 0)) })).rejects.toBeInstanceOf(BlobStoreFullError);
    expect(await blobs.received(blob.layout)).toEqual([]);
    await blobs.remove(blob.layout.id);
  });
});

describe('folder: health', () => {
  it('is not well when the folder is gone', async () => {
    const gone = join(folder, 'gone');
    const other = await openDirectory({ folder: gone });
    await other.health();
    await rm(gone, { recursive: true });
    await writeFile(gone, '');
    await expect(other.health()).rejects.toBeInstanceOf(BlobStoreUnavailableError);
    await rm(gone);
  });

  it.runIf(mayMount())('is not well when the disk is full', async () => {
    const disk = await mkdtemp(join(tmpdir(), 'sealpost-disk-'));
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]);
    try {
      const other = await openDirectory({ folder: join(disk, 'blobs') });
      await other.health();
      await expect(writeFile(join(disk, 'rest'), Buffer.alloc(1024 * 1024))).rejects.toThrow(/ENOSPC/);
      await expect(other.health()).rejects.toBeInstanceOf(BlobStoreFullError);
    } finally {
      execFileSync('/usr/bin/umount', [disk]);
      await rm(disk, { recursive: true });
    }
  });
});

/** A small disk to fill takes root, and more than a container usually grants. */
function mayMount(): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  const disk = mkdtempSync(join(tmpdir(), 'sealpost-disk-'));
  const mounted = spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0;
  if (mounted) execFileSync('/usr/bin/umount', [disk]);
  rmdirSync(disk);
  return mounted;
}

/** A process of its own that writes segments, four at a time, until it is killed. */
function fileWriter(): string {
  const store = new URL('../../server/blobs/directory.ts', import.meta.url).href;
  return `
    import { openDirectory } from ${JSON.stringify(store)};
    const [folder, json] = process.argv.slice(1);
    const layout = JSON.parse(json);
    const blobs = await openDirectory({ folder });
    await blobs.begin(layout);
    const had = await blobs.received(layout);
    const missing = Array.from({ length: layout.segmentCount }, (_, i) => i).filter((i) => !had.includes(i));
    async function* pieces(value) {
      for (let i = 0; i < 10; i += 1) yield Buffer.alloc(layout.segmentBytes / 10, value);
    }
    await Promise.all([0, 1, 2, 3].map(async (lane) => {
      for (const index of missing.filter((i) => i % 4 === lane)) {
        await blobs.writeSegment(layout, { index, bytes: pieces(index % 251) });
        process.stdout.write('.');
      }
    }));
  `;
}
