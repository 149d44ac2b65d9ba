// Seals and sends segments of attachments: read, seal, send until it has arrived, tell the hash. A repetition sends the
// identical bytes, so a salt is never used for two plaintexts. Runs in a sealing worker; parts are passed in.
import { isSegmentOf, release, sealSegmentInto, segmentSalt, segmentLayout, typeClassOf, TYPE_CLASS_HEAD_BYTES, type AttachmentKey, type Id as CryptoId } from '#crypto';
import { createSegmentMemory } from './segment-memory.ts';
import type { SealerKey, SealerKeys, SegmentJob, SegmentProgress } from './transfer-api.ts';
import type { Id } from './vault-api/id.ts';
import { codeOf, VaultError } from './vault-error.ts';

/** `direct`: to the object store itself, past the server. */
export type SegmentPut = { attachment: Id; index: number; sealed: Uint8Array<ArrayBuffer>; direct: boolean; signal: AbortSignal };

export type SegmentSealerParts = {
  keys: SealerKeys;
  /** One attempt, with the plaintext share of what has gone out so far (0 to 1). Throws VaultError. */
  put(segment: SegmentPut, onSent: (share: number) => void): Promise<void>;
  onProgress(progress: SegmentProgress): void;
  /** Settles after that many milliseconds, or earlier when the connection is back or the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
};

export type SegmentSealer = {
  send(job: SegmentJob): Promise<void>;
  /** Whether the file still holds what was sent of it. */
  compare(known: { attachment: Id; file: Blob }): Promise<boolean>;
  abort(attachment: Id): void;
};

const RETRIED: ReadonlySet<string> = new Set(['offline', 'unavailable', 'too_many_requests']);
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15_000;
/** A store that a browser cannot reach (a firewall, a wrong setting) is left alone after so many tries: the server passes on. */
const DIRECT_TRIES = 2;

export function createSegmentSealer(parts: SegmentSealerParts): SegmentSealer {
  const keys = new Map<Id, Promise<SealerKey | null>>();
  const underWay = new Map<Id, AbortController>();
  const memory = createSegmentMemory();
  // One segment that could not go directly is enough to know it of all.
  const store: DirectWay = { open: true };

  async function keyOf(attachment: Id): Promise<SealerKey> {
    const asked = keys.get(attachment) ?? parts.keys.keyOf(attachment);
    keys.set(attachment, asked);
    const key = await asked;
    if (!key) throw new VaultError('not_found');
    return key;
  }

  async function send(job: SegmentJob): Promise<void> {
    const controller = underWay.get(job.attachment) ?? new AbortController();
    underWay.set(job.attachment, controller);
    const { key, name, size, segmentSize, direct } = await keyOf(job.attachment);
    const plaintext = await readSegment(job);
    const typeClass = job.index === 0 ? typeClassOf({ name, size, head: plaintext.subarray(0, TYPE_CLASS_HEAD_BYTES) }) : null;
    const place = { id: job.attachment as CryptoId, size, segmentSize, index: job.index };
    const into = memory.take(segmentLayout(size, segmentSize).sealedSegmentBytes(job.index));
    try {
      const segment = await sealSegmentInto(key as AttachmentKey, place, { plaintext, into });
      release(plaintext);
      await putUntilArrived(parts, { job, sealed: segment.sealed, store: direct ? store : CLOSED, signal: controller.signal });
      await parts.keys.noteSent({ attachment: job.attachment, index: job.index, hash: segment.hash, salt: segmentSalt(segment), typeClass });
    } finally {
      memory.give(into);
    }
  }

  async function compare({ attachment, file }: { attachment: Id; file: Blob }): Promise<boolean> {
    const { key, size, segmentSize } = await keyOf(attachment);
    if (file.size !== size) return false;
    for (const { index, hash, salt } of await parts.keys.known(attachment)) {
      if (salt === null) return false;
      const start = index * segmentSize;
      const plaintext = await readSegment({ file, start, end: Math.min(size, start + segmentSize) });
      const same = await isSegmentOf(key as AttachmentKey, { id: attachment as CryptoId, size, segmentSize, index, hash, salt }, plaintext);
      release(plaintext);
      if (!same) return false;
    }
    return true;
  }

  return {
    send,
    compare,
    abort(attachment) {
      underWay.get(attachment)?.abort(new VaultError('cancelled'));
      underWay.delete(attachment);
      void keys.get(attachment)?.then((key) => key?.key.fill(0), () => undefined);
      keys.delete(attachment);
    },
  };
}

/** The bytes, exactly; a file that was deleted, moved or written to since it was chosen fails as a whole. */
async function readSegment({ file, start, end }: Pick<SegmentJob, 'file' | 'start' | 'end'>): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await file
    .slice(start, end)
    .arrayBuffer()
    .catch((cause: unknown) => Promise.reject(new VaultError('file_changed', {}, { cause })));
  if (buffer.byteLength !== end - start) throw new VaultError('file_changed');
  return new Uint8Array(buffer);
}

/** Whether the object store itself can be reached from here. */
type DirectWay = { open: boolean };
const CLOSED: DirectWay = { open: false };

type Arrival = { job: SegmentJob; sealed: Uint8Array<ArrayBuffer>; store: DirectWay; signal: AbortSignal };

async function putUntilArrived(parts: SegmentSealerParts, { job, sealed, store, signal }: Arrival): Promise<void> {
  const { attachment, index, start, end } = job;
  const tell = (share: number, retrying: boolean) =>
    parts.onProgress({ attachment, index, sent: Math.round(share * (end - start)), retrying });
  for (let [attempt, delay] = [0, FIRST_DELAY_MS]; ; attempt += 1, delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    signal.throwIfAborted();
    try {
      await parts.put({ attachment, index, sealed, direct: store.open, signal }, (share) => tell(share, false));
      return tell(1, false);
    } catch (error) {
      signal.throwIfAborted();
      if (!RETRIED.has(codeOf(error))) throw error;
      if (store.open && attempt + 1 >= DIRECT_TRIES) store.open = false;
      tell(0, true);
      await parts.wait(delay, signal);
    }
  }
}
