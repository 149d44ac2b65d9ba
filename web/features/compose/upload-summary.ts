// The uploads of one message taken together: whether it can go out, and how long that takes.
import type { Upload } from '../../session/use-uploads.ts';

export type UploadSummary = {
  /** `stopped`: a person has to do something; `paused`: a person asked for it. */
  status: 'complete' | 'running' | 'stopped' | 'paused';
  unfinished: number;
  secondsLeft: number | null;
};

export function summariseUploads(uploads: readonly Upload[]): UploadSummary {
  const unfinished = uploads.filter((upload) => upload.state !== 'done');
  const has = (state: Upload['state']) => unfinished.some((upload) => upload.state === state);
  return {
    status: unfinished.length === 0 ? 'complete' : has('failed') ? 'stopped' : has('paused') ? 'paused' : 'running',
    unfinished: unfinished.length,
    secondsLeft: longest(unfinished.map((upload) => upload.secondsLeft)),
  };
}

/** Null as long as one of them cannot be told yet. */
function longest(seconds: readonly (number | null)[]): number | null {
  return seconds.reduce<number | null>((most, next) => (most === null || next === null ? null : Math.max(most, next)), 0);
}
