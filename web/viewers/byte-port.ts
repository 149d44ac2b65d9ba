// The reader's end of a stream from the vault worker: chunks are asked for one by one, so nothing piles up.
import type { ChunkMessage, ReaderMessage } from '../session/transfer-api.ts';
import type { FileBytes } from './source.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** The stream broke off; why, its starter hears. Nothing that came before may be shown as the whole. */
export class BrokenStreamError extends Error {
  constructor() {
    super('the stream broke off');
    this.name = 'BrokenStreamError';
  }
}

/** The next chunk, or null at the end. */
export function readChunk(port: MessagePort): Promise<Chunk | null> {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data }: MessageEvent<ChunkMessage>) => {
      if (data === 'alive') return;
      if (data === 'failed') reject(new BrokenStreamError());
      else resolve(data === 'end' ? null : data.chunk);
    };
    port.postMessage('pull' satisfies ReaderMessage);
  });
}

/** The head that was read already, then the rest. A reader that stops early stops the stream. */
export async function* chunksOf({ head, port }: Pick<FileBytes, 'head' | 'port'>): AsyncGenerator<Chunk> {
  let ended = false;
  try {
    if (head.length > 0) yield head;
    for (let chunk = await readChunk(port); chunk !== null; chunk = await readChunk(port)) yield chunk;
    ended = true;
  } finally {
    if (!ended) port.postMessage('cancel' satisfies ReaderMessage);
    port.close();
  }
}

/** All of it in one piece, at most once in memory. */
export async function collect(bytes: FileBytes): Promise<Chunk> {
  const whole = new Uint8Array(bytes.size);
  let filled = 0;
  for await (const chunk of chunksOf(bytes)) {
    if (filled + chunk.length > whole.length) throw new BrokenStreamError();
    whole.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled !== whole.length) throw new BrokenStreamError();
  return whole;
}
