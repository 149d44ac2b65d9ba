// Queues notices when their recipients' time has come. Every process does so, and of two one gets each person.
import { findNextGathering, gather, listGatherable } from '../database/digests.ts';
import type { JobParts } from './parts.ts';

const AT_ONCE = 100;
/** The longest that a timer counts. */
const LONGEST_MS = 24 * 3_600_000;

export type Digests = {
  /** There may be something to gather, or to wait for. */
  wake: () => void;
  stop: () => Promise<void>;
};

type DigestParts = Pick<JobParts, 'database' | 'clock' | 'log'>;

export function startDigests(parts: DigestParts): Digests {
  const stopping = new AbortController();
  const { signal } = stopping;
  let wanted = false;
  let working: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function work(): Promise<void> {
    while (wanted && !signal.aborted) {
      wanted = false;
      try {
        const next = await gatherAllDue(parts, signal);
        clearTimeout(timer);
        if (next !== null && !signal.aborted) timer = setTimeout(wake, Math.min(LONGEST_MS, Math.max(0, next.getTime() - parts.clock())));
      } catch (error) {
        // Whoever wakes this regularly tries again.
        parts.log.error({ err: error }, 'cannot gather notices');
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

/** Answers when to do it again. Each person by themselves, so that one for whom it fails keeps no other back. Exported for tests. */
export async function gatherAllDue({ database, clock, log }: DigestParts, signal?: AbortSignal): Promise<Date | null> {
  const now = new Date(clock());
  let after = '';
  let accounts: string[];
  do {
    accounts = await listGatherable(database, { now, after, limit: AT_ONCE });
    for (const account of accounts) {
      if (signal?.aborted === true) return null;
      try {
        await gather(database, { account, now });
      } catch (error) {
        log.error({ err: error }, 'cannot gather somebody’s notices');
      }
    }
    after = accounts.at(-1) ?? after;
  } while (accounts.length === AT_ONCE);
  return await findNextGathering(database, { after: now });
}
