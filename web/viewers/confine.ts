// The first thing every viewer's worker does: it gives up the network, storage and other windows. A file that misleads a parser
// meets a worker that has no keys, knows nobody but the page that started it, and can reach nothing.

const GIVEN_UP = [
  'fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'indexedDB', 'caches', 'cookieStore',
  'BroadcastChannel', 'SharedWorker', 'Worker', 'Notification', 'RTCPeerConnection', 'RTCDataChannel',
] as const;
const GIVEN_UP_OF_NAVIGATOR = ['sendBeacon', 'storage', 'serviceWorker', 'locks', 'storageBuckets', 'permissions'] as const;

/** Build products only: the codecs' WebAssembly. */
const OWN_CODE = /^\/_next\/static\/media\/[\w.~-]+\.wasm$/;

const request = globalThis.fetch?.bind(globalThis);

/** Fetches a codec of this build, and nothing else. */
export async function loadCodec(address: URL): Promise<ArrayBuffer> {
  const url = new URL(address, self.location.origin);
  if (url.origin !== self.location.origin || !OWN_CODE.test(url.pathname)) throw new TypeError('no codec');
  const response = await request(url);
  if (!response.ok) throw new TypeError('no codec');
  return response.arrayBuffer();
}

/** Takes the names away from the global object and from what it inherits, so that they cannot be fetched back. */
function giveUp(target: object, names: readonly string[]): void {
  for (const name of names) {
    for (let owner: object | null = target; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) Reflect.deleteProperty(owner, name);
    Object.defineProperty(target, name, { value: undefined, writable: false, configurable: false });
  }
}

// In tests the parsers run without a worker around them.
if (typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope) {
  giveUp(self, GIVEN_UP);
  giveUp(self.navigator, GIVEN_UP_OF_NAVIGATOR);
}

declare const WorkerGlobalScope: (new () => WorkerGlobalScope) | undefined;
type WorkerGlobalScope = typeof globalThis;
