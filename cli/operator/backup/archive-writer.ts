// Writes the tar of a backup entry by entry, never holding more than one piece, and sums up what it has written.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { pack, type Pack } from 'tar-stream';
import { ENTRIES_OF_SUMS, numbered } from './archive.ts';

export type Source = { size: number; bytes: AsyncIterable<Uint8Array> };

export class ArchiveWriter {
  readonly #pack: Pack = pack();
  readonly #now = new Date();
  #sums: string[] = [];
  #written = 0;

  constructor() {
    // Whoever reads meets it; where nobody reads any more, nobody needs to.
    this.#pack.on('error', () => undefined);
  }

  /** The tar, as whoever reads it takes it. */
  get bytes(): AsyncIterable<Uint8Array> {
    return this.#pack as unknown as AsyncIterable<Uint8Array>;
  }

  async add(name: string, bytes: Uint8Array): Promise<void> {
    await this.addStream(name, { size: bytes.byteLength, bytes: single(bytes) });
  }

  async addStream(name: string, { size, bytes }: Source): Promise<void> {
    const hash = createHash('sha256');
    const entry = this.#pack.entry({ name, size, mode: 0o600, mtime: this.#now });
    let length = 0;
    for await (const chunk of bytes) {
      length += chunk.byteLength;
      if (length > size) break;
      hash.update(chunk);
      if (!entry.write(chunk)) await once(entry, 'drain');
    }
    if (length !== size) throw new Error('an entry is not as long as announced');
    const finished = once(entry, 'finish');
    entry.end(null);
    await finished;
    this.#sums.push(`${hash.digest('hex')}  ${name}\n`);
    if (this.#sums.length === ENTRIES_OF_SUMS) await this.#addSums();
  }

  /** Nothing can be added afterwards. */
  async end(): Promise<void> {
    if (this.#sums.length > 0) await this.#addSums();
    this.#pack.finalize();
  }

  /** Whoever reads meets the error. */
  fail(error: unknown): void {
    this.#pack.destroy(error instanceof Error ? error : new Error('failed'));
  }

  async #addSums(): Promise<void> {
    const text = this.#sums.join('');
    this.#sums = [];
    await this.add(numbered('sums', this.#written), Buffer.from(text));
    this.#written += 1;
    // A list does not stand in the next one.
    this.#sums = [];
  }
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
