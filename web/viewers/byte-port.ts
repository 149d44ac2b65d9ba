// The reader's end of a stream from the vault worker: what comes is asked for bit by bit, so nothing piles up.
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

/** The first bytes of a file, whatever came of them at once; empty where the file is. */
export async function readHead(port: MessagePort): Promise<Chunk> {
  const chunks = (await readChunks(port)) ?? [];
  const head = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const chunk of chunks) {
    head.set(chunk, filled);
    filled += chunk.length;
  }
  return head;
}

/** The next chunks, or null at the end. */
function readChunks(port: MessagePort): Promise<Chunk[] | null> {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data }: MessageEvent<ChunkMessage>) => {
      if (data === 'alive') return;
      if (data === 'failed') reject(new BrokenStreamError());
      else resolve(data === 'end' ? null : data.chunks);
    };
    port.postMessage('pull' satisfies ReaderMessage);
  });
}

/** The head that was read already, then the rest: nothing where the head is empty, for that was the end. A reader that stops early stops the stream. */
export async function* chunksOf({ head, port }: Pick<FileBytes, 'head' | 'port'>): AsyncGenerator<Chunk> {
  let ended = false;
  try {
    if (head.length > 0) yield head;
    for (let chunks = head.length > 0 ? await readChunks(port) : null; chunks !== null; chunks = await readChunks(port)) yield* chunks;
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
