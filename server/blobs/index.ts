// Chooses where blobs are kept: the object store if one is set, else a folder beside the data.
import { join } from 'node:path';
import type { Settings } from '../config.ts';
import type { BlobStore } from './blob-store.ts';
import { findDirectory, openDirectory } from './directory.ts';
import { findS3, openS3 } from './s3.ts';

export type BlobSettings = Pick<Settings, 's3' | 'dataDir' | 'publicUrl'>;

/** `warn` is told in one line what an operator must do by hand. Throws BlobError when the store cannot be used. */
export async function openBlobStore(settings: BlobSettings, warn: (line: string) => void): Promise<BlobStore> {
  if (settings.s3 === null) return await openDirectory({ folder: join(settings.dataDir, 'blobs') });
  return await openS3({ settings: settings.s3, publicUrl: settings.publicUrl, warn });
}

/** The store as it is, for the operator's commands that only look: nothing is made or set up. */
export function findBlobStore({ s3, dataDir }: Pick<BlobSettings, 's3' | 'dataDir'>): BlobStore {
  return s3 === null ? findDirectory({ folder: join(dataDir, 'blobs') }) : findS3(s3);
}
