// Reads DICOM files and archives of them, and decodes their images. Has no keys and no network (confine.ts).
import '../confine.ts';
import { expose, transfer } from 'comlink';
import { collect } from '../byte-port.ts';
import type { FileBytes } from '../source.ts';
import { taken } from './archive-entry.ts';
import { loadCodecFile } from './codec-files.ts';
import { createCodecs } from './codecs.ts';
import type { Frame } from './decode-frame.ts';
import { createShelf, type Series } from './series.ts';
import { readZip } from './zip-entries.ts';

/** One file of an archive. */
const ENTRY_MAX = 1_000_000_000;
const TELL_EVERY = 25;

/** `skipped`: files that should have been images and could not be read. `locked`: some need a password. */
export type ReadArchive = { skipped: number; locked: boolean };

export type DicomWorker = {
  /** The series the file belongs to, or null where it holds no image. */
  add: (bytes: FileBytes) => Promise<string | null>;
  addArchive: (bytes: FileBytes, onProgress: (done: number, of: number) => void) => Promise<ReadArchive>;
  series: () => Series[];
  frame: (key: string) => Promise<Frame>;
};

const shelf = createShelf(createCodecs(loadCodecFile));

expose({
  add: async (bytes) => shelf.add(await collect(bytes)),
  async addArchive(bytes, onProgress) {
    const entries = readZip(await collect(bytes), ENTRY_MAX);
    let skipped = 0;
    for (const [at, entry] of entries.entries()) {
      if (!(await taken(shelf, entry))) skipped += 1;
      if (at % TELL_EVERY === 0) onProgress(at + 1, entries.length);
    }
    return { skipped, locked: entries.some(({ locked }) => locked) };
  },
  series: () => shelf.series(),
  async frame(key) {
    const frame = await shelf.frame(key);
    return transfer(frame, [frame.kind === 'grey' ? frame.values.buffer : frame.pixels.buffer]);
  },
} satisfies DicomWorker);
