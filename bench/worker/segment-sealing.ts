// Segments sealed by several workers at once, as sealing-pool.ts does it: each worker has its own thread for WebCrypto.
import { ready, SEGMENT_BYTES, sealSegmentInto, type AttachmentKey, type Id } from '#crypto';

export type Attachment = { key: AttachmentKey; id: Id; size: number; segmentSize: number };
type Share = Attachment & { first: number; step: number; count: number };

/** The name by which this script knows, when it is started again, that it is one of the sealing workers. */
const SEALER = 'sealer';
const WORKERS = 2;
const UNDER_WAY = 2;

export const isSealer = (globalThis as { name?: string }).name === SEALER;

/** What a sealing worker does: it seals its share of the segments, into the same memory again and again, and lets go of them. */
export function serveSealing(plain: Uint8Array): void {
  self.onmessage = ({ data }: MessageEvent<Share>) => void ready().then(() => sealShare(data, plain)).then(() => postMessage(null));
}

export async function sealShare({ key, first, step, count, ...place }: Share, plaintext: Uint8Array): Promise<void> {
  let next = first;
  const lane = async (): Promise<void> => {
    const into = new Uint8Array(SEGMENT_BYTES + 1024);
    for (; next < count; ) {
      const index = next;
      next += step;
      await sealSegmentInto(key, { ...place, index }, { plaintext, into });
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, lane));
}

/** Node has no such workers, and needs none: its WebCrypto has several threads for one. */
export function startSealers(plain: Uint8Array): (attachment: Attachment, count: number) => Promise<void> {
  if (typeof Worker === 'undefined') return (attachment, count) => sealShare({ ...attachment, first: 0, step: 1, count }, plain);
  const workers = Array.from({ length: WORKERS }, () => new Worker(self.location.href, { type: 'module', name: SEALER }));
  return async (attachment, count) => {
    await Promise.all(
      workers.map(
        (worker, first) =>
          new Promise<void>((done, reject) => {
            worker.onmessage = () => done();
            worker.onerror = (event) => reject(new Error(event.message));
            worker.postMessage({ ...attachment, first, step: WORKERS, count } satisfies Share);
          }),
      ),
    );
  };
}
