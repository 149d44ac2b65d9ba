// The vault's end of a download: answers each pull of the reader with some chunks of plaintext, says regularly that it is alive,
// and tells a failure from an end, so that a reader never takes a part for the whole.
import { SEGMENT_BYTES } from '#crypto';
import { collectSoon } from './collect-soon.ts';
import type { ChunkMessage, DownloadProgress, ReaderMessage } from './transfer-api.ts';
import { VaultError } from './vault-error.ts';

export type PumpParts = {
  port: MessagePort;
  read(signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>>;
  onProgress: DownloadProgress;
};

const ALIVE_EVERY_MS = 5_000;

/** Settles when the reader has had everything. Throws `cancelled` when it stopped before that. */
export async function pumpDownload({ port, read, onProgress }: PumpParts): Promise<void> {
  const abort = new AbortController();
  const reader = readerOf(port, () => abort.abort(new VaultError('cancelled')));
  const alive = setInterval(() => send(port, 'alive'), ALIVE_EVERY_MS);
  let received = 0;
  try {
    // Not before it is wanted: a reader that never comes costs nothing.
    await reader.pulled(abort.signal);
    for await (const chunks of together(read(abort.signal))) {
      for (const { length } of chunks) received += length;
      send(port, { chunks });
      if (!(await onProgress(received))) throw new VaultError('cancelled');
      collectSoon();
      await reader.pulled(abort.signal);
    }
    send(port, 'end');
  } catch (error) {
    send(port, 'failed');
    throw error;
  } finally {
    clearInterval(alive);
    port.onmessage = null;
  }
}

/** So many that they are worth a message. */
async function* together(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>[]> {
  let group: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    // A stream refuses an empty chunk.
    if (chunk.length === 0) continue;
    group.push(chunk);
    bytes += chunk.length;
    if (bytes < SEGMENT_BYTES) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (group.length > 0) yield group;
}

function send(port: MessagePort, message: ChunkMessage): void {
  const chunks = typeof message === 'object' ? message.chunks : [];
  port.postMessage(message, chunks.filter(({ byteLength, buffer }) => byteLength === buffer.byteLength).map(({ buffer }) => buffer));
}

/** Counts pulls, so that one which comes early is not lost. */
function readerOf(port: MessagePort, onCancel: () => void): { pulled(signal: AbortSignal): Promise<void> } {
  let early = 0;
  let grant: (() => void) | null = null;
  port.onmessage = ({ data }: MessageEvent<ReaderMessage>) => {
    if (data === 'cancel') onCancel();
    if (grant) grant();
    else early += 1;
    grant = null;
  };
  return {
    async pulled(signal) {
      if (early > 0) early -= 1;
      else await new Promise<void>((resolve) => (grant = resolve));
      signal.throwIfAborted();
    },
  };
}
