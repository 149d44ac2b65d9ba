// Starts the work that no request waits for: the outbox in every process, the rest in one process at a time.
import { alone } from '../database/alone.ts';
import { REMOVAL_MINUTES } from '../idle.ts';
import { cleanUp, removeStrayBlobs } from './clean-up.ts';
import { clearDeletedAccounts } from './deletions.ts';
import { expire } from './expiry.ts';
import { startOutbox, type Job } from './outbox.ts';
import type { JobParts } from './parts.ts';
import { emptyOldTrash } from './trash.ts';

const MINUTE_MS = 60_000;

/** `lock` numbers never change their meaning: servers of two releases may run side by side. */
const TIMETABLE = [
  { name: 'expiry', lock: 1, everyMs: REMOVAL_MINUTES * MINUTE_MS, work: expire },
  { name: 'clean-up', lock: 2, everyMs: 60 * MINUTE_MS, work: cleanUp },
  { name: 'stray blobs', lock: 3, everyMs: 24 * 60 * MINUTE_MS, work: removeStrayBlobs },
  { name: 'trash', lock: 4, everyMs: 60 * MINUTE_MS, work: emptyOldTrash },
  { name: 'deletions', lock: 5, everyMs: MINUTE_MS, work: clearDeletedAccounts },
] as const;

/** `stop` begins nothing new and waits for what is under way. */
export async function startJobs(parts: JobParts): Promise<Job> {
  const jobs = [startOutbox(parts), ...TIMETABLE.map((entry) => startTimed(parts, entry))];
  return { stop: async () => void (await Promise.all(jobs.map((job) => job.stop()))) };
}

type Entry = { name: string; lock: number; everyMs: number; work: (parts: JobParts) => Promise<void> };

/** The first run is early, a minute after the start at most, since an embedded server may never live for a whole day. */
function startTimed(parts: JobParts, { name, lock, everyMs, work }: Entry): Job {
  let working: Promise<unknown> = Promise.resolve();
  let busy = false;
  const run = async () => {
    if (busy) return;
    busy = true;
    try {
      await alone(parts.database, lock, () => work(parts));
    } catch (error) {
      parts.log.error({ err: error, job: name }, 'a job failed');
    } finally {
      busy = false;
    }
  };
  const begin = () => void (working = run());
  const early = setTimeout(begin, Math.min(everyMs, MINUTE_MS));
  const timer = setInterval(begin, everyMs);
  return {
    stop: async () => {
      clearTimeout(early);
      clearInterval(timer);
      await working;
    },
  };
}
