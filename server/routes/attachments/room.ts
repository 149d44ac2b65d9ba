// Whether there is room for one more upload: that of the practice (or of a guest), and what may lie around unsent.
import { ApiError } from '../../api-error.ts';
import { findOwnAttachment, measurePending } from '../../database/attachments.ts';
import type { Executor, Writer } from '../../database/executor.ts';
import type { ActiveSession } from '../../database/sessions.ts';
import { measureStorage, type Keeper } from '../../database/storage.ts';
import { pendingUploads } from '../../limits.ts';
import type { Parts } from '../../parts.ts';

/** A member's files take their practice's room. A guest's take their own, so that nobody outside can fill a practice's. */
export function keeperOf({ account, membership }: Pick<ActiveSession, 'account' | 'membership'>): Keeper {
  return membership === null ? { account } : { practice: membership.practice.id };
}

export async function readStorage(database: Executor, session: ActiveSession): Promise<{ used: number; limit: number }> {
  const { used, own } = await measureStorage(database, keeperOf(session));
  return { used, limit: own ?? session.allowed.storageBytes };
}

type Room = { session: ActiveSession; id: string; size: number };

/** Going on with an upload that was begun is always possible. */
export async function assertRoom({ database, settings }: { database: Writer; settings: Parts['settings'] }, { session, id, size }: Room): Promise<void> {
  const { account } = session;
  if ((await findOwnAttachment(database, { attachment: id, account })) !== null) return;
  const pending = await measurePending(database, account);
  const allowed = pendingUploads(session);
  const left = allowed.largestFiles * settings.maxAttachmentBytes - pending.bytes;
  if (pending.files >= allowed.files || size > left) throw new ApiError(session.confirmed ? 'too_many_unsent' : 'too_many_unconfirmed');
  const { used, limit } = await readStorage(database, session);
  if (used + size > limit) throw new ApiError('quota_reached', { used, limit });
}
