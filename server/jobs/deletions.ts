// What deleted accounts leave behind: their mailboxes are emptied, with the files that nobody else has, and in the end they are forgotten.
import { disownFilesOfDeleted, emptyDeletedMailboxes, forgetDeletedAccounts } from '../database/deletions.ts';
import type { Removal } from '../database/removals.ts';
import { DELETED_DAYS } from '../limits.ts';
import type { JobParts } from './parts.ts';

const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 200;

export async function clearDeletedAccounts({ database, blobs, clock, log }: Pick<JobParts, 'database' | 'blobs' | 'clock' | 'log'>): Promise<void> {
  // Rows first: should the process die before the blobs follow, the job that looks for stray blobs finds them.
  const removeAll = async (some: () => Promise<Removal>) => {
    for (let { removed, attachments } = await some(); removed > 0; { removed, attachments } = await some()) {
      for (const id of attachments) await blobs.remove(id);
    }
  };
  await removeAll(() => emptyDeletedMailboxes(database, { limit: AT_ONCE }));
  await removeAll(() => disownFilesOfDeleted(database, { limit: AT_ONCE }));
  const forgotten = await forgetDeletedAccounts(database, { before: new Date(clock() - DELETED_DAYS * DAY_MS), limit: AT_ONCE });
  if (forgotten > 0) log.info({ accounts: forgotten }, 'forgot deleted accounts');
}
