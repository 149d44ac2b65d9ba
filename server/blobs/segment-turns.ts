// Lets writes of the same segment take turns, and keeps a blob from being closed while one of its segments is written.
import { BlobIncompleteError, BlobNotFoundError } from './blob-store.ts';

/**
 * Two requests for the same segment overlap when the first one's connection was lost: the browser has given it up and
 * sends the segment again. Taking turns in the order of arrival makes the later one stand, whichever would be faster.
 */
export class SegmentTurns {
  readonly #last = new Map<string, Map<number, Promise<unknown>>>();
  readonly #closing = new Map<string, Promise<void>>();

  /** Runs `work` after every earlier write of this segment has ended. Throws BlobNotFoundError while it is closed. */
  async write(segment: { id: string; index: number }, work: () => Promise<void>): Promise<void> {
    if (this.#closing.has(segment.id)) throw new BlobNotFoundError();
    const writes = this.#last.get(segment.id) ?? new Map<number, Promise<unknown>>();
    this.#last.set(segment.id, writes);
    const earlier = writes.get(segment.index) ?? Promise.resolve();
    const mine = earlier.then(work, work);
    writes.set(segment.index, mine);
    try {
      await mine;
    } finally {
      if (writes.get(segment.index) === mine) writes.delete(segment.index);
      if (writes.size === 0) this.#last.delete(segment.id);
    }
  }

  /** Runs `work` while nothing is written to the blob. Throws BlobIncompleteError if something is being written. */
  async close(id: string, work: () => Promise<void>): Promise<void> {
    const underway = this.#closing.get(id);
    if (underway) return await underway;
    const writing = [...(this.#last.get(id)?.keys() ?? [])];
    if (writing.length > 0) throw new BlobIncompleteError(writing);
    const closing = work();
    this.#closing.set(id, closing);
    try {
      await closing;
    } finally {
      this.#closing.delete(id);
    }
  }
}
