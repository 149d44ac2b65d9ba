// When a session is over by itself.
import type { Settings } from './config.ts';
import type { Membership } from './database/sessions.ts';

const MINUTE_MS = 60_000;
/** Beyond the idle time, so that the client, which counts to the second, is always the first to end it. */
export const GRACE_MINUTES = 1;
/** How often what is over is removed (jobs/index.ts). */
export const REMOVAL_MINUTES = 1;
/** What a practice may choose for its members. */
export const LONGEST_IDLE_MINUTES = 120;

/** After how many minutes without a person somebody is logged off. */
export function idleMinutesOf({ settings }: { settings: Pick<Settings, 'idleMinutes'> }, membership: Membership | null): number {
  return membership?.practice.policies.idleMinutes ?? settings.idleMinutes;
}

/** Sessions whose last activity lies before this are over, but where a practice has decided otherwise. */
export function idleSince({ settings }: { settings: Pick<Settings, 'idleMinutes'> }, now: Date): Date {
  return new Date(now.getTime() - (settings.idleMinutes + GRACE_MINUTES) * MINUTE_MS);
}
