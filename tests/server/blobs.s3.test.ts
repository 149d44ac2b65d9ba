// The object store against a real S3 server (Ceph's): what every store must do, several processes, and browsers' own access.
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BlobError, BlobIncompleteError, BlobNotFoundError, BlobStoreUnavailableError, type BlobStore } from '../../server/blobs/blob-store.ts';
import { prepareBucket } from '../../server/blobs/s3-bucket.ts';
import { connect } from '../../server/blobs/s3-connection.ts';
import { openBlobStore } from '../../server/blobs/index.ts';
import { openS3 } from '../../server/blobs/s3.ts';
import { arriving, blobOf, bytesOf, describeBlobStore, segmentOf, store } from '../support/blob-store-contract.ts';
import { testS3 } from '../support/s3.ts';

// One sealed segment of crypto/SPEC.md: just above the smallest part that S3 allows.
const segmentBytes = 5_243_272;
const publicUrl = 'https://mail.practice.example';
const endpoint = testS3().endpoint;
const settings = testS3({ publicEndpoint: endpoint });
const warnings: string[] = [];
const options = { settings, publicUrl, warn: (line: string) => void warnings.push(line) };
let blobs: BlobStore;

beforeAll(async () => {
  blobs = await openS3(options);
});
afterAll(() => blobs.close());

describeBlobStore('S3', { open: () => blobs, segmentBytes });

describe('S3: the bucket', () => {
  it('is made with a rule for unfinished uploads and one for the web client, once', async () => {
    const { client, close } = connect(endpoint, settings);
    await prepareBucket(client, options);
    expect(warnings).toEqual([]);
    expect(JSON.stringify(await client.getBucketLifecycle(settings.bucket))).toContain('"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":3}');
    close();
  });

  it('keeps the rules that an operator has made', async () => {
    const other = testS3({ publicEndpoint: endpoint });
    const { client, close } = connect(endpoint, other);
    await client.makeBucket(other.bucket, other.region);
    await client.setBucketLifecycle(other.bucket, { Rule: [{ ID: 'mine', Status: 'Enabled', Filter: { Prefix: 'logs/' }, Expiration: { Days: 5 } }] });
    const told: string[] = [];
    const prepare = (url: string) => prepareBucket(client, { settings: other, publicUrl: url, warn: (line) => void told.push(line) });
    await prepare('https://one.example');
    await prepare('https://two.example');
    expect(told).toEqual(Array(2).fill(expect.stringMatching(/^S3_BUCKET: .*lifecycle rule/)));
    expect(JSON.stringify(await client.getBucketLifecycle(other.bucket))).toContain('"Days":5');
    for (const origin of ['https://one.example', 'https://two.example']) {
      const url = await client.presignedUrl('PUT', other.bucket, 'x', 60);
      expect((await preflight(url, { origin, method: 'PUT' })).headers.get('access-control-allow-origin')).toBe(origin);
    }
    close();
  });
});

describe('S3: several server processes', () => {
  it('goes on with an upload that another process began, and completes it once', async () => {
    const other = await openS3(options);
    const blob = blobOf({ segmentBytes, full: 2, rest: 5 });
    await blobs.begin(blob.layout);
    await blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(segmentOf(blob, 0)) });
    await other.begin(blob.layout);
    await other.writeSegment(blob.layout, { index: 1, bytes: arriving(segmentOf(blob, 1)) });
    await blobs.writeSegment(blob.layout, { index: 2, bytes: arriving(segmentOf(blob, 2)) });
    expect(await other.received(blob.layout)).toEqual([0, 1, 2]);
    await Promise.all([blobs.complete(blob.layout), other.complete(blob.layout)]);
    expect((await bytesOf(await other.read(blob.layout.id))).equals(blob.content)).toBe(true);
    await other.close();
  });

  it('settles on one upload when two processes begin at the same moment', async () => {
    const other = await openS3(options);
    const blob = blobOf({ segmentBytes, full: 1, rest: 5 });
    await Promise.all([blobs.begin(blob.layout), other.begin(blob.layout)]);
    await blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(segmentOf(blob, 0)) });
    await other.writeSegment(blob.layout, { index: 1, bytes: arriving(segmentOf(blob, 1)) });
    await other.complete(blob.layout);
    expect((await bytesOf(await blobs.read(blob.layout.id))).equals(blob.content)).toBe(true);
    await other.close();
  });

  it('asks for the segment again, then says the blob is gone, when another process has removed it', async () => {
    const other = await openS3(options);
    const blob = blobOf({ segmentBytes, full: 0, rest: 50 });
    await blobs.begin(blob.layout);
    const write = () => blobs.writeSegment(blob.layout, { index: 0, bytes: arriving(segmentOf(blob, 0)) });
    await write();
    await other.remove(blob.layout.id);
    await expect(write()).rejects.toBeInstanceOf(BlobStoreUnavailableError);
    await expect(write()).rejects.toBeInstanceOf(BlobNotFoundError);
    await other.close();
  });
});

describe('S3: browser and store directly', () => {
  it('takes segments and gives the blob by presigned URLs, with ranges, to the web client only', async () => {
    const blob = blobOf({ segmentBytes, full: 1, rest: 1000 });
    await blobs.begin(blob.layout);
    for (const index of [1, 0]) {
      const url = await direct().presignPart(blob.layout, index);
      expect(new URL(url).origin).toBe(direct().origin);
      expect((await preflight(url, { origin: publicUrl, method: 'PUT' })).headers.get('access-control-allow-origin')).toBe(publicUrl);
      expect((await preflight(url, { origin: 'https://other.example', method: 'PUT' })).headers.get('access-control-allow-origin')).toBeNull();
      const put = await fetch(url, { method: 'PUT', body: new Uint8Array(segmentOf(blob, index)), headers: { origin: publicUrl } });
      expect(put.status).toBe(200);
    }
    expect(await blobs.received(blob.layout)).toEqual([0, 1]);
    await blobs.complete(blob.layout);
    const url = await direct().presignRead(blob.layout.id);
    const whole = await fetch(url, { headers: { origin: publicUrl } });
    expect(whole.headers.get('content-type')).toBe('application/octet-stream');
    expect(whole.headers.get('content-disposition')).toBe('attachment');
    expect(Buffer.from(await whole.arrayBuffer()).equals(blob.content)).toBe(true);
    const part = await fetch(url, { headers: { range: `bytes=${segmentBytes}-` } });
    expect(Buffer.from(await part.arrayBuffer()).equals(segmentOf(blob, 1))).toBe(true);
  });

  it('does not complete a blob into which a browser has put a part of another size', async () => {
    const blob = blobOf({ segmentBytes, full: 1, rest: 1000 });
    await blobs.begin(blob.layout);
    await fetch(await direct().presignPart(blob.layout, 0), { method: 'PUT', body: new Uint8Array(segmentOf(blob, 0)) });
    // No URL of ours takes it: this one is signed without a length.
    const { client, close } = connect(endpoint, settings);
    const uploadId = new URL(await direct().presignPart(blob.layout, 1)).searchParams.get('uploadId') ?? '';
    const url = await client.presignedUrl('PUT', settings.bucket, `attachments/${blob.layout.id}`, 60, { partNumber: '2', uploadId });
    expect((await fetch(url, { method: 'PUT', body: new Uint8Array(1001) })).status).toBe(200);
    close();
    expect(await blobs.received(blob.layout)).toEqual([0]);
    await expect(blobs.complete(blob.layout)).rejects.toBeInstanceOf(BlobIncompleteError);
  });

  it('takes nothing longer or shorter than the segment by a URL: nobody fills the store by one', async () => {
    const blob = blobOf({ segmentBytes, full: 1, rest: 1000 });
    await blobs.begin(blob.layout);
    const url = await direct().presignPart(blob.layout, 1);
    for (const length of [1001, 999, 2 * segmentBytes]) expect((await fetch(url, { method: 'PUT', body: new Uint8Array(length) })).status).toBe(403);
    const elsewhere = new URL(url);
    elsewhere.searchParams.set('partNumber', '3');
    expect((await fetch(elsewhere, { method: 'PUT', body: new Uint8Array(1000) })).status).toBe(403);
    expect(await blobs.received(blob.layout)).toEqual([]);
    expect((await fetch(url, { method: 'PUT', body: new Uint8Array(segmentOf(blob, 1)) })).status).toBe(200);
    expect(await blobs.received(blob.layout)).toEqual([1]);
  });

  it('gives no URL for segments that are not there or blobs that were not begun', async () => {
    const blob = blobOf({ segmentBytes, full: 0, rest: 10 });
    await expect(direct().presignPart(blob.layout, 0)).rejects.toBeInstanceOf(BlobNotFoundError);
    await blobs.begin(blob.layout);
    await expect(direct().presignPart(blob.layout, 1)).rejects.toBeInstanceOf(BlobError);
    await expect(direct().presignRead('../secrets')).rejects.toBeInstanceOf(BlobNotFoundError);
  });
});

describe('S3: a store that fails', () => {
  it('refuses to start when nothing answers', async () => {
    const closedPort = await unusedPort();
    const away = { ...options, settings: { ...settings, endpoint: `http://127.0.0.1:${closedPort}` } };
    await expect(openS3(away)).rejects.toBeInstanceOf(BlobStoreUnavailableError);
  });

  it('is not well when the bucket is gone', async () => {
    const lost = testS3();
    const other = await openS3({ ...options, settings: lost });
    await other.health();
    const { client, close } = connect(endpoint, lost);
    await client.removeBucket(lost.bucket);
    await expect(other.health()).rejects.toBeInstanceOf(BlobStoreUnavailableError);
    await expect(store(other, blobOf({ segmentBytes, full: 0, rest: 10 }))).rejects.toBeInstanceOf(BlobError);
    close();
    await other.close();
  });

  it('refuses wrong keys at the start', async () => {
    await expect(openS3({ ...options, settings: { ...settings, secretKey: 'wrong' } })).rejects.toBeInstanceOf(BlobStoreUnavailableError);
    const started = openBlobStore({ s3: { ...settings, secretKey: 'wrong' }, dataDir: '', publicUrl: options.publicUrl }, () => undefined);
    await expect(started).rejects.toThrow(/^The object store refuses Sealpost \(\w+\): see S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY\.$/);
  });
});

function direct() {
  if (!blobs.direct) throw new Error('the store is not reachable from browsers');
  return blobs.direct;
}

function preflight(url: string, { origin, method }: { origin: string; method: string }): Promise<Response> {
  return fetch(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': method } });
}

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
