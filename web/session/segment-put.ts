// Sends one sealed segment from a worker, with XMLHttpRequest: fetch cannot tell how much has gone out.
import { refusal } from './api.ts';
import type { SegmentPut } from './segment-sealer.ts';
import { VaultError } from './vault-error.ts';

/** A connection over which nothing moves for this long is lost. */
const SILENCE_MS = 60_000;

/** One attempt. `onSent` gets the share that has left this machine. */
export function putSegment({ attachment, index, sealed, signal }: SegmentPut, onSent: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout>;
    const moved = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENCE_MS);
    };
    const cancel = () => request.abort();
    signal.addEventListener('abort', cancel);
    request.upload.addEventListener('progress', ({ loaded }) => {
      moved();
      onSent(loaded / sealed.length);
    });
    request.addEventListener('loadend', () => {
      clearTimeout(silence);
      signal.removeEventListener('abort', cancel);
      outcome(request).then(resolve, reject);
    });
    request.open('PUT', `/api/attachments/${attachment}/segments/${index}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(sealed);
    moved();
  });
}

async function outcome(request: XMLHttpRequest): Promise<void> {
  // 0: lost, refused or aborted. Who aborted looks at its own signal.
  if (request.status === 0) throw new VaultError('offline');
  if (request.status >= 200 && request.status < 300) return;
  const { status, responseText } = request;
  throw await refusal({ status, json: async () => JSON.parse(responseText) as unknown });
}
