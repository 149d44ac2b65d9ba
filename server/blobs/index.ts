// Chooses where blobs are kept: the object store if one is set, else a folder beside the data.
import { join } from 'node:path';
import type { Settings } from '../config.ts';
import { StartError } from '../start-error.ts';
import type { BlobStore } from './blob-store.ts';
import { findDirectory, openDirectory } from './directory.ts';
import { s3Code } from './s3-connection.ts';
import { findS3, openS3 } from './s3.ts';

export type BlobSettings = Pick<Settings, 's3' | 'dataDir' | 'publicUrl'>;

/** `warn` is told in one line what an operator must do by hand. Throws StartError when the store cannot be used. */
export async function openBlobStore(settings: BlobSettings, warn: (line: string) => void): Promise<BlobStore> {
  if (settings.s3 === null) return await openDirectory({ folder: join(settings.dataDir, 'blobs') });
  return await openS3({ settings: settings.s3, publicUrl: settings.publicUrl, warn }).catch((error: unknown) => {
    throw new StartError(explain(error));
  });
}

/** The store's own word for it says which setting is meant: AccessDenied, InvalidAccessKeyId, InvalidBucketName. */
function explain(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = s3Code(error) ?? s3Code(cause);
  if (code !== null) return `The object store refuses Sealpost (${code}): see S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY.`;
  const reason = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown reason';
  return `The object store does not answer (${reason}): see S3_ENDPOINT.`;
}

/** The store as it is, for the operator's commands that only look: nothing is made or set up. */
export function findBlobStore({ s3, dataDir }: Pick<BlobSettings, 's3' | 'dataDir'>): BlobStore {
  return s3 === null ? findDirectory({ folder: join(dataDir, 'blobs') }) : findS3(s3);
}
