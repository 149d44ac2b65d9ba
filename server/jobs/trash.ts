// Empties what has been in somebody's trash for its days, and forgets messages that were kept for people who never came.
import { deleteAbandoned, type Removal, removeOldTrash } from '../database/removals.ts';
import { TRASH_DAYS } from '../limits.ts';
import type { JobParts } from './parts.ts';

const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 200;

export async function emptyOldTrash({ database, blobs, clock, log }: Pick<JobParts, 'database' | 'blobs' | 'clock' | 'log'>): Promise<void> {
  const before = new Date(clock() - TRASH_DAYS * DAY_MS);
  // Rows first: should the process die before the blobs follow, the job that looks for stray blobs finds them.
  const removeAll = async (some: () => Promise<Removal>) => {
    let all = 0;
    for (let { removed, attachments } = await some(); removed > 0; { removed, attachments } = await some()) {
      for (const id of attachments) await blobs.remove(id);
      all += removed;
    }
    return all;
  };
  const removed = await removeAll(() => removeOldTrash(database, { before, limit: AT_ONCE }));
  if (removed > 0) log.info({ messages: removed }, 'removed messages from the trash');
  const abandoned = await removeAll(() => deleteAbandoned(database, { limit: AT_ONCE }));
  if (abandoned > 0) log.info({ messages: abandoned }, 'removed messages that nobody holds');
}
