// The uploads of this page: which segment goes next, what has arrived, and what a person sees of it. The sealing itself
// happens in workers; this file only hands out slices of files.
import type { SealingPool } from './sealing-pool.ts';
import type { AttachmentPlan, NewAttachment, SegmentProgress } from './transfer-api.ts';
import { measureUpload, newUploadJob, segmentLength, type Upload, type UploadJob } from './upload-job.ts';
import type { DraftAttachment } from './vault-api/drafts.ts';
import type { Id } from './vault-api/id.ts';
import { codeOf, isVaultError } from './vault-error.ts';

export type UploadQueueParts = {
  pool: SealingPool;
  reserve(attachment: NewAttachment & { id?: Id }): Promise<Id>;
  begin(id: Id): Promise<AttachmentPlan>;
  finish(id: Id): Promise<void>;
  drop(source: { draft: Id; id: Id }): Promise<void>;
  /** Something a person sees has changed. */
  onChange(): void;
  onProgress(): void;
  now(): number;
};

export type UploadQueue = {
  add(draft: Id, chosen: { file: File; path: string | null }): Promise<Upload>;
  /**
   * Goes on with an upload from before a reload. A file of other content takes its place and begins anew: the answer says what
   * the draft lists now.
   */
  takeUp(draft: Id, chosen: { attachment: DraftAttachment; file: File }): Promise<{ attachment: DraftAttachment; same: boolean }>;
  pause(id: Id): void;
  resume(id: Id): void;
  retry(id: Id): void;
  remove(draft: Id, id: Id): Promise<void>;
  /** Those first in the list go first. */
  arrange(ids: readonly Id[]): void;
  /** The connection is back: nobody waits any longer. */
  wake(): void;
  note(progress: SegmentProgress): void;
  uploads(): Upload[];
  /** The keys are gone (log-off): what was going has failed. */
  fail(code: string): void;
  /** The same person is back: what failed by that goes on, with what a person paused left alone. */
  goOn(code: string): void;
};

export function createUploadQueue(parts: UploadQueueParts): UploadQueue {
  const jobs = new Map<Id, UploadJob>();
  /** Taken out of their drafts: also while their file was still being compared. */
  const removed = new Set<Id>();

  function change(job: UploadJob, to: Partial<Upload>): void {
    job.upload = { ...job.upload, ...to };
    parts.onChange();
  }

  function measure(job: UploadJob): void {
    change(job, measureUpload(job, parts.now()));
  }

  function stop(job: UploadJob, to: Partial<Upload>): void {
    job.turn += 1;
    job.beginning = false;
    job.plan = null;
    job.underWay.clear();
    job.meter.reset();
    change(job, { bytesPerSecond: 0, secondsLeft: null, ...to });
  }

  /** From the beginning or where it stopped, whichever the vault and the server still know. */
  async function start(job: UploadJob): Promise<void> {
    const { turn } = job;
    job.beginning = true;
    try {
      const plan = await beginOrReserve(parts, job);
      if (turn !== job.turn) return;
      job.plan = plan;
      job.tries = 0;
      const received = new Set(plan.received);
      job.pending = Array.from({ length: plan.count }, (_, index) => index).filter((index) => !received.has(index));
      job.arrived = plan.received.reduce((sum, index) => sum + segmentLength(job, index), 0);
      change(job, { announcedAt: job.upload.announcedAt ?? parts.now(), sent: job.arrived });
      if (job.pending.length === 0) void finish(job);
    } catch (error) {
      if (turn === job.turn) retryOrFail(job, error);
    } finally {
      if (turn === job.turn) job.beginning = false;
      pump();
    }
  }

  function retryOrFail(job: UploadJob, error: unknown): void {
    if (!PASSING.has(codeOf(error))) return stop(job, { state: 'failed', failure: codeOf(error) });
    stop(job, { state: 'retrying' });
    const { turn } = job;
    // Not all files at the same moment, and further apart each time.
    const delay = Math.min(FIRST_DELAY_MS * 2 ** job.tries, LONGEST_DELAY_MS) * (0.5 + Math.random() / 2);
    job.tries += 1;
    job.wake = () => {
      clearTimeout(timer);
      job.wake = null;
      if (turn === job.turn) void start(job);
    };
    const timer = setTimeout(job.wake, delay);
  }

  async function finish(job: UploadJob): Promise<void> {
    const { turn } = job;
    try {
      await parts.finish(job.upload.id);
      if (turn !== job.turn) return;
      // The sealing workers need its key no longer.
      parts.pool.abort(job.upload.id);
      stop(job, { state: 'done', sent: job.upload.size });
    } catch (error) {
      if (turn === job.turn) retryOrFail(job, error);
    }
  }

  /** Fills the free places, the files in the order in which they were added. */
  function pump(): void {
    const beginning = [...jobs.values()].filter((job) => job.beginning).length;
    let mayBegin = parts.pool.free > 0 ? BEGINNING_AT_ONCE - beginning : 0;
    for (const job of jobs.values()) {
      if (job.plan === null) {
        // Announced only when its turn is near: a folder may hold a thousand files.
        if (job.upload.state !== 'waiting' || job.beginning || mayBegin <= 0) continue;
        mayBegin -= 1;
        void start(job);
        continue;
      }
      if (!GOING.has(job.upload.state)) continue;
      while (job.pending.length > 0 && parts.pool.free > 0) void sendNext(job);
    }
  }

  async function sendNext(job: UploadJob): Promise<void> {
    const index = job.pending.shift() ?? 0;
    const { turn, file } = job;
    job.underWay.set(index, { sent: 0, retrying: false });
    if (job.upload.state === 'waiting') change(job, { state: 'sending' });
    const start = index * (job.plan?.segmentSize ?? 0);
    try {
      await parts.pool.send({ attachment: job.upload.id, index, file, start, end: start + segmentLength(job, index) });
      if (turn !== job.turn) return;
      job.underWay.delete(index);
      job.arrived += segmentLength(job, index);
      measure(job);
      if (job.pending.length === 0 && job.underWay.size === 0) void finish(job);
    } catch (error) {
      if (turn !== job.turn) return;
      parts.pool.abort(job.upload.id);
      // Sealing workers repeat by themselves what a lost connection stopped. Where they have not even started, it begins again.
      job.pending = [];
      retryOrFail(job, error);
    } finally {
      pump();
    }
  }

  return {
    async add(draft, { file, path }) {
      const { name, type, size, lastModified } = file;
      const shown = { draft, name, path, mediaType: type || 'application/octet-stream', size };
      const id = await parts.reserve({ ...shown, lastModified });
      const job = newUploadJob({ ...shown, id }, file);
      jobs.set(id, job);
      parts.onChange();
      pump();
      return job.upload;
    },
    async takeUp(draft, { attachment, file }) {
      const { id, path } = attachment;
      const same = file.size === attachment.size && (await isSameFile({ id, file }));
      if (removed.has(id)) return { attachment, same: true };
      const { name, type, size, lastModified } = file;
      const listed = same ? attachment : { id, name, path, mediaType: type || 'application/octet-stream', size };
      const { mediaType } = listed;
      if (!same) await reserveAnew(parts, { id, draft, name, path, mediaType, size, lastModified });
      jobs.set(id, newUploadJob({ id, draft, name: listed.name, path, mediaType, size }, file));
      parts.onChange();
      pump();
      return { attachment: listed, same };
    },
    pause(id) {
      const job = jobs.get(id);
      if (!job || job.upload.state === 'done' || job.upload.state === 'failed') return;
      // What is under way is given up: a person on a bad line wants it free now. The vault keeps what has arrived.
      parts.pool.abort(id);
      stop(job, { state: 'paused' });
    },
    resume: (id) => restart(id),
    retry: (id) => restart(id),
    async remove(draft, id) {
      const job = jobs.get(id);
      if (job) {
        job.turn += 1;
        if (job.upload.state !== 'done') parts.pool.abort(id);
      }
      jobs.delete(id);
      removed.add(id);
      parts.onChange();
      await parts.drop({ draft, id });
    },
    arrange(ids) {
      const places = new Map(ids.map((id, place) => [id, place]));
      const placeOf = ([id]: [Id, UploadJob]) => places.get(id) ?? -1;
      const arranged = [...jobs].toSorted((one, other) => placeOf(one) - placeOf(other));
      jobs.clear();
      for (const [id, job] of arranged) jobs.set(id, job);
      parts.onChange();
    },
    wake() {
      for (const job of jobs.values()) job.wake?.();
    },
    note({ attachment, index, sent, retrying }) {
      const job = jobs.get(attachment);
      if (!job?.underWay.has(index)) return;
      job.underWay.set(index, { sent, retrying });
      if (!retrying) parts.onProgress();
      measure(job);
    },
    uploads: () => [...jobs.values()].map(({ upload }) => upload),
    fail(code) {
      for (const job of jobs.values()) if (GOING.has(job.upload.state)) stop(job, { state: 'failed', failure: code });
    },
    goOn(code) {
      for (const { upload } of jobs.values()) if (upload.state === 'failed' && upload.failure === code) restart(upload.id);
    },
  };

  /**
   * Its content decides, never its name, size and date: another scan may have the same, and one that was written to where it stands keeps
   * them. A server that cannot be reached says nothing about a file, so it is asked again.
   */
  async function isSameFile({ id, file }: { id: Id; file: File }): Promise<boolean> {
    for (let delay = FIRST_DELAY_MS; !removed.has(id); delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      try {
        return await parts.pool.compare({ attachment: id, file });
      } catch (error) {
        if (!PASSING.has(codeOf(error))) return false;
        // The sealing worker asks for the key anew, too.
        parts.pool.abort(id);
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
    return false;
  }

  function restart(id: Id): void {
    const job = jobs.get(id);
    if (!job || (job.upload.state !== 'paused' && job.upload.state !== 'failed')) return;
    job.tries = 0;
    stop(job, { state: 'waiting', failure: null });
    pump();
  }
}

const GOING: ReadonlySet<Upload['state']> = new Set(['waiting', 'sending', 'retrying']);
const BEGINNING_AT_ONCE = 3;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** What passes by itself: tried again without a person. */
const PASSING: ReadonlySet<string> = new Set(['offline', 'unavailable', 'too_many_requests']);

async function beginOrReserve(parts: UploadQueueParts, { upload, file }: UploadJob): Promise<AttachmentPlan> {
  try {
    return await parts.begin(upload.id);
  } catch (error) {
    if (!isVaultError(error, 'attachment_unknown')) throw error;
    // Its key was never kept: a new one under the same id, so what the draft lists stays true.
    const { id, draft, name, path, mediaType, size } = upload;
    await reserveAnew(parts, { id, draft, name, path, mediaType, size, lastModified: file.lastModified });
    return parts.begin(id);
  }
}

/** Under an id that had a key before: the sealing workers must forget that one first. */
async function reserveAnew(parts: UploadQueueParts, attachment: NewAttachment & { id: Id }): Promise<void> {
  parts.pool.abort(attachment.id);
  await parts.reserve(attachment);
}
