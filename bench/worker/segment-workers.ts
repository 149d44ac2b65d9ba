// Segments sealed and opened by several workers at once, as sealing-pool.ts and opening-pool.ts do it: each worker has its own
// thread for WebCrypto.
import { openSegment, ready, release, SEGMENT_BYTES, sealSegment, sealSegmentInto, type AttachmentKey, type Id, type SealedSegment } from '#crypto';

export type Attachment = { key: AttachmentKey; id: Id; size: number; segmentSize: number };
/** `keep` seals and keeps what `open` then opens; `seal` lets go of it, as an upload does. */
type Verb = 'keep' | 'seal' | 'open';
type Share = Attachment & { verb: Verb; first: number; step: number; count: number };

export type SegmentWorkers = Record<Verb, (attachment: Attachment, count: number) => Promise<void>>;

/** The name by which this script knows, when it is started again, that it is one of the workers. */
const NAME = 'segments';
const WORKERS = 2;
const UNDER_WAY = 2;

export const isSegmentWorker = (globalThis as { name?: string }).name === NAME;

/** What such a worker does: its share of the segments, each of the same plaintext. */
export function serveSegments(plain: Uint8Array): void {
  const work = segmentWork(plain);
  self.onmessage = ({ data }: MessageEvent<Share>) => void ready().then(() => work(data)).then(() => postMessage(null));
}

function segmentWork(plaintext: Uint8Array): (share: Share) => Promise<void> {
  const kept = new Map<number, SealedSegment>();
  const memory: Uint8Array<ArrayBuffer>[] = [];
  return async ({ verb, key, first, step, count, ...place }) => {
    let next = first;
    const lane = async (_: unknown, number: number): Promise<void> => {
      // The same memory again and again, as segment-memory.ts keeps it.
      const into = verb === 'seal' ? (memory[number] ??= new Uint8Array(SEGMENT_BYTES + 1024)) : null;
      while (next < count) {
        const at = { ...place, index: next };
        next += step;
        if (into) await sealSegmentInto(key, at, { plaintext, into });
        else if (verb === 'keep') kept.set(at.index, await sealSegment(key, at, plaintext));
        else await openKept(key, at, kept.get(at.index));
      }
    };
    await Promise.all(Array.from({ length: UNDER_WAY }).map(lane));
  };
}

async function openKept(key: AttachmentKey, place: Omit<Attachment, 'key'> & { index: number }, segment: SealedSegment | undefined): Promise<void> {
  if (!segment) throw new Error('nothing was sealed');
  const pieces = await openSegment(key, { ...place, hash: segment.hash }, segment.sealed);
  // As whoever writes them does when they are written.
  release(...pieces);
}

export function startSegmentWorkers(): SegmentWorkers {
  const all = Array.from({ length: WORKERS }, startWorker);
  const run = (verb: Verb) => async (attachment: Attachment, count: number) => {
    await Promise.all(all.map((work, first) => work({ ...attachment, verb, first, step: all.length, count })));
  };
  return { keep: run('keep'), seal: run('seal'), open: run('open') };
}

function startWorker(): (share: Share) => Promise<void> {
  const worker = new Worker(self.location.href, { type: 'module', name: NAME });
  return (share) =>
    new Promise<void>((done, reject) => {
      worker.onmessage = () => done();
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(share);
    });
}
