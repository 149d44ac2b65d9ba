// The uploads of this page: which segment goes next, what has arrived, and what a person sees of it. The sealing itself
// happens in workers; this file only hands out slices of files.
import type { SealingPool } from './sealing-pool.ts';
import type { AttachmentPlan, NewAttachment, SegmentProgress } from './transfer-api.ts';
import { measureUpload, newUploadJob, segmentLength, type Upload, type UploadJob } from './upload-job.ts';
import type { Id } from './vault-api.ts';
import { codeOf, isVaultError } from './vault-error.ts';

export type UploadQueueParts = {
  pool(): SealingPool;
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
  pause(id: Id): void;
  resume(id: Id): void;
  retry(id: Id): void;
  remove(draft: Id, id: Id): Promise<void>;
  note(progress: SegmentProgress): void;
  uploads(): Upload[];
  /** The keys are gone (log-off): what is not done has failed and can be tried again. */
  fail(code: string): void;
};

export function createUploadQueue(parts: UploadQueueParts): UploadQueue {
  const jobs = new Map<Id, UploadJob>();

  function change(job: UploadJob, to: Partial<Upload>): void {
    job.upload = { ...job.upload, ...to };
    parts.onChange();
  }

  function measure(job: UploadJob): void {
    change(job, measureUpload(job, parts.now()));
  }

  function stop(job: UploadJob, to: Partial<Upload>): void {
    job.turn += 1;
    job.underWay.clear();
    job.meter.reset();
    change(job, { bytesPerSecond: 0, secondsLeft: null, ...to });
  }

  /** From the beginning or where it stopped, whichever the vault and the server still know. */
  async function start(job: UploadJob): Promise<void> {
    const { turn } = job;
    try {
      const plan = await beginOrReserve(parts, job.upload);
      if (turn !== job.turn) return;
      job.plan = plan;
      const received = new Set(plan.received);
      job.pending = Array.from({ length: plan.count }, (_, index) => index).filter((index) => !received.has(index));
      job.arrived = plan.received.reduce((sum, index) => sum + segmentLength(job, index), 0);
      change(job, { state: 'sending' });
      if (job.pending.length === 0) await finish(job);
      else pump();
    } catch (error) {
      if (turn === job.turn) retryOrFail(job, error);
    }
  }

  function retryOrFail(job: UploadJob, error: unknown): void {
    if (!isVaultError(error, 'offline') && !isVaultError(error, 'unavailable')) return stop(job, { state: 'failed', failure: codeOf(error) });
    stop(job, { state: 'retrying' });
    const { turn } = job;
    setTimeout(() => turn === job.turn && void start(job), BEGIN_AGAIN_MS);
  }

  async function finish(job: UploadJob): Promise<void> {
    const { turn } = job;
    try {
      await parts.finish(job.upload.id);
      if (turn === job.turn) stop(job, { state: 'done', sent: job.upload.size });
    } catch (error) {
      if (turn === job.turn) retryOrFail(job, error);
    }
  }

  /** Fills the free places, the files in the order in which they were added. */
  function pump(): void {
    for (const job of jobs.values()) {
      if (job.plan === null || (job.upload.state !== 'sending' && job.upload.state !== 'retrying')) continue;
      while (job.pending.length > 0 && parts.pool().free > 0) void sendNext(job);
    }
  }

  async function sendNext(job: UploadJob): Promise<void> {
    const index = job.pending.shift() ?? 0;
    const { turn, file } = job;
    job.underWay.set(index, { sent: 0, retrying: false });
    const start = index * (job.plan?.segmentSize ?? 0);
    try {
      await parts.pool().send({ attachment: job.upload.id, index, file, start, end: start + segmentLength(job, index) });
      if (turn !== job.turn) return;
      job.underWay.delete(index);
      job.arrived += segmentLength(job, index);
      measure(job);
      if (job.pending.length === 0 && job.underWay.size === 0) await finish(job);
    } catch (error) {
      if (turn !== job.turn) return;
      parts.pool().abort(job.upload.id);
      // Sealing workers repeat by themselves what a lost connection stopped. Where they have not even started, it begins again.
      job.pending = [];
      retryOrFail(job, error);
    } finally {
      pump();
    }
  }

  return {
    async add(draft, { file, path }) {
      const { name, type, size } = file;
      const shown = { draft, name, path, mediaType: type || 'application/octet-stream', size };
      const id = await parts.reserve(shown);
      const job = newUploadJob({ ...shown, id }, file);
      jobs.set(id, job);
      parts.onChange();
      void start(job);
      return job.upload;
    },
    pause(id) {
      const job = jobs.get(id);
      if (!job || job.upload.state === 'done' || job.upload.state === 'failed') return;
      // What is under way is given up: a person on a bad line wants it free now. The vault keeps what has arrived.
      parts.pool().abort(id);
      stop(job, { state: 'paused' });
    },
    resume: (id) => restart(id),
    retry: (id) => restart(id),
    async remove(draft, id) {
      const job = jobs.get(id);
      if (job) {
        job.turn += 1;
        if (job.upload.state !== 'done') parts.pool().abort(id);
      }
      jobs.delete(id);
      parts.onChange();
      await parts.drop({ draft, id });
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
      for (const job of jobs.values()) if (job.upload.state !== 'done') stop(job, { state: 'failed', failure: code });
    },
  };

  function restart(id: Id): void {
    const job = jobs.get(id);
    if (!job || (job.upload.state !== 'paused' && job.upload.state !== 'failed')) return;
    stop(job, { state: 'waiting', failure: null });
    void start(job);
  }
}

const BEGIN_AGAIN_MS = 3_000;

async function beginOrReserve(parts: UploadQueueParts, upload: Upload): Promise<AttachmentPlan> {
  try {
    return await parts.begin(upload.id);
  } catch (error) {
    if (!isVaultError(error, 'attachment_unknown')) throw error;
    // The key went with a log-off: a new one under the same id, so what the draft lists stays true.
    const { id, draft, name, path, mediaType, size } = upload;
    await parts.reserve({ id, draft, name, path, mediaType, size });
    return parts.begin(id);
  }
}
