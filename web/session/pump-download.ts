// The vault's end of a download: answers each pull of the reader with one chunk of plaintext, says regularly that it is alive,
// and tells a failure from an end, so that a reader never takes a part for the whole.
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
    for await (const chunk of read(abort.signal)) {
      received += chunk.length;
      // An empty chunk would answer a pull with nothing, and a stream refuses it.
      if (chunk.length === 0) continue;
      send(port, { chunk });
      if (!(await onProgress(received))) throw new VaultError('cancelled');
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

function send(port: MessagePort, message: ChunkMessage): void {
  const moved = typeof message === 'object' && message.chunk.byteLength === message.chunk.buffer.byteLength;
  port.postMessage(message, moved ? [message.chunk.buffer] : []);
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
