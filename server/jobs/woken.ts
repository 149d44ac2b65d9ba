// Work that somebody wakes when there may be something to do, and that knows itself when there is more. One run at a time: woken
// meanwhile, it runs again.
import type { JobParts } from './parts.ts';

/** The longest that a timer counts is less than 25 days. */
const LONGEST_MS = 24 * 3_600_000;

export type Woken = {
  wake: () => void;
  /** Settles when nothing is under way any more. */
  stop: () => Promise<void>;
};

type Work = {
  /** Answers when to do it again by itself; null: when somebody wakes it. */
  run: (signal: AbortSignal) => Promise<Date | null>;
  /** What the log says where a run fails. Whoever wakes this regularly tries again. */
  failure: string;
};

export function startWoken({ clock, log }: Pick<JobParts, 'clock' | 'log'>, { run, failure }: Work): Woken {
  const stopping = new AbortController();
  const { signal } = stopping;
  let wanted = false;
  let working: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function work(): Promise<void> {
    while (wanted && !signal.aborted) {
      wanted = false;
      try {
        const next = await run(signal);
        clearTimeout(timer);
        if (next !== null && !signal.aborted) timer = setTimeout(wake, Math.min(LONGEST_MS, Math.max(0, next.getTime() - clock())));
      } catch (error) {
        log.error({ err: error }, failure);
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
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await working;
    },
  };
}
