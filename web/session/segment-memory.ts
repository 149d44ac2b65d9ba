// Memory for sealed segments, used again and again: fresh memory for each costs about as much time as its encryption.

export type SegmentMemory = {
  /** At least so many bytes, which may hold anything. */
  take(length: number): Uint8Array<ArrayBuffer>;
  /** The taker is done with it. */
  give(memory: Uint8Array<ArrayBuffer>): void;
};

/** Segments that one worker has under way at most; what is given back beyond them is let go. */
const KEPT = 4;

export function createSegmentMemory(): SegmentMemory {
  const free: Uint8Array<ArrayBuffer>[] = [];
  return {
    take(length) {
      const at = free.findIndex((memory) => memory.length >= length);
      return free.splice(at, at < 0 ? 0 : 1)[0] ?? new Uint8Array(length);
    },
    give(memory) {
      if (free.length < KEPT) free.push(memory);
    },
  };
}
