// When a session is over by itself.
import type { Settings } from './config.ts';

const MINUTE_MS = 60_000;
/** Beyond the idle time, so that the client, which counts to the second, is always the first to end it. */
const GRACE_MINUTES = 1;

/** Sessions whose last activity lies before this are over. */
export function idleSince({ settings }: { settings: Pick<Settings, 'idleMinutes'> }, now: Date): Date {
  return new Date(now.getTime() - (settings.idleMinutes + GRACE_MINUTES) * MINUTE_MS);
}
