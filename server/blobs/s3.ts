// Blobs in an S3-compatible store: one object for each blob, uploaded as one multipart upload whose parts are the segments.
import { Readable } from 'node:stream';
import type { S3Settings } from '../config.ts';
import {
  allSegments,
  assertBlobId,
  BlobIncompleteError,
  BlobNotFoundError,
  BlobStoreUnavailableError,
  missingSegments,
  segmentRange,
  type BlobLayout,
  type BlobStore,
  type ByteRange,
  type DirectTransfer,
  type IncomingSegment,
  type StoredBlob,
} from './blob-store.ts';
import { exactLength } from './exact-length.ts';
import { prepareBucket } from './s3-bucket.ts';
import { connect, orAbsent, repeated, typedS3Error, type S3Client } from './s3-connection.ts';
import { S3Direct } from './s3-direct.ts';
import { S3Uploads } from './s3-uploads.ts';
import { SegmentTurns } from './segment-turns.ts';
import { webStream } from './web-stream.ts';

const PREFIX = 'attachments/';
const PIECE_BYTES = 256 * 1024;
const HEALTH_MS = 5_000;

export type S3Options = { settings: S3Settings; publicUrl: string; warn: (line: string) => void };

export async function openS3(options: S3Options): Promise<BlobStore> {
  const { client, close } = connect(options.settings.endpoint, options.settings);
  try {
    await prepareBucket(client, options);
  } catch (error) {
    close();
    throw error;
  }
  return new S3(client, { bucket: options.settings.bucket, close, settings: options.settings });
}

/** The bucket as it is: makes and changes nothing. */
export function findS3(settings: S3Settings): BlobStore {
  const { client, close } = connect(settings.endpoint, settings);
  return new S3(client, { bucket: settings.bucket, close, settings });
}

class S3 implements BlobStore {
  readonly direct: DirectTransfer | null;
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #close: () => void;
  readonly #uploads: S3Uploads;
  readonly #turns = new SegmentTurns();

  constructor(client: S3Client, { bucket, close, settings }: { bucket: string; close: () => void; settings: S3Settings }) {
    this.#client = client;
    this.#bucket = bucket;
    this.#close = close;
    this.#uploads = new S3Uploads(client, bucket);
    this.direct = settings.publicEndpoint === null
      ? null
      : new S3Direct(settings.publicEndpoint, { settings, uploads: this.#uploads, nameOf });
  }

  async begin(layout: BlobLayout): Promise<void> {
    if (await this.#isComplete(layout)) return;
    await this.#uploads.begin(nameOf(layout.id));
  }

  async writeSegment(layout: BlobLayout, { index, bytes }: IncomingSegment): Promise<void> {
    const name = nameOf(layout.id);
    const { length } = segmentRange(layout, index);
    await this.#turns.write({ id: layout.id, index }, async () => {
      const uploadId = await this.#uploads.find(name);
      if (uploadId === null) throw new BlobNotFoundError();
      const body = Readable.from(exactLength(bytes, length), { objectMode: false, highWaterMark: PIECE_BYTES });
      const query = `partNumber=${index + 1}&uploadId=${encodeURIComponent(uploadId)}`;
      const headers = { 'content-length': String(length) };
      try {
        const request = { method: 'PUT', bucketName: this.#bucket, objectName: name, query, headers };
        const response = await this.#client.makeRequestStreamAsync(request, body, '', [200], '');
        response.resume();
      } catch (error) {
        throw this.#failedWrite(name, error);
      } finally {
        body.destroy();
      }
    });
  }

  async received(layout: BlobLayout): Promise<number[]> {
    const parts = await this.#parts(nameOf(layout.id));
    if (parts === null) {
      if (await this.#isComplete(layout)) return allSegments(layout);
      throw new BlobNotFoundError();
    }
    return segmentsIn(parts, layout);
  }

  async complete(layout: BlobLayout): Promise<void> {
    const name = nameOf(layout.id);
    await this.#turns.close(layout.id, async () => {
      const parts = await this.#parts(name);
      if (parts === null) {
        if (await this.#isComplete(layout)) return;
        throw new BlobNotFoundError();
      }
      const missing = missingSegments(layout, segmentsIn(parts, layout));
      if (missing.length > 0) throw new BlobIncompleteError(missing);
      const uploadId = await this.#uploads.find(name);
      // Gone since it was listed: another process has just completed it.
      if (uploadId !== null) {
        await orAbsent(() => this.#client.completeMultipartUpload(this.#bucket, name, uploadId, parts));
        this.#uploads.forget(name);
      }
      // The answer's etag is empty with Ceph and proves nothing: the object's size does.
      if (!(await this.#isComplete(layout))) throw new BlobStoreUnavailableError();
    });
  }

  async read(id: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
    const name = nameOf(id);
    if (range?.length === 0) return webStream(Readable.from([]));
    const object = await repeated(() =>
      range
        ? this.#client.getPartialObject(this.#bucket, name, range.start, range.length)
        : this.#client.getObject(this.#bucket, name),
    );
    return webStream(object);
  }

  async remove(id: string): Promise<void> {
    const name = nameOf(id);
    await this.#uploads.abort(name);
    await orAbsent(() => this.#client.removeObject(this.#bucket, name));
  }

  async *list(): AsyncIterable<StoredBlob> {
    const objects = this.#client.listObjectsV2(this.#bucket, PREFIX, true) as AsyncIterable<{ name?: string; lastModified?: Date }>;
    for await (const { name, lastModified } of objects) {
      const id = idOf(name ?? '');
      if (id !== null && lastModified) yield { id, modifiedAt: lastModified };
    }
    for await (const { name, initiated } of this.#uploads.list(PREFIX)) {
      const id = idOf(name);
      if (id !== null) yield { id, modifiedAt: initiated };
    }
  }

  async health(): Promise<void> {
    const limit = AbortSignal.timeout(HEALTH_MS);
    const tooLate = new Promise<never>((_, reject) => {
      limit.addEventListener('abort', () => reject(new BlobStoreUnavailableError(limit.reason)));
    });
    const there = await Promise.race([repeated(() => this.#client.bucketExists(this.#bucket)), tooLate]);
    if (!there) throw new BlobStoreUnavailableError();
  }

  async close(): Promise<void> {
    this.#close();
  }

  async #isComplete(layout: BlobLayout): Promise<boolean> {
    const object = await orAbsent(() => this.#client.statObject(this.#bucket, nameOf(layout.id)));
    return object?.size === layout.sealedBytes;
  }

  /** The parts that the store holds; null where no upload is under way. */
  async #parts(name: string) {
    const uploadId = await this.#uploads.find(name);
    if (uploadId === null) return null;
    const parts = await orAbsent(() => this.#client.parts(this.#bucket, { name, uploadId }));
    if (parts === null) this.#uploads.forget(name);
    return parts;
  }

  /** An upload that we remembered may be gone: the browser's next try then finds out how it stands. */
  #failedWrite(name: string, error: unknown): unknown {
    const typed = typedS3Error(error);
    if (!(typed instanceof BlobNotFoundError)) return typed;
    this.#uploads.forget(name);
    return new BlobStoreUnavailableError(error);
  }
}

/** The segments among an upload's parts; a part of another size than the layout's is none. */
function segmentsIn(parts: { part: number; size: number }[], layout: BlobLayout): number[] {
  return parts.flatMap(({ part, size }) =>
    part >= 1 && part <= layout.segmentCount && size === segmentRange(layout, part - 1).length ? [part - 1] : [],
  );
}

function nameOf(id: string): string {
  assertBlobId(id);
  return PREFIX + id;
}

function idOf(name: string): string | null {
  const id = name.slice(PREFIX.length);
  return name.startsWith(PREFIX) && /^[A-Za-z0-9_-]{22}$/.test(id) ? id : null;
}
