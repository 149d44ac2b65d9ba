// Sends one sealed segment from a worker, with XMLHttpRequest: fetch cannot tell how much has gone out.
import { refusal } from './api.ts';
import { collectSoon } from './collect-soon.ts';
import type { SegmentPut } from './segment-sealer.ts';
import { VaultError } from './vault-error.ts';

/** A connection over which nothing moves for this long is lost. */
const SILENCE_MS = 60_000;

/** One attempt. `onSent` gets the share that has left this machine. */
export async function putSegment({ attachment, index, sealed, direct, signal }: SegmentPut, onSent: (share: number) => void): Promise<void> {
  const place = `/api/attachments/${attachment}/segments/${index}`;
  const url = direct ? await permission(place, signal) : place;
  await put({ url, direct, sealed, signal }, onSent);
}

/** Where in the object store this segment may be put, for a while. */
async function permission(place: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(`${place}/direct`, { signal, cache: 'no-store' }).catch((cause: unknown) =>
    Promise.reject(new VaultError('offline', {}, { cause })),
  );
  if (!answer.ok) throw await refusal(answer);
  return ((await answer.json()) as { url: string }).url;
}

type Put = { url: string; direct: boolean; sealed: Uint8Array<ArrayBuffer>; signal: AbortSignal };

function put({ url, direct, sealed, signal }: Put, onSent: (share: number) => void): Promise<void> {
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
      outcome(request, direct).then(resolve, reject);
      collectSoon();
    });
    request.open('PUT', url);
    // The store's permission is for the address alone; a further header would need a further permission.
    if (!direct) request.setRequestHeader('content-type', 'application/octet-stream');
    // As a Blob it leaves this process at once; bytes would be copied, and lie here until the garbage is collected.
    request.send(new Blob([sealed]));
    moved();
  });
}

async function outcome(request: XMLHttpRequest, direct: boolean): Promise<void> {
  // 0: lost, refused or aborted. Who aborted looks at its own signal.
  if (request.status === 0) throw new VaultError('offline');
  if (request.status >= 200 && request.status < 300) return;
  // A store speaks no JSON of ours; whatever it minds, a fresh permission or the way through the server may cure it.
  if (direct) throw new VaultError('unavailable');
  const { status, responseText } = request;
  throw await refusal({ status, json: async () => JSON.parse(responseText) as unknown });
}
