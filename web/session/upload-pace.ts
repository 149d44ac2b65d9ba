// How many segments go up side by side. On a quick line several hide the time that each waits for its answer; on a slow one
// they would only make each other late, and a pause or a lost connection would cost more. So it follows what a segment takes.

export type UploadPace = {
  readonly places: number;
  /** A segment took this many milliseconds from its first byte to its arrival. */
  arrived(milliseconds: number): void;
  /** A connection was lost, or the server asked for time. */
  stumbled(at: number): void;
};

/** With one more for events, browsers keep a sixth connection free for everything else. */
const MOST_PLACES = 4;
const FIRST_PLACES = 2;
const QUICK_MS = 4_000;
const SLOW_MS = 12_000;
/** One outage makes every segment under way stumble: it counts once. */
const ONE_STUMBLE_MS = 5_000;

export function createUploadPace(): UploadPace {
  let places = FIRST_PLACES;
  let round: number[] = [];
  let stumbledAt = Number.NEGATIVE_INFINITY;
  return {
    get places() {
      return places;
    },
    arrived(milliseconds) {
      round.push(milliseconds);
      // Judged by a whole round, so that every place has had its say.
      if (round.length < places) return;
      const slowest = Math.max(...round);
      round = [];
      if (slowest < QUICK_MS) places = Math.min(MOST_PLACES, places + 1);
      else if (slowest > SLOW_MS) places = Math.max(1, places - 1);
    },
    stumbled(at) {
      if (at - stumbledAt < ONE_STUMBLE_MS) return;
      stumbledAt = at;
      round = [];
      places = Math.max(1, Math.floor(places / 2));
    },
  };
}
