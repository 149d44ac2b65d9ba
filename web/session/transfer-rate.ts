// Speed and time left of a transfer, from what it moved in the last seconds: steady enough to read, quick enough to believe.

export type Rate = { bytesPerSecond: number; secondsLeft: number | null };

export type RateMeter = {
  /** `done` bytes are through at this time (milliseconds). */
  note(done: number, at: number): void;
  rate(left: number, at: number): Rate;
  /** After a pause: what was before says nothing about now. */
  reset(): void;
};

const WINDOW_MS = 6_000;
const FIRST_JUDGEMENT_MS = 800;

export function createRateMeter(): RateMeter {
  let samples: { done: number; at: number }[] = [];
  return {
    note(done, at) {
      samples = [...samples.filter((sample) => at - sample.at <= WINDOW_MS), { done, at }];
    },
    rate(left, at) {
      const first = samples[0];
      const last = samples.at(-1);
      if (!first || !last || at - first.at < FIRST_JUDGEMENT_MS) return { bytesPerSecond: 0, secondsLeft: null };
      // A segment that is sent again takes bytes back.
      const bytesPerSecond = Math.max(0, ((last.done - first.done) * 1000) / (at - first.at));
      return { bytesPerSecond, secondsLeft: bytesPerSecond > 0 ? left / bytesPerSecond : null };
    },
    reset: () => void (samples = []),
  };
}
