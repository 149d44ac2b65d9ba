// What the client knows of the session it is in.
import type { ActiveSession } from '../../database/sessions.ts';
import { countUnread } from '../../database/deliveries.ts';
import { listSponsors } from '../../database/practices.ts';
import { idleMinutesOf } from '../../idle.ts';
import { mayInvite } from '../../limits.ts';
import type { Parts } from '../../parts.ts';

/** Beyond this the number is only "so many or more". */
export const UNREAD_AT_MOST = 1000;

export async function sessionInfo({ database, settings }: Pick<Parts, 'database' | 'settings'>, session: ActiveSession) {
  const { account, address, name, confirmed, device, membership, allowed, secondFactorMissing } = session;
  const [sponsors, unread] = await Promise.all([listSponsors(database, account), countUnread(database, { account, atMost: UNREAD_AT_MOST })]);
  return {
    account,
    address,
    name,
    confirmed,
    role: membership?.role ?? ('guest' as const),
    practice: membership?.practice ?? null,
    sponsors,
    device,
    idleMinutes: idleMinutesOf({ settings }, membership),
    mayInvite: mayInvite(session),
    advancedToOutsiders: allowed.advancedToOutsiders,
    secondFactorMissing,
    unread,
  };
}

export type SessionInfo = Awaited<ReturnType<typeof sessionInfo>>;
