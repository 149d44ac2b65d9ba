// Queues notices when their recipients' time has come. Every process does so, and of two one gets each person.
import { findNextGathering, gather, listGatherable } from '../database/digests.ts';
import type { JobParts } from './parts.ts';
import { startWoken, type Woken } from './woken.ts';

const AT_ONCE = 100;

type DigestParts = Pick<JobParts, 'database' | 'clock' | 'log'>;

export function startDigests(parts: DigestParts): Woken {
  return startWoken(parts, { run: (signal) => gatherAllDue(parts, signal), failure: 'cannot gather notices' });
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
