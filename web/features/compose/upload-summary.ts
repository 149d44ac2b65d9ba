// The uploads of one message taken together: whether it can go out, and how long that takes.
import type { DraftAttachment } from '../../session/vault-api.ts';
import type { UploadState } from '../../session/uploads.ts';

export type UploadSummary = {
  /** `stopped`: a person has to do something; `paused`: a person asked for it. */
  status: 'complete' | 'running' | 'stopped' | 'paused';
  unfinished: number;
  secondsLeft: number | null;
};

export function summariseUploads(attachments: readonly DraftAttachment[], states: Readonly<Record<string, UploadState>>): UploadSummary {
  const unfinished = attachments.map((attachment) => states[attachment.id]).filter((state) => state !== undefined && state.status !== 'complete');
  const has = (status: UploadState['status']) => unfinished.some((state) => state?.status === status);
  const times = unfinished.map((state) => state?.secondsLeft ?? null);
  return {
    status: unfinished.length === 0 ? 'complete' : has('failed') ? 'stopped' : has('paused') ? 'paused' : 'running',
    unfinished: unfinished.length,
    secondsLeft: times.some((time) => time === null) ? null : Math.max(0, ...times.map((time) => time ?? 0)),
  };
}
