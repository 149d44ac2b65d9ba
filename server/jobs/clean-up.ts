// Removes what nothing refers to any more: attachments that were never sent, blobs without a row, old mails' rows. Ends hand-overs that
// nobody has gone on with.
import { deleteStaleUploads, findKnown } from '../database/attachments.ts';
import { endLeftHandOvers } from '../database/hand-overs.ts';
import { deleteOldMail } from '../database/outbox.ts';
import { OLD_MAIL_DAYS, UNFINISHED_DAYS, UNSENT_DAYS } from '../limits.ts';
import type { JobParts } from './parts.ts';

const DAY_MS = 24 * 3_600_000;
/** A hand-over that nobody has gone on with: whoever has been given something is told then. */
export const HAND_OVER_HOURS = 24;
const AT_ONCE = 200;

type CleanUpParts = Pick<JobParts, 'database' | 'blobs' | 'clock' | 'log'>;

/** Rows go first: should the process die before the blobs follow, `removeStrayBlobs` finds them. */
export async function cleanUp({ database, blobs, clock, log }: CleanUpParts): Promise<void> {
  const now = clock();
  const before = (days: number) => new Date(now - days * DAY_MS);
  const stale = { unfinishedBefore: before(UNFINISHED_DAYS), unsentBefore: before(UNSENT_DAYS), limit: AT_ONCE };
  let ids = await deleteStaleUploads(database, stale);
  while (ids.length > 0) {
    for (const id of ids) await blobs.remove(id);
    log.info({ attachments: ids.length }, 'removed attachments that were never sent');
    ids = await deleteStaleUploads(database, stale);
  }
  const left = { before: new Date(now - HAND_OVER_HOURS * 3_600_000), now: new Date(now), limit: AT_ONCE };
  while ((await endLeftHandOvers(database, left)) === AT_ONCE);
  await deleteOldMail(database, { before: before(OLD_MAIL_DAYS) });
}

/** Young blobs are left alone: their row may be about to be written. */
export async function removeStrayBlobs({ database, blobs, clock, log }: CleanUpParts): Promise<void> {
  const before = clock() - UNFINISHED_DAYS * DAY_MS;
  let waiting: string[] = [];
  let removed = 0;
  const removeStrays = async () => {
    const known = await findKnown(database, waiting);
    for (const id of waiting) {
      if (known.has(id)) continue;
      await blobs.remove(id);
      removed += 1;
    }
    waiting = [];
  };
  for await (const { id, modifiedAt } of blobs.list()) {
    if (modifiedAt.getTime() < before) waiting.push(id);
    if (waiting.length >= AT_ONCE) await removeStrays();
  }
  await removeStrays();
  if (removed > 0) log.info({ blobs: removed }, 'removed blobs that no attachment belongs to');
}
