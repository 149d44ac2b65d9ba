// The vault worker: the one place in a browser where keys are open. Thin: it gives the vault its parts and answers its callers.
import { expose } from 'comlink';
import { passwordReady, ready } from '#crypto';
import { createApi } from './api.ts';
import { waitForConnection } from './connection.ts';
import { parseUserAgent } from './device-name.ts';
import { createIndexedDevice } from './indexed-device.ts';
import { createOpeningPool } from './opening-pool.ts';
import { pumpDownload } from './pump-download.ts';
import { createVault } from './vault/vault.ts';
import type { VaultWorkerSurface } from './vault-client.ts';
import { encodeError } from './vault-error.ts';

const { origin } = self.location;
const boundFetch = fetch.bind(globalThis);
const { keys, read, readAll, readCopy, ...engine } = createVault({
  api: createApi({ origin, fetch: boundFetch }),
  fetch: boundFetch,
  openSegment: createOpeningPool(),
  device: createIndexedDevice(),
  deviceName: parseUserAgent(navigator.userAgent),
  origin,
  now: Date.now,
});

const ports: Pick<VaultWorkerSurface, 'preparePassword' | 'serveSealer' | 'streamAttachment' | 'streamArchive' | 'streamMailCopy'> = {
  preparePassword: passwordReady,
  serveSealer: async (port) => expose(crossing(keys), port),
  streamAttachment: (source, port, onProgress) =>
    pumpDownload({ port, onProgress, read: (signal) => read(source, { signal, wait: waitForConnection }) }),
  streamArchive: (message, port, onProgress) =>
    pumpDownload({ port, onProgress, read: (signal) => readAll(message, { signal, wait: waitForConnection }) }),
  streamMailCopy: (source, port, onProgress) =>
    pumpDownload({ port, onProgress, read: (signal) => readCopy(source, { signal, wait: waitForConnection }) }),
};

/** The same methods, whose errors cross the border with their code: a class would lose its fields. */
function crossing<T extends object>(surface: T): T {
  const wrapped = Object.entries(surface).map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw encodeError(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

// Compiled while the person still types. Without its WebAssembly this worker is of no use: the page ends it, and the next call starts another.
ready().catch(reportError);
expose(crossing({ ...engine, ...ports }));
