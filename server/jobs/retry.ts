// When a mail that could not be handed over is tried again, and when it is given up.

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
const GIVE_UP_MS = 3 * 24 * 3_600_000;

/**
 * After the first failed try half a minute, then twice as long each time, up to six hours; null once the mail would be
 * more than three days old by then. `attempts` counts the tries so far, the failed one included.
 */
export function nextTry({ now, createdAt, attempts }: { now: Date; createdAt: Date; attempts: number }): Date | null {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  const next = new Date(now.getTime() + pause);
  return next.getTime() - createdAt.getTime() > GIVE_UP_MS ? null : next;
}
