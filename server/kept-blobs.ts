// The blob store as routes and jobs use it: what is to be removed while a backup runs stays, and goes with the stray blobs later.
import type { Kysely } from 'kysely';
import type { BlobStore } from './blobs/blob-store.ts';
import { mayRemoveBlobs } from './database/backup-hold.ts';
import type { Tables } from './database/tables.ts';

/** Everybody deletes an attachment's row first and its blob afterwards: that order is what this relies on. */
export function keepDuringBackups(blobs: BlobStore, database: Kysely<Tables>): BlobStore {
  const remove = blobs.remove.bind(blobs);
  return Object.assign(blobs, {
    remove: async (id: string): Promise<void> => {
      if (await mayRemoveBlobs(database)) await remove(id);
    },
  });
}
