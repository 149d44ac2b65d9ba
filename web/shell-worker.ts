// The service worker of the app: while there is no connection it answers with the one page that says so (web/offline), and it takes
// over files that other apps share (share-target.ts). Whatever the server answers is passed on as it is and never kept, so no older build can come between.
// Downloads have a worker of their own (web/sw.ts). docs/decisions/074 says what is kept and why.
import { SHARE_PATH, type SharedFilesQuestion } from './session/shared-files-api.ts';
import { handOver, takeOver } from './share-target.ts';

// The parts of ServiceWorkerGlobalScope used here; its library cannot stand beside the DOM's in one program.
type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void };
type InstallEvent = ExtendableEvent & { addRoutes?(rules: object): Promise<void> };
type FetchEvent = ExtendableEvent & { request: Request; preloadResponse: Promise<Response | undefined>; respondWith(response: Promise<Response>): void };
type Scope = {
  registration: { navigationPreload?: { enable(): Promise<void> } };
  addEventListener(type: 'install', listener: (event: InstallEvent) => void): void;
  addEventListener(type: 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<SharedFilesQuestion>) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
};
const scope = globalThis as unknown as Scope;

/** Put in by the build: the page and what it needs, each with its digest, the page first. */
declare const SHELL_FILES: readonly (readonly [address: string, integrity: string])[];
declare const BUILD: string;

const OURS = 'sealpost-shell-';
const CACHE = OURS + BUILD;
const kept = new Set(SHELL_FILES.map(([address]) => address));
/** Not pages of the app. What fails there is to be seen as it is. */
const NOT_PAGES = /^\/(api|development|download)\//;

scope.addEventListener('install', (event) => {
  // Where a browser can, nothing but pages even passes through here: what goes to the server and the store keeps its speed.
  const rule = { condition: { not: { or: [{ requestMode: 'navigate' }, { urlPattern: '/offline/*' }] } }, source: 'network' };
  event.addRoutes?.(rule).catch(() => undefined);
  event.waitUntil(keepShell());
});

scope.addEventListener('activate', (event) => event.waitUntil(Promise.all([forgetOthers(), scope.registration.navigationPreload?.enable()])));

scope.addEventListener('fetch', (event) => {
  const { method, mode, destination, url } = event.request;
  const { pathname, origin } = new URL(url);
  if (origin !== location.origin) return;
  if (method === 'POST' && mode === 'navigate' && pathname === SHARE_PATH) return event.respondWith(takeOver(event.request));
  if (method !== 'GET') return;
  if (mode !== 'navigate') {
    if (kept.has(pathname)) event.respondWith(fromShell(pathname));
  } else if (destination === 'document' && !NOT_PAGES.test(pathname)) event.respondWith(page(event));
});

scope.addEventListener('message', ({ data, ports: [port] }) => {
  if (data.kind === 'shared-files' && port) handOver(data, port);
});

/**
 * All of it or nothing, and only what belongs to this build: a file of another one fails its digest, and the older worker stays. A newer one
 * waits for the last window to close: by skipWaiting it would take over while a page is being asked for, and in Chromium that page may never come.
 */
async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(SHELL_FILES.map(([address, integrity]) => keep(cache, { address, integrity })));
}

async function keep(cache: Cache, { address, integrity }: { address: string; integrity: string }): Promise<void> {
  const response = await fetch(address, { integrity, cache: 'no-cache', credentials: 'omit', redirect: 'error' });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  await cache.put(address, response);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

/** From the network whenever it answers at all. */
async function page({ request, preloadResponse }: FetchEvent): Promise<Response> {
  try {
    return (await preloadResponse) ?? (await fetch(request));
  } catch {
    return await fromShell(SHELL_FILES[0]?.[0] ?? '');
  }
}

async function fromShell(address: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? (await fetch(address).catch(() => Response.error()));
}
