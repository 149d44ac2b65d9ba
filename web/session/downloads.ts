// Downloads: an ordinary browser download whose bytes come from the vault worker, through the service worker. Where there is
// no service worker (some private windows), the plaintext is gathered and saved from memory.
import type { SessionStore } from './session-store.ts';
import { saveBlob } from './save-blob.ts';
import type { ChunkMessage, DownloadProgress, ReaderMessage } from './transfer-api.ts';
import type { Id } from './vault-api/id.ts';
import type { AttachmentView } from './vault-api/mailbox.ts';
import { codeOf, VaultError } from './vault-error.ts';

export type Download = {
  /** The attachment's id; for all of a message in one ZIP the message's. */
  id: Id;
  message: Id;
  state: 'running' | 'done' | 'failed';
  failure: string | null;
  received: number;
  size: number;
};

export type DownloadSource = { message: Id; attachment: AttachmentView };

/** What is saved, under which name, and how its bytes are had. */
type Saving = { message: Id; id: Id; name: string; size: number; stream: (port: MessagePort, onProgress: DownloadProgress) => Promise<void> };

export type Downloads = {
  start(source: DownloadSource): void;
  /** All attachments of the message as one ZIP. */
  startAll(message: Id): void;
  cancel(id: Id): void;
  downloads(): readonly Download[];
  subscribe(listener: () => void): () => void;
};

const KEEP_AWAKE_MS = 10_000;
const SCOPE = '/download/';

const perStore = new WeakMap<SessionStore, Downloads>();

export function downloadsOf(store: SessionStore): Downloads {
  const known = perStore.get(store) ?? createDownloads(store);
  perStore.set(store, known);
  return known;
}

function createDownloads(store: SessionStore): Downloads {
  const listeners = new Set<() => void>();
  const cancelled = new Set<Id>();
  let downloads: readonly Download[] = [];

  function change(id: Id, to: Partial<Download>): void {
    downloads = downloads.map((download) => (download.id === id ? { ...download, ...to } : download));
    for (const listener of listeners) listener();
  }

  async function run({ id, name, size, stream }: Saving): Promise<void> {
    const onProgress = (received: number) => {
      store.transferring();
      change(id, { received });
      return !cancelled.delete(id);
    };
    await saveStream({ name, size }, (vaultEnd) => stream(vaultEnd, onProgress));
  }

  /** `describe`: what is known only when it is asked for. */
  function begin({ message, id, size }: Pick<Saving, 'message' | 'id' | 'size'>, describe: () => Promise<Saving>): void {
    if (downloads.some((download) => download.id === id && download.state === 'running')) return;
    const fresh: Download = { id, message, state: 'running', failure: null, received: 0, size };
    downloads = [...downloads.filter((download) => download.id !== id), fresh];
    change(id, {});
    describe()
      .then((saving) => {
        change(id, { size: saving.size });
        return run(saving).then(() => change(id, { state: 'done', received: saving.size }));
      })
      .catch((error: unknown) => change(id, { state: 'failed', failure: codeOf(error) }))
      .finally(() => cancelled.delete(id));
  }

  return {
    start({ message, attachment: { id, name, size } }) {
      const stream: Saving['stream'] = (port, onProgress) => store.call('streamAttachment', { message, attachment: id }, port, onProgress);
      begin({ message, id, size }, async () => ({ message, id, name, size, stream }));
    },
    startAll(message) {
      const stream: Saving['stream'] = (port, onProgress) => store.call('streamArchive', message, port, onProgress);
      begin({ message, id: message, size: 0 }, async () => ({ message, id: message, ...(await store.call('describeArchive', message)), stream }));
    },
    cancel: (id) => void cancelled.add(id),
    downloads: () => downloads,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Saves what the vault sends to the port that `start` is given. Plaintext passes from the vault worker to the reader directly:
 * the page only starts it. `size`: null where nobody knows it before the end.
 */
export async function saveStream({ name, size }: { name: string; size: number | null }, start: (vaultEnd: MessagePort) => Promise<void>): Promise<void> {
  const { port1: reader, port2: vaultEnd } = new MessageChannel();
  const stream = start(vaultEnd);
  stream.catch(() => undefined);
  const worker = await downloadWorker();
  if (worker) await saveThroughWorker(worker, { name, size, reader, stream });
  // Where both fail, the stream knows why.
  else await saveFromMemory(reader, name).catch((error: unknown) => stream.then(() => Promise.reject(error)));
  await stream;
}

/** The active service worker, registered at the first use; null where there can be none. */
async function downloadWorker(): Promise<ServiceWorker | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { scope: SCOPE, updateViaCache: 'none' });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    return worker && (await activated(worker));
  } catch {
    // Refused by a setting or a private window.
    return null;
  }
}

function activated(worker: ServiceWorker): Promise<ServiceWorker> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve(worker);
      if (worker.state === 'redundant') reject(new VaultError('unavailable'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

type WorkerSave = {
  name: string;
  size: number | null;
  reader: MessagePort;
  stream: Promise<void>;
};

async function saveThroughWorker(worker: ServiceWorker, save: WorkerSave): Promise<void> {
  const id = crypto.randomUUID();
  const { port1, port2 } = new MessageChannel();
  const announced = new Promise<void>((resolve) => (port1.onmessage = () => resolve()));
  worker.postMessage({ id, name: save.name, size: save.size }, [save.reader, port2]);
  await announced;
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = '';
  // A navigation, not a link with a `download` attribute: such a link's request would go round the service worker.
  frame.src = SCOPE + id;
  document.body.append(frame);
  // Browsers end a service worker that hears nothing, also in the middle of a response.
  const awake = setInterval(() => worker.postMessage('awake'), KEEP_AWAKE_MS);
  try {
    await save.stream;
  } finally {
    clearInterval(awake);
    // Removing the frame at once would stop a download that the browser has not quite taken over.
    setTimeout(() => frame.remove(), KEEP_AWAKE_MS);
  }
}

async function saveFromMemory(reader: MessagePort, name: string): Promise<void> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  await new Promise<void>((resolve, reject) => {
    reader.onmessage = ({ data }: MessageEvent<ChunkMessage>) => {
      if (data === 'alive') return;
      if (data === 'failed') return reject(new VaultError('cannot_open'));
      if (data === 'end') return resolve();
      chunks.push(...data.chunks);
      reader.postMessage('pull' satisfies ReaderMessage);
    };
    reader.postMessage('pull' satisfies ReaderMessage);
  }).finally(() => reader.close());
  saveBlob(chunks, name);
}
