// The plaintext of one attachment for a viewer. The page stands between the vault worker and the viewer's: it passes chunks on without
// looking at them, so that a viewer's worker never holds a port to the vault, and a view that is closed stops its stream.
import type { ChunkMessage, ReaderMessage } from './transfer-api.ts';
import type { SessionStore } from './session-store.ts';
import type { Id } from './vault-api/id.ts';
import { codeOf } from './vault-error.ts';

export type ViewEnding = 'complete' | 'cancelled' | 'damaged' | 'offline' | 'failed';
export type ViewStream = { port: MessagePort; ending: Promise<ViewEnding>; cancel(): void };

type Source = { message: Id; attachment: Id };

export function openViewStream(store: SessionStore, source: Source, onProgress: (received: number) => void): ViewStream {
  const { port1: near, port2: vaultEnd } = new MessageChannel();
  const { port1: far, port2: port } = new MessageChannel();
  let cancelled = false;
  near.onmessage = ({ data }: MessageEvent<ChunkMessage>) => far.postMessage(data, typeof data === 'object' ? data.chunks.map(({ buffer }) => buffer) : []);
  far.onmessage = ({ data }: MessageEvent<ReaderMessage>) => near.postMessage(data);
  const stream = store.call('streamAttachment', source, vaultEnd, (received: number) => {
    store.transferring();
    onProgress(received);
    return !cancelled;
  });
  const ending = stream.then((): ViewEnding => 'complete', (error: unknown) => endingOf(codeOf(error)));
  // The vault is gone, and nothing more will come: the reader must not wait for it.
  void ending.then((reached) => reached !== 'complete' && far.postMessage('failed' satisfies ChunkMessage));
  return {
    port,
    ending,
    cancel() {
      if (cancelled) return;
      cancelled = true;
      near.postMessage('cancel' satisfies ReaderMessage);
      far.close();
    },
  };
}

function endingOf(code: string): ViewEnding {
  if (code === 'cannot_open' || code === 'damaged') return 'damaged';
  if (code === 'offline' || code === 'unavailable') return 'offline';
  return code === 'cancelled' ? 'cancelled' : 'failed';
}
