// Prepares the bucket at the start: makes it, has unfinished uploads aborted by the store itself, and lets browsers in.
import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { S3Settings } from '../config.ts';
import { repeated, s3Code, type S3Client } from './s3-connection.ts';

/** A day more than the clean-up job takes: the rule is for what the job could not reach. */
const ABORT_AFTER_DAYS = 3;

export type BucketOptions = {
  settings: S3Settings;
  /** The origin of the web client. */
  publicUrl: string;
  /** Told in one line what the operator must do by hand. */
  warn: (line: string) => void;
};

export async function prepareBucket(client: S3Client, options: BucketOptions): Promise<void> {
  await makeBucket(client, options.settings);
  await abortUnfinishedUploads(client, options);
  if (options.settings.publicEndpoint !== null) await letBrowsersIn(client, options);
}

async function makeBucket(client: S3Client, { bucket, region }: S3Settings): Promise<void> {
  if (await repeated(() => client.bucketExists(bucket))) return;
  await repeated(async () => {
    try {
      await client.makeBucket(bucket, region);
    } catch (error) {
      // Another server process was faster.
      if (s3Code(error) !== 'BucketAlreadyOwnedByYou') throw error;
    }
  });
}

/** Rules that an operator has made are left as they are: writing them back could lose what the client cannot read. */
async function abortUnfinishedUploads(client: S3Client, { settings: { bucket }, warn }: BucketOptions): Promise<void> {
  try {
    const rules = await lifecycleRules(client, bucket);
    if (rules.some((rule) => typeof rule === 'object' && rule !== null && 'AbortIncompleteMultipartUpload' in rule)) return;
    if (rules.length > 0) throw new Error('the bucket has rules of its own');
    await client.setBucketLifecycle(bucket, {
      Rule: [
        {
          ID: 'sealpost-unfinished-uploads',
          Status: 'Enabled',
          Filter: { Prefix: '' },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_AFTER_DAYS },
        },
      ],
    });
  } catch {
    warn(`S3_BUCKET: please add a lifecycle rule that aborts incomplete multipart uploads after ${ABORT_AFTER_DAYS} days`);
  }
}

async function lifecycleRules(client: S3Client, bucket: string): Promise<unknown[]> {
  try {
    const rules: unknown = (await client.getBucketLifecycle(bucket))?.Rule ?? [];
    return Array.isArray(rules) ? rules : [rules];
  } catch (error) {
    if (s3Code(error) === 'NoSuchLifecycleConfiguration') return [];
    throw error;
  }
}

/** Adds a rule for the web client's origin to those that are there. */
async function letBrowsersIn(client: S3Client, { settings: { bucket }, publicUrl, warn }: BucketOptions): Promise<void> {
  try {
    const present = await corsRules(client, bucket);
    if (present?.includes(`<AllowedOrigin>${publicUrl}</AllowedOrigin>`)) return;
    const rule = corsRule(publicUrl);
    const xml = present?.includes('</CORSConfiguration>')
      ? present.replace('</CORSConfiguration>', `${rule}</CORSConfiguration>`)
      : `<CORSConfiguration>${rule}</CORSConfiguration>`;
    const headers = { 'content-md5': createHash('md5').update(xml).digest('base64') };
    await client.makeRequestAsyncOmit({ method: 'PUT', bucketName: bucket, query: 'cors', headers }, xml, [200, 204]);
  } catch {
    // MinIO has no rules for a bucket: it lets every origin in, or those of MINIO_API_CORS_ALLOW_ORIGIN.
    warn(`S3_BUCKET: please see that the store's CORS rules allow GET and PUT from ${publicUrl}`);
  }
}

async function corsRules(client: S3Client, bucket: string): Promise<string | null> {
  try {
    return await text(await client.makeRequestAsync({ method: 'GET', bucketName: bucket, query: 'cors' }));
  } catch (error) {
    if (s3Code(error) === 'NoSuchCORSConfiguration') return null;
    throw error;
  }
}

/** `publicUrl` is an origin that URL has parsed, so it holds no character that means something in XML. */
function corsRule(publicUrl: string): string {
  const methods = ['GET', 'PUT', 'HEAD'].map((method) => `<AllowedMethod>${method}</AllowedMethod>`).join('');
  return (
    `<CORSRule><AllowedOrigin>${publicUrl}</AllowedOrigin>${methods}<AllowedHeader>*</AllowedHeader>` +
    '<ExposeHeader>ETag</ExposeHeader><ExposeHeader>Content-Range</ExposeHeader>' +
    '<ExposeHeader>Accept-Ranges</ExposeHeader><MaxAgeSeconds>3600</MaxAgeSeconds></CORSRule>'
  );
}
