// What a sender takes back: sending itself, as long as the message is held, and afterwards the message from those who have not opened it.
import { z } from 'zod';
import { RECIPIENTS_MAX } from '#crypto/server';
import { ApiError } from '../../api-error.ts';
import { actorOf, record } from '../../database/activity.ts';
import { recall, type Recall } from '../../database/recalls.ts';
import { takeBack } from '../../database/releases.ts';
import type { ActiveSession } from '../../database/sessions.ts';
import type { Parts } from '../../parts.ts';
import { uncountUse } from '../../rates.ts';
import * as wire from '../wire.ts';
import { removeBlobs } from './remove-blobs.ts';
import { noticeRate } from './send.ts';

type Taking = { session: ActiveSession; message: string; now: Date };

/** Answers the invitations that were made with it and end with it. Throws message_released where it is too late. */
export async function undoSending(parts: Parts, { session, message, now }: Taking): Promise<string[]> {
  const { account } = session;
  const { invitations, attachments } = await parts.database.transaction().execute(async (writer) => {
    const taken = await takeBack(writer, { account, message, now });
    if (taken.outcome === 'unknown') throw new ApiError('not_found');
    if (taken.outcome === 'released') throw new ApiError('message_released');
    await record(writer, { event: 'sending-undone', account, by: actorOf(session), on: { subject: 'message', id: message }, now });
    for (const { id, practice_id: practice } of taken.invitations) {
      await record(writer, { event: 'invitation-cancelled', account, practice, by: actorOf(session), on: { subject: 'invitation', id }, now });
    }
    // No notice of it has left. Invitations stay counted: each is in the activity log for good.
    await uncountUse({ ...parts, database: writer }, { ...noticeRate(session), now: taken.sentAt, cost: taken.notices });
    return taken;
  });
  await removeBlobs(parts, attachments);
  return invitations.map(({ id }) => id);
}

export const recallBody = z.strictObject({ addresses: z.array(wire.address).min(1).max(RECIPIENTS_MAX) });

/** From those of `addresses` who have not opened it. Throws not_found where the account has sent no such message that has gone out. */
export async function recallMessage(parts: Parts, { session, message, addresses, now }: Taking & { addresses: readonly string[] }): Promise<Recall> {
  const { account } = session;
  const done = await parts.database.transaction().execute(async (writer) => {
    const found = await recall(writer, { account, message, addresses, now });
    if (found === null) throw new ApiError('not_found');
    const { recalled } = found.recall;
    const details = { recipients: recalled.length };
    if (recalled.length > 0) await record(writer, { event: 'message-recalled', account, by: actorOf(session), on: { subject: 'message', id: message }, details, now });
    return found;
  });
  await removeBlobs(parts, done.attachments);
  return done.recall;
}
