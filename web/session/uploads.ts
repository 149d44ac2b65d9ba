// The uploads of this page, tied to the session: with the keys, they end.
import { forgetFileHandle } from './file-handles.ts';
import type { SessionStore } from './session-store.ts';
import { createSealingPool } from './sealing-pool.ts';
import type { Upload } from './upload-job.ts';
import { createUploadQueue, type UploadQueue } from './upload-queue.ts';

export type Uploads = Pick<UploadQueue, 'add' | 'takeUp' | 'pause' | 'resume' | 'retry' | 'remove' | 'arrange'> & {
  uploads(): readonly Upload[];
  subscribe(listener: () => void): () => void;
};

/** Screens are told at most this often: progress comes many times a second from four places. */
const TELL_EVERY_MS = 150;

const NO_KEYS = 'not_signed_in';

const perStore = new WeakMap<SessionStore, Uploads>();

export function uploadsOf(store: SessionStore): Uploads {
  const known = perStore.get(store) ?? createUploads(store);
  perStore.set(store, known);
  return known;
}

function createUploads(store: SessionStore): Uploads {
  const listeners = new Set<() => void>();
  let snapshot: readonly Upload[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;

  function tell(): void {
    timer ??= setTimeout(() => {
      timer = null;
      snapshot = queue.uploads();
      for (const listener of listeners) listener();
    }, TELL_EVERY_MS);
  }

  const pool = createSealingPool({ serve: (port) => store.call('serveSealer', port), onProgress: (progress) => queue.note(progress) });
  const queue = createUploadQueue({
    pool,
    reserve: (attachment) => store.call('reserveAttachment', attachment),
    begin: (id) => store.call('beginAttachment', id),
    finish: async (id) => {
      await store.call('finishAttachment', id);
      await forgetFileHandle(id);
    },
    drop: async (source) => {
      await forgetFileHandle(source.id);
      await store.call('dropAttachment', source);
    },
    onChange: tell,
    onProgress: store.transferring,
    now: Date.now,
  });

  addEventListener('online', queue.wake);
  // Whose files these are, while the keys are gone: under another account they stay where they are.
  let owner: string | null = null;
  store.onEnd(() => {
    owner = store.state().session?.account ?? owner;
    pool.end();
    queue.fail(NO_KEYS);
  });
  store.subscribe(() => {
    const { status, session } = store.state();
    if (status === 'ready' && owner !== null && session?.account === owner) queue.goOn(NO_KEYS);
    if (status === 'ready') owner = null;
  });

  return {
    ...queue,
    uploads: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
