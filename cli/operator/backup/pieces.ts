// Cuts a stream of bytes anew: into pieces of one size, or into lengths that are taken one after the other.

/** Pieces of exactly `size` bytes; the last has the rest, and is empty only where there is nothing at all. */
export async function* piecesOf(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<{ bytes: Uint8Array; last: boolean }> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    length += chunk.byteLength;
    // One byte more must have come before a full piece can be known not to be the last.
    if (length <= size) continue;
    const whole = Buffer.concat(waiting, length);
    let start = 0;
    for (; length - start > size; start += size) yield { bytes: whole.subarray(start, start + size), last: false };
    waiting = [whole.subarray(start)];
    length -= start;
  }
  yield { bytes: Buffer.concat(waiting, length), last: true };
}

/** Takes a stream bit by bit. What is left over of a chunk waits for the next one who takes. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #left: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Up to `most` bytes; null at the end. */
  async some(most: number): Promise<Uint8Array | null> {
    while (this.#left.byteLength === 0) {
      const { value, done } = await this.#source.next();
      if (done === true) return null;
      this.#left = value;
    }
    const taken = this.#left.subarray(0, most);
    this.#left = this.#left.subarray(taken.byteLength);
    return taken;
  }

  /** The next `length` bytes as they come; fewer where the stream ends before. */
  async *take(length: number): AsyncGenerator<Uint8Array> {
    for (let missing = length; missing > 0; ) {
      const taken = await this.some(missing);
      if (taken === null) return;
      missing -= taken.byteLength;
      yield taken;
    }
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    for (let taken = await this.some(Infinity); taken !== null; taken = await this.some(Infinity)) yield taken;
  }
}
