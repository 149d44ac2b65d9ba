// Lets go of messages when sending can no longer be undone. Every process does so, and of two one gets each message: whoever took
// the message in may be gone by then.
import { findNextRelease, type Held, listDue, releaseDue } from '../database/releases.ts';
import type { JobParts } from './parts.ts';
import { startWoken, type Woken } from './woken.ts';

const AT_ONCE = 100;
/** Until it is looked again at what somebody else had in their hands. */
const PAUSE_MS = 250;

type ReleaseParts = Pick<JobParts, 'database' | 'clock' | 'log'>;

export function startReleases(parts: ReleaseParts): Woken {
  return startWoken(parts, { run: (signal) => releaseAllDue(parts, signal), failure: 'cannot let go of held messages' });
}

/**
 * Answers when to do it again. Each message goes out by itself, so that one which cannot keeps no other back; that one is tried again
 * by whoever wakes this regularly. Exported for tests, which run it without waiting for a clock.
 */
export async function releaseAllDue({ database, clock, log }: ReleaseParts, signal?: AbortSignal): Promise<Date | null> {
  const now = new Date(clock());
  let passedOver = false;
  let after: Held | null = null;
  do {
    const due: Held[] = await listDue(database, { now, after, limit: AT_ONCE });
    for (const { id: message } of due) {
      if (signal?.aborted === true) return null;
      try {
        passedOver = !(await releaseDue(database, { message, now: new Date(clock()) })) || passedOver;
      } catch (error) {
        log.error({ err: error, message }, 'cannot let go of a held message');
      }
    }
    after = due.length === AT_ONCE ? (due.at(-1) ?? null) : null;
  } while (after !== null);
  if (passedOver) return new Date(clock() + PAUSE_MS);
  return await findNextRelease(database, { after: now });
}
