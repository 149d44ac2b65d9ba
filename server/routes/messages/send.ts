// Sending: message, deliveries, invitations and attachment links in one transaction. Retried, it happens once. Notices and inboxes wait
// until sending can no longer be undone (database/releases.ts).
import { z } from 'zod';
import { CONTAINER_MAX_BYTES, parseContainer, RECIPIENTS_MAX } from '#crypto/server';
import { ApiError } from '../../api-error.ts';
import { actorOf, record } from '../../database/activity.ts';
import { linkAttachments } from '../../database/attachments.ts';
import { insertDeliveries } from '../../database/deliveries.ts';
import type { Writer } from '../../database/executor.ts';
import { findMessageOrigin, insertMessage } from '../../database/messages.ts';
import { hold, release } from '../../database/releases.ts';
import type { ActiveSession } from '../../database/sessions.ts';
import { MAX_ATTACHMENTS_OF_MESSAGE } from '../../limits.ts';
import type { Parts } from '../../parts.ts';
import { count, type PlanRate } from '../../rates.ts';
import { hashOf } from '../../token.ts';
import { createInvitations } from '../invitations/new-invitations.ts';
import * as wire from '../wire.ts';
import { assertAttachmentsReady } from './attachments.ts';
import { assertRecipients } from './recipients.ts';

const recipient = z
  .strictObject({
    address: wire.address,
    account: wire.id.nullable(),
    invitation: wire.id.nullable(),
    /** SHA-256 of the key that was encrypted to: where given, a key that changed since is noticed. */
    kem: wire.sha256.optional(),
  })
  .refine(({ account, invitation }) => (account === null) !== (invitation === null));

export const sendBody = z
  .strictObject({
    id: wire.id,
    thread: wire.id,
    inReplyTo: wire.id.nullable(),
    container: wire.bytes({ min: 64, max: CONTAINER_MAX_BYTES }),
    recipients: z.array(recipient).min(1).max(RECIPIENTS_MAX),
    notice: wire.notice,
    typeClass: z.enum(['standard', 'advanced']),
    expires: z.int().min(0).max(8.64e15).nullable(),
    attachments: z.array(wire.id).max(MAX_ATTACHMENTS_OF_MESSAGE),
    invitations: z.array(wire.newInvitation).max(RECIPIENTS_MAX),
  })
  .refine(({ recipients }) => new Set(recipients.map(({ address }) => address)).size === recipients.length, { path: ['recipients'] })
  .refine(({ attachments }) => new Set(attachments).size === attachments.length, { path: ['attachments'] });

export type SendBody = z.output<typeof sendBody>;
export type Sending = { session: ActiveSession; body: SendBody; now: Date };

/** `repeated`: this very message was there already; nothing was done. `releaseAt`: until when it can be undone; null: it has gone out. */
export type Sent = { outcome: 'sent' | 'repeated'; releaseAt: Date | null };

export async function sendMessage(parts: Parts, sending: Sending): Promise<Sent> {
  const { session, body, now } = sending;
  assertContainer(body);
  return await parts.database.transaction().execute(async (writer) => {
    const containerHash = hashOf(body.container);
    const first = await insertMessage(writer, {
      id: body.id,
      thread: body.thread,
      in_reply_to: body.inReplyTo,
      sender_id: session.account,
      container: body.container,
      container_hash: containerHash,
      notice_subject: body.notice.subject,
      notice_text: body.notice.text,
      type_class: body.typeClass,
      sent_at: now,
      expires_at: body.expires === null ? null : new Date(body.expires),
    });
    if (!first) return await assertSame(writer, { session, body, containerHash });
    if (body.expires !== null && body.expires <= now.getTime()) throw new ApiError('invalid_request', { fields: ['expires'] });
    await createInvitations(parts, writer, { session, invitations: invited(body), now });
    await assertRecipients(writer, sending);
    await assertAttachmentsReady(writer, { account: session.account, attachments: body.attachments, now });
    await insertDeliveries(writer, deliveries(sending));
    await linkAttachments(writer, { message: body.id, attachments: body.attachments });
    await count({ ...parts, database: writer }, { ...noticeRate(session), now, cost: body.recipients.length });
    const releaseAt = await holdOrRelease(parts, writer, { message: body.id, now });
    const details = { recipients: body.recipients.length, attachments: body.attachments.length, typeClass: body.typeClass };
    await record(writer, { event: 'message-sent', account: session.account, by: actorOf(session), on: { subject: 'message', id: body.id }, details, now });
    return { outcome: 'sent', releaseAt };
  });
}

/** Until when it can be undone, counted from now: what is sent may have been long on its way here, and checking it takes time too. */
async function holdOrRelease({ settings, clock }: Parts, writer: Writer, { message, now }: { message: string; now: Date }): Promise<Date | null> {
  if (settings.undoSeconds === 0) {
    await release(writer, { message, now });
    return null;
  }
  const until = new Date(clock() + settings.undoSeconds * 1000);
  await hold(writer, { message, until });
  return until;
}

/** One stanza for each recipient and one for the sender: that much the server can see. Clients check the rest. */
function assertContainer({ container, recipients }: SendBody): void {
  if (parseContainer(container).stanzas !== recipients.length + 1) throw new ApiError('invalid_request', { fields: ['container'] });
}

type Repeated = { session: ActiveSession; body: SendBody; containerHash: Buffer };

/** The container commits to everything that was signed, so its hash decides. */
async function assertSame(writer: Writer, { session, body, containerHash }: Repeated): Promise<Sent> {
  const origin = await findMessageOrigin(writer, body.id);
  if (origin?.sender_id !== session.account || !origin.container_hash.equals(containerHash)) throw new ApiError('message_conflict');
  return { outcome: 'repeated', releaseAt: origin.release_at };
}

/** New invitations that a recipient of this message needs; any other has no business here. */
function invited({ invitations, recipients }: SendBody): SendBody['invitations'] {
  const needed = new Map(recipients.map(({ address, invitation }) => [invitation, address]));
  if (invitations.some(({ id, address }) => needed.get(id) !== address)) throw new ApiError('invalid_request', { fields: ['invitations'] });
  return invitations;
}

/** Where the notices of a message are counted, one for each recipient. */
export function noticeRate({ account, membership, allowed: { noticesADay: limit } }: ActiveSession): { rate: PlanRate; key: string; limit: number } {
  if (membership === null) return { rate: 'notices-guest', key: account, limit };
  return { rate: `notices-${membership.practice.plan}`, key: membership.practice.id, limit };
}

function deliveries({ session, body, now }: Sending) {
  const shared = { message_id: body.id, sent_at: now, opened_at: null };
  const received = body.recipients.map(({ address, account, invitation }, stanza) => ({
    ...shared,
    stanza,
    role: 'recipient' as const,
    address,
    account_id: account,
    invitation_id: invitation,
    folder: 'held' as const,
    read_at: null,
  }));
  const kept = {
    ...shared,
    stanza: body.recipients.length,
    role: 'sender' as const,
    address: session.address,
    account_id: session.account,
    invitation_id: null,
    folder: 'sent' as const,
    read_at: now,
  };
  return [...received, kept];
}
