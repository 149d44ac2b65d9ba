// The uploads of one message taken together: how far they are, whether it can go out, and how long that takes.
import type { Upload } from '../../session/use-uploads.ts';

export type UploadSummary = {
  /** `stopped`: a person has to do something; `paused`: a person asked for it. */
  status: 'complete' | 'running' | 'stopped' | 'paused';
  unfinished: number;
  /** Files are being taken in that are not listed yet. */
  coming: boolean;
  /** Stopped since there is not enough room for files. */
  noRoom: boolean;
  /** Of all files, the finished ones too. */
  sent: number;
  size: number;
  bytesPerSecond: number;
  secondsLeft: number | null;
};

const STOPPED: ReadonlySet<Upload['state']> = new Set(['failed', 'needs-file']);

/** `coming`: files that are being taken in and have no upload yet. Without them the message is not complete. */
export function summariseUploads(uploads: readonly Upload[], coming = 0): UploadSummary {
  const unfinished = uploads.filter((upload) => upload.state !== 'done');
  const sum = (of: (upload: Upload) => number) => uploads.reduce((total, upload) => total + of(upload), 0);
  const [sent, size, bytesPerSecond] = [sum((upload) => upload.sent), sum((upload) => upload.size), sum((upload) => upload.bytesPerSecond)];
  return {
    status: unfinished.length === 0 && coming > 0 ? 'running' : statusOf(unfinished),
    unfinished: unfinished.length + coming,
    coming: coming > 0,
    noRoom: unfinished.some(({ failure }) => failure === 'quota_reached'),
    sent,
    size,
    bytesPerSecond,
    secondsLeft: coming > 0 ? null : unfinished.length === 0 ? 0 : bytesPerSecond > 0 ? (size - sent) / bytesPerSecond : null,
  };
}

function statusOf(unfinished: readonly Upload[]): UploadSummary['status'] {
  if (unfinished.length === 0) return 'complete';
  if (unfinished.some(({ state }) => STOPPED.has(state))) return 'stopped';
  return unfinished.some(({ state }) => state === 'paused') ? 'paused' : 'running';
}
