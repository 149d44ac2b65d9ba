// Lets go of messages when sending can no longer be undone. Every process does so, and of two one gets each message: whoever took
// the message in may be gone by then.
import { findNextRelease, releaseDue } from '../database/releases.ts';
import type { JobParts } from './parts.ts';

const AT_ONCE = 50;

export type Releases = {
  /** There may be something to let go of, or to wait for. */
  wake: () => void;
  stop: () => Promise<void>;
};

type ReleaseParts = Pick<JobParts, 'database' | 'clock' | 'log'>;

export function startReleases(parts: ReleaseParts): Releases {
  const stopping = new AbortController();
  const { signal } = stopping;
  let wanted = false;
  let working: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function work(): Promise<void> {
    while (wanted && !signal.aborted) {
      wanted = false;
      try {
        const next = await releaseAllDue(parts);
        clearTimeout(timer);
        if (next !== null && !signal.aborted) timer = setTimeout(wake, Math.max(0, next.getTime() - parts.clock()));
      } catch (error) {
        // Whoever wakes this regularly tries again.
        parts.log.error({ err: error }, 'cannot let go of held messages');
      }
    }
    working = null;
  }

  function wake(): void {
    wanted = true;
    working ??= work();
  }

  return {
    wake,
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await working;
    },
  };
}

/** Answers when the next one is due. Exported for tests, which run it without waiting for a clock. */
export async function releaseAllDue({ database, clock }: Pick<ReleaseParts, 'database' | 'clock'>): Promise<Date | null> {
  let released = AT_ONCE;
  while (released === AT_ONCE) released = await releaseDue(database, { now: new Date(clock()), limit: AT_ONCE });
  return await findNextRelease(database);
}
