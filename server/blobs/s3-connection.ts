// The connection to an S3-compatible store: the minio client, its time limits, retries, and its errors as ours.
import http from 'node:http';
import https from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'minio';
import type { S3Settings } from '../config.ts';
import { BlobError, BlobNotFoundError, BlobStoreFullError, BlobStoreUnavailableError } from './blob-store.ts';

/** How long the store may keep silent before it answers. */
const ANSWER_MS = 60_000;
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 200;

const FULL = new Set(['QuotaExceeded', 'XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded', 'InsufficientStorage']);
const ABSENT = new Set(['NoSuchUpload', 'NoSuchKey', 'NotFound']);

/** The client's part listing is protected there; it is the only place that knows what an unfinished upload holds. */
export class S3Client extends Client {
  parts(bucket: string, upload: { name: string; uploadId: string }) {
    return this.listParts(bucket, upload.name, upload.uploadId);
  }
}

export function connect(origin: string, settings: S3Settings): { client: S3Client; close: () => void } {
  const endpoint = new URL(origin);
  const secure = endpoint.protocol === 'https:';
  const { Agent, request } = secure ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const client = new S3Client({
    endPoint: endpoint.hostname.replace(/^\[|\]$/g, ''),
    port: endpoint.port === '' ? (secure ? 443 : 80) : Number(endpoint.port),
    useSSL: secure,
    accessKey: settings.accessKey,
    secretKey: settings.secretKey,
    // Stated, so that signing never has to ask the store for it.
    region: settings.region,
    transportAgent: agent,
    transport: { request: withTimeLimit(request) as typeof http.request },
    // The client would send a stream again that has already been read.
    retryOptions: { disableRetry: true },
  });
  // Segments pass through as streams, so their hash is not known when the request is signed. Nothing is lost: who reads
  // a segment compares it with the hash that its sender signed.
  client.enableSHA256 = false;
  return { client, close: () => agent.destroy() };
}

type Request = (options: http.RequestOptions, answered: (response: http.IncomingMessage) => void) => http.ClientRequest;

/** Ends a request that gets no answer. Once the answer has begun a slow reader may take all the time it needs. */
function withTimeLimit(request: Request): Request {
  return (options, answered) => {
    const outgoing = request(options, (response) => {
      outgoing.setTimeout(0);
      answered(response);
    });
    outgoing.setTimeout(ANSWER_MS, () => outgoing.destroy(new Error('no answer in time')));
    return outgoing;
  };
}

/** Runs a request that may be repeated, three times at most when the store stumbles, and gives its errors a type. */
export async function repeated<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || s3Code(error) !== null || error instanceof BlobError) throw typedS3Error(error);
      await wait(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

/** Like `repeated`, and null for what is not there. */
export async function orAbsent<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await repeated(work);
  } catch (error) {
    if (error instanceof BlobNotFoundError) return null;
    throw error;
  }
}

/** What a store answered as ours; our own pass unchanged, those of the incoming stream among them. */
export function typedS3Error(error: unknown): unknown {
  if (error instanceof BlobError) return error;
  const code = s3Code(error);
  if (code !== null && ABSENT.has(code)) return new BlobNotFoundError(error);
  if (code !== null && FULL.has(code)) return new BlobStoreFullError(error);
  return new BlobStoreUnavailableError(error);
}

/** The code of an answer in S3's own error format; null for a failed connection or a server that stumbled. */
export function s3Code(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'S3Error' || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
