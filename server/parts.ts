// What the application is put together from. main.ts makes the real ones; tests make theirs.
import type { Kysely } from 'kysely';
import type { BlobStore } from './blobs/blob-store.ts';
import type { Changes } from './changes.ts';
import type { Settings } from './config.ts';
import type { Tables } from './database/tables.ts';
import type { Log } from './log.ts';
import type { Secrets } from './secrets.ts';
import type { WebClient } from './web-client.ts';

export type Parts = {
  settings: Settings;
  secrets: Pick<Secrets, 'opaqueSetup' | 'masterKey'>;
  database: Kysely<Tables>;
  blobs: BlobStore;
  changes: Pick<Changes, 'subscribe'>;
  /** The built web client; a test without one passes an empty map. */
  client: Pick<WebClient, 'files'>;
  /** Unix milliseconds. */
  clock: () => number;
  log: Log;
  buildId: string;
};
