// One file on its way: what a person sees of it, and what is pending, under way and arrived.
import type { AttachmentPlan } from './transfer-api.ts';
import { createRateMeter, type RateMeter } from './transfer-rate.ts';
import type { Id } from './vault-api/id.ts';
import { VaultError } from './vault-error.ts';

export type Upload = {
  id: Id;
  draft: Id;
  name: string;
  path: string | null;
  mediaType: string;
  size: number;
  /** `needs-file`: kept from before a reload; it goes on when the same file is chosen again. */
  state: 'waiting' | 'sending' | 'paused' | 'retrying' | 'done' | 'failed' | 'needs-file';
  failure: string | null;
  /** When the server was told of it, unix milliseconds: since then it takes room there. */
  announcedAt: number | null;
  sent: number;
  bytesPerSecond: number;
  secondsLeft: number | null;
};

export type UploadJob = {
  upload: Upload;
  file: File;
  plan: AttachmentPlan | null;
  /** The server is being asked for the plan. */
  beginning: boolean;
  /** How often the server could not be reached in a row. */
  tries: number;
  /** Ends the waiting for the next try. */
  wake: (() => void) | null;
  pending: number[];
  /** Bytes sent of each segment under way. */
  underWay: Map<number, { sent: number; retrying: boolean }>;
  arrived: number;
  meter: RateMeter;
  /** Raised by pause, removal and failure: what was started before no longer counts. */
  turn: number;
};

export function newUploadJob(shown: Pick<Upload, 'id' | 'draft' | 'name' | 'path' | 'mediaType' | 'size'>, file: File): UploadJob {
  const upload: Upload = { ...shown, state: 'waiting', failure: null, announcedAt: null, sent: 0, bytesPerSecond: 0, secondsLeft: null };
  return { upload, file, plan: null, beginning: false, tries: 0, wake: null, pending: [], underWay: new Map(), arrived: 0, meter: createRateMeter(), turn: 0 };
}

/** How it stands now: progress, speed, and whether something is being tried again. */
export function measureUpload({ upload, arrived, underWay, meter }: UploadJob, now: number): Partial<Upload> {
  const parts = [...underWay.values()];
  const sent = Math.min(upload.size, arrived + parts.reduce((sum, part) => sum + part.sent, 0));
  meter.note(sent, now);
  const moving = upload.state === 'sending' || upload.state === 'retrying';
  const state = parts.some(({ retrying }) => retrying) ? 'retrying' : 'sending';
  return { sent, ...meter.rate(upload.size - sent, now), ...(moving ? { state } : {}) };
}

export function segmentLength({ plan, upload }: UploadJob, index: number): number {
  if (!plan) throw new VaultError('unexpected');
  return Math.min(plan.segmentSize, upload.size - index * plan.segmentSize);
}
