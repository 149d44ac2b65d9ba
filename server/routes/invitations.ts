// Invitations, the inviter's side.
import { Hono } from 'hono';
import { z } from 'zod';
import { verifyIdentityChain, verifyInvitation, verifyRenewal, type Invitation, type SignedObject } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { actorOf, record } from '../database/activity.ts';
import { type DirectoryEntry, findDirectory } from '../database/directory.ts';
import type { Writer } from '../database/executor.ts';
import { findChain } from '../database/identities.ts';
import { cancelInvitation, type InviterView, listInvitations, lockInvitation, renewInvitation } from '../database/invitations.ts';
import type { Env } from '../env.ts';
import { mayInvite, mayInviteCoworkers } from '../limits.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { byAccount, inviter, signedIn } from '../middleware/guards.ts';
import { directoryView } from './directory.ts';
import { allowedExpiry, createInvitations } from './invitations/new-invitations.ts';
import { mailNotices } from './mails.ts';
import * as wire from './wire.ts';

const idParam = path(z.object({ id: wire.id }));
const renewBody = z.strictObject({ object: wire.signedObject });
const createBody = z.strictObject({ invitation: wire.newInvitation, notice: wire.notice });

export const invitations = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const { parts, now, session } = c.var;
    const rows = await listInvitations(parts.database, session.account);
    const people = await findDirectory(parts.database, rows.flatMap(({ claimed_by: by }) => by ?? []));
    return c.json({ invitations: rows.map((row) => inviterView(row, { people, now })) });
  })
  .post('/', signedIn, byAccount('message-send'), upTo('registration'), signedIn, inviter, json(createBody), async (c) => {
    const { parts, now, session } = c.var;
    const { invitation, notice } = c.req.valid('json');
    const practice = session.membership?.practice ?? null;
    await parts.database.transaction().execute(async (writer) => {
      await createInvitations(parts, writer, { session, invitations: [invitation], now });
      await mailNotices(writer, {
        to: [{ address: invitation.address, invitation: invitation.id }],
        message: null,
        practice: practice?.id ?? null,
        notice,
        sender: { name: session.name, practice: practice?.name ?? null },
        writer: session.account,
        replyTo: practice?.replyTo ?? null,
        now,
      });
    });
    return c.json({ id: invitation.id }, 201);
  })
  .post('/:id/renew', upTo('small'), signedIn, byAccount('settings-change'), idParam, json(renewBody), async (c) => {
    const { parts, now, session } = c.var;
    const { id } = c.req.valid('param');
    const { object } = c.req.valid('json');
    const expiresAt = await parts.database.transaction().execute(async (writer) => {
      const invitation = await lockOwn(writer, { id, account: session.account });
      if (invitation.role !== null && !mayInviteCoworkers(session)) throw new ApiError('not_allowed');
      if (invitation.role === null && !mayInvite(session)) throw new ApiError('guests_do_not_invite');
      assertOpen(invitation, now);
      const renewed = await verifyRenewed(writer, { account: session.account, stored: invitation.object, object });
      const expires = allowedExpiry(parts, { signed: renewed, now });
      await renewInvitation(writer, { invitation: id, object, expiresAt: expires });
      await record(writer, { event: 'invitation-renewed', account: session.account, practice: invitation.practice_id, by: actorOf(session), on: { subject: 'invitation', id }, now });
      return expires;
    });
    return c.json({ expiresAt: expiresAt.getTime() });
  })
  .post('/:id/cancel', upTo('small'), signedIn, idParam, async (c) => {
    const { parts, now, session } = c.var;
    const { id } = c.req.valid('param');
    await parts.database.transaction().execute(async (writer) => {
      const invitation = await lockOwn(writer, { id, account: session.account });
      if (invitation.status === 'cancelled') return;
      assertOpen(invitation, now);
      await cancelInvitation(writer, id);
      await record(writer, { event: 'invitation-cancelled', account: session.account, practice: invitation.practice_id, by: actorOf(session), on: { subject: 'invitation', id }, now });
    });
    return c.body(null, 204);
  });

async function lockOwn(writer: Writer, { id, account }: { id: string; account: string }) {
  const invitation = await lockInvitation(writer, id);
  if (invitation === null || invitation.inviter_id !== account) throw new ApiError('not_found');
  return invitation;
}

function assertOpen({ status, expires_at: expiresAt }: Pick<InviterView, 'status' | 'expires_at'>, now: Date): void {
  if (status === 'claimed') throw new ApiError('invitation_used');
  if (status === 'cancelled') throw new ApiError('invitation_cancelled');
  if (status === 'expired' || expiresAt <= now) throw new ApiError('invitation_expired');
}

type Renewed = { account: string; stored: SignedObject; object: SignedObject };

/** The stored one may have been signed before a re-key: by any identity of the account. The new one must be by the newest. */
async function verifyRenewed(writer: Writer, { account, stored, object }: Renewed): Promise<Invitation> {
  const chain = await verifyIdentityChain(await findChain(writer, account));
  const newest = chain.at(-1) ?? chain[0];
  const renewed = await verifyInvitation(object, { signKey: newest.signPublicKey });
  for (const { signPublicKey, hash } of chain.toReversed()) {
    const before = await verifyInvitation(stored, { signKey: signPublicKey }).catch(() => null);
    if (before?.inviter.identity !== hash) continue;
    verifyRenewal(before, renewed);
    if (renewed.inviter.identity !== newest.hash) break;
    return renewed;
  }
  throw new ApiError('not_verified');
}

function statusOf({ status, expires_at: expiresAt }: Pick<InviterView, 'status' | 'expires_at'>, now: Date) {
  return status === 'open' && expiresAt <= now ? ('expired' as const) : status;
}

function inviterView(row: InviterView, { people, now }: { people: Map<string, DirectoryEntry>; now: Date }) {
  const claimant = people.get(row.claimed_by ?? '');
  const paused = row.paused_until !== null && row.paused_until > now;
  return {
    id: row.id,
    address: row.address,
    object: row.object,
    kemPublicKey: row.kem_public_key.toString('base64url'),
    createdAt: row.created_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    status: statusOf(row, now),
    pausedUntil: paused ? (row.paused_until?.getTime() ?? null) : null,
    wrongTries: row.wrong_tries,
    codeAskedAt: row.code_asked_at?.getTime() ?? null,
    restart: row.restart,
    role: row.role,
    noticeStatus: row.noticeStatus,
    claim:
      row.claim === null || row.claimed_at === null || claimant === undefined
        ? null
        : { claim: row.claim.toString('base64url'), directory: directoryView(claimant), at: row.claimed_at.getTime(), member: row.member },
  };
}
