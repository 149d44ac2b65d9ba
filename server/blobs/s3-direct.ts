// Lets browsers and the object store talk to each other: presigned URLs on the store's public address.
import type { S3Settings } from '../config.ts';
import { BlobNotFoundError, segmentRange, type BlobLayout, type DirectTransfer } from './blob-store.ts';
import { connect, type S3Client } from './s3-connection.ts';
import { forLength } from './s3-length.ts';
import type { S3Uploads } from './s3-uploads.ts';

/** Long enough for one segment on a slow line; a page that pauses longer asks for a new URL. */
const PERMISSION_SECONDS = 3600;

type DirectOptions = { settings: S3Settings; uploads: S3Uploads; nameOf: (id: string) => string };

export class S3Direct implements DirectTransfer {
  readonly origin: string;
  /** Only signs; no request is ever made through it. */
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #secretKey: string;
  readonly #uploads: S3Uploads;
  readonly #nameOf: (id: string) => string;

  constructor(publicEndpoint: string, { settings, uploads, nameOf }: DirectOptions) {
    this.origin = new URL(publicEndpoint).origin;
    this.#client = connect(publicEndpoint, settings).client;
    this.#bucket = settings.bucket;
    this.#secretKey = settings.secretKey;
    this.#uploads = uploads;
    this.#nameOf = nameOf;
  }

  async presignPart(layout: BlobLayout, index: number): Promise<string> {
    const { length } = segmentRange(layout, index);
    const name = this.#nameOf(layout.id);
    const uploadId = await this.#uploads.find(name);
    if (uploadId === null) throw new BlobNotFoundError();
    const query = { partNumber: String(index + 1), uploadId };
    const url = await this.#client.presignedUrl('PUT', this.#bucket, name, PERMISSION_SECONDS, query);
    return forLength(url, { method: 'PUT', length, secretKey: this.#secretKey });
  }

  async presignRead(id: string): Promise<string> {
    return await this.#client.presignedUrl('GET', this.#bucket, this.#nameOf(id), PERMISSION_SECONDS);
  }
}
