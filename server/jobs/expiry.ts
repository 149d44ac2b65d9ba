// Ends what has run out: sessions, log-ins and tickets half-way, invitations, accounts nobody confirmed, messages past
// their date. Every reader checks the time for itself; this only removes what can no longer serve.
import { deleteStaleUnconfirmed } from '../database/accounts.ts';
import { deleteOldAddressChanges } from '../database/address-changes.ts';
import { forgetOrigins } from '../database/activity.ts';
import { expireInvitations } from '../database/invitations.ts';
import { deleteExpiredLogIns } from '../database/log-ins.ts';
import { deleteExpiredMessages } from '../database/messages.ts';
import { deleteExpiredRateLimits } from '../database/rate-limits.ts';
import { deleteIdleSessions } from '../database/sessions.ts';
import { deleteExpiredTickets } from '../database/tickets.ts';
import { idleSince } from '../idle.ts';
import { ENDED_CHANGE_DAYS, UNCONFIRMED_DAYS } from '../limits.ts';
import type { JobParts } from './parts.ts';

const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 200;

export async function expire({ database, blobs, settings, clock }: Pick<JobParts, 'database' | 'blobs' | 'settings' | 'clock'>): Promise<void> {
  const now = new Date(clock());
  const idle = { now, idleSince: idleSince({ settings }, now) };
  await deleteIdleSessions(database, idle);
  await deleteExpiredLogIns(database, idle);
  await forgetOrigins(database, idle.idleSince);
  await deleteExpiredTickets(database, now);
  await deleteExpiredRateLimits(database, now);
  await expireInvitations(database, now);
  await deleteOldAddressChanges(database, new Date(now.getTime() - ENDED_CHANGE_DAYS * DAY_MS));
  const files: string[] = [];
  const some = () => deleteExpiredMessages(database, { now, limit: AT_ONCE });
  for (let { removed, attachments } = await some(); removed > 0; { removed, attachments } = await some()) files.push(...attachments);
  await deleteStaleUnconfirmed(database, new Date(now.getTime() - UNCONFIRMED_DAYS * DAY_MS));
  // Rows first: should the process die before the blobs follow, or the store be away, the job that looks for stray blobs finds them.
  for (const id of files) await blobs.remove(id);
}
