// Finds the one multipart upload that stands for a blob in the making. The store itself remembers it, so that any server
// process can go on with an upload that another one began.
import type { S3Client } from './s3-connection.ts';
import { orAbsent, repeated } from './s3-connection.ts';

/** How many upload ids are remembered, to spare one question to the store for each segment. */
const REMEMBERED = 10_000;

/** The object is ciphertext, and must stay a download even where somebody uploaded a page and passes its address on. */
const HEADERS = { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' };

type Upload = { uploadId: string; initiated: Date };

export class S3Uploads {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #known = new Map<string, string>();

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  /** The upload's id, or null where none is under way. */
  async find(name: string): Promise<string | null> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const [first] = await this.#underWay(name);
    if (!first) return null;
    this.#remember(name, first.uploadId);
    return first.uploadId;
  }

  /** Begins an upload unless one is under way. Of two that were begun at the same moment one is kept, by either side. */
  async begin(name: string): Promise<void> {
    if ((await this.#underWay(name)).length > 0) return;
    await repeated(() => this.#client.initiateNewMultipartUpload(this.#bucket, name, HEADERS));
    const [, ...surplus] = await this.#underWay(name);
    for (const { uploadId } of surplus) await this.#abort(name, uploadId);
  }

  /** Aborts whatever is under way and deletes the parts. */
  async abort(name: string): Promise<void> {
    this.forget(name);
    for (const { uploadId } of await this.#underWay(name)) await this.#abort(name, uploadId);
  }

  /** To be called when the store says that an upload is gone. */
  forget(name: string): void {
    this.#known.delete(name);
  }

  /** The names and beginnings of all uploads under way below `prefix`. */
  async *list(prefix: string): AsyncIterable<{ name: string; initiated: Date }> {
    for await (const { key, initiated } of this.#pages(prefix)) yield { name: key, initiated };
  }

  async #abort(name: string, uploadId: string): Promise<void> {
    await orAbsent(() => this.#client.abortMultipartUpload(this.#bucket, name, uploadId));
  }

  async #underWay(name: string): Promise<Upload[]> {
    const uploads: Upload[] = [];
    for await (const { key, ...upload } of this.#pages(name)) if (key === name) uploads.push(upload);
    return uploads.sort(
      (a, b) => a.initiated.getTime() - b.initiated.getTime() || (a.uploadId < b.uploadId ? -1 : 1),
    );
  }

  async *#pages(prefix: string): AsyncIterable<Upload & { key: string }> {
    let keyMarker = '';
    let uploadMarker = '';
    for (;;) {
      const page = await repeated(() =>
        this.#client.listIncompleteUploadsQuery(this.#bucket, prefix, keyMarker, uploadMarker, ''),
      );
      yield* page.uploads;
      if (!page.isTruncated) return;
      keyMarker = page.nextKeyMarker;
      uploadMarker = page.nextUploadIdMarker;
    }
  }

  #remember(name: string, uploadId: string): void {
    this.#known.set(name, uploadId);
    const oldest = this.#known.keys().next();
    if (this.#known.size > REMEMBERED && !oldest.done) this.#known.delete(oldest.value);
  }
}
