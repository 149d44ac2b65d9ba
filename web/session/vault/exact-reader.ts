// Exact lengths of a body, one after the other. Where the browser can, the bytes are read into the memory in which they are wanted; Safari
// before 26.4 gives chunks of its own, which are copied there.
import { release, type Bytes } from '#crypto';
import { VaultError } from '../vault-error.ts';

export type ExactReader = {
  /** The next `length` bytes in memory of their own. Throws `offline` with `cutShort` where the body ends or breaks off before. */
  take(length: number): Promise<Bytes>;
  /** Whether nothing is left. */
  atEnd(): Promise<boolean>;
  cancel(): Promise<void>;
};

/** `onBytes`: whenever some have come. */
export function readExactly(body: ReadableStream<Bytes>, onBytes: () => void): ExactReader {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: 'byob' });
  } catch {
    return readByCopying(body.getReader(), onBytes);
  }
  return readInPlace(reader, onBytes);
}

function readInPlace(reader: ReadableStreamBYOBReader, onBytes: () => void): ExactReader {
  return {
    async take(length) {
      let taken: Bytes = new Uint8Array(length);
      for (let filled = 0; filled < length; onBytes()) {
        const { done, value } = await reader.read(taken.subarray(filled)).catch(brokenOff);
        if (done) throw cutShort();
        filled += value.length;
        // The memory went into the stream and came back as another buffer.
        taken = new Uint8Array(value.buffer);
      }
      return taken;
    },
    atEnd: async () => (await reader.read(new Uint8Array(1)).catch(brokenOff)).done,
    cancel: () => reader.cancel(),
  };
}

function readByCopying(reader: ReadableStreamDefaultReader<Bytes>, onBytes: () => void): ExactReader {
  let [chunk, used]: [Bytes, number] = [new Uint8Array(0), 0];
  return {
    async take(length) {
      const taken = new Uint8Array(length);
      const copied: Bytes[] = [];
      for (let filled = 0; ; onBytes()) {
        const part = chunk.subarray(used, used + length - filled);
        taken.set(part, filled);
        filled += part.length;
        used += part.length;
        if (filled === length) break;
        copied.push(chunk);
        const { done, value } = await reader.read().catch(brokenOff);
        if (done) throw cutShort();
        [chunk, used] = [value, 0];
      }
      release(...copied);
      return taken;
    },
    atEnd: async () => used === chunk.length && (await reader.read().catch(brokenOff)).done,
    cancel: () => reader.cancel(),
  };
}

const cutShort = (cause?: unknown) => new VaultError('offline', { cutShort: true }, { cause });

function brokenOff(cause: unknown): never {
  throw cutShort(cause);
}
