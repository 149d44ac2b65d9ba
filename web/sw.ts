// The download service worker: turns chunks that another worker opened into an ordinary browser download. It sees plaintext
// passing through and file names, never a key, and answers nothing but /download/<random id>.
import { contentDisposition } from './session/content-disposition.ts';
import type { ChunkMessage, ReaderMessage } from './session/transfer-api.ts';

/** What the page announces before it navigates; the port leads to the vault worker. */
type Announced = { id: string; name: string; size: number | null };
type Download = Announced & { port: MessagePort };

// The parts of ServiceWorkerGlobalScope used here; its library cannot stand beside the DOM's in one program.
type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void };
type FetchEvent = ExtendableEvent & { request: Request; respondWith(response: Response): void };
type Scope = {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ExtendableEvent & MessageEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
};
const scope = globalThis as unknown as Scope;

const PATH = '/download/';
/** The vault says every few seconds that it is alive. After this silence nobody is there to finish the file. */
const SILENCE_MS = 30_000;
/** An announced download that the browser never asks for. */
const UNCLAIMED_MS = 60_000;

/** Its other end is closed: what is sent there is gone at once, memory and all, as by `release` of crypto/, which has no place here. */
const nowhere = new MessageChannel();
nowhere.port2.close();

const downloads = new Map<string, Download>();

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener('message', (event) => {
  const port = event.ports[0];
  // Without a port it is a page that only keeps this worker awake while its download runs.
  if (!port) return;
  const { id, name, size } = event.data as Announced;
  downloads.set(id, { id, name, size, port });
  setTimeout(() => downloads.delete(id), UNCLAIMED_MS);
  event.ports[1]?.postMessage('announced');
});

scope.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (!pathname.startsWith(PATH)) return;
  const download = downloads.get(pathname.slice(PATH.length));
  // Unknown: the server answers 404.
  if (!download) return;
  downloads.delete(download.id);
  event.respondWith(respond(download));
});

function respond({ name, size, port }: Download): Response {
  return new Response(plaintextFrom(port), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': contentDisposition(name),
      ...(size === null ? {} : { 'content-length': String(size) }),
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      // Firefox drops the response in a cross-origin isolated page without it.
      'cross-origin-embedder-policy': 'require-corp',
    },
  });
}

/** A stream that asks the vault worker for the next chunks. Whatever is wrong errors it, so that the browser reports a failed download. */
function plaintextFrom(port: MessagePort): ReadableStream<Uint8Array> {
  let silence: ReturnType<typeof setTimeout>;
  let answered: (() => void) | null = null;
  /** What was given to the browser, and is written when it asks for more, but for the last. */
  const given: Uint8Array<ArrayBuffer>[] = [];
  const settle = () => {
    clearTimeout(silence);
    answered?.();
    answered = null;
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const fail = () => {
          controller.error(new Error('download failed'));
          port.close();
          settle();
        };
        const listen = () => {
          clearTimeout(silence);
          silence = setTimeout(fail, SILENCE_MS);
        };
        port.onmessage = ({ data }: MessageEvent<ChunkMessage>) => {
          listen();
          if (data === 'alive') return;
          if (data === 'failed') return fail();
          if (data === 'end') {
            controller.close();
            port.close();
          } else {
            for (const chunk of data.chunks) controller.enqueue(chunk);
            given.push(...data.chunks);
          }
          settle();
          if (data !== 'end') listen();
        };
        listen();
      },
      pull() {
        return new Promise<void>((resolve) => {
          answered = resolve;
          const written = given.splice(0, given.length - 1).filter(({ byteLength, buffer }) => byteLength === buffer.byteLength);
          nowhere.port1.postMessage(null, written.map(({ buffer }) => buffer));
          port.postMessage('pull' satisfies ReaderMessage);
        });
      },
      cancel() {
        port.postMessage('cancel' satisfies ReaderMessage);
        port.close();
        settle();
      },
    },
    { highWaterMark: 1 },
  );
}
