// Node's streams as the web streams that responses are made of.
import type { Readable } from 'node:stream';

/**
 * Pulls as the reader reads and closes the source when the reader goes away. Node's own `Readable.toWeb` would let
 * 65,536 chunks wait in memory for a slow reader.
 */
export function webStream(source: Readable): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array);
      },
      cancel() {
        source.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
