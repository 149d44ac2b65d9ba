// Passes a stream of bytes on only if it is exactly as long as announced.
import { SegmentLengthError } from './blob-store.ts';

/**
 * Each piece is held back until the next one, or the end, has come: the last byte is never handed on before the end
 * was seen, so a store cannot take a body for complete that goes on. Throws SegmentLengthError, also where the stream
 * breaks: whoever sent it has gone, and the store is not to blame.
 */
export async function* exactLength(bytes: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  let held: Uint8Array | null = null;
  try {
    for await (const piece of bytes) {
      seen += piece.byteLength;
      if (seen > length) break;
      if (held) yield held;
      held = piece;
    }
  } catch (error) {
    throw new SegmentLengthError(error);
  }
  if (seen !== length) throw new SegmentLengthError();
  if (held) yield held;
}
