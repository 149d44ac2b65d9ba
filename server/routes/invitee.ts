// Invitations, the invitee's side: nobody is signed in, the id in the link and the access code are all there is.
import { Hono } from 'hono';
import { z } from 'zod';
import { createUserIdentifier, registrationResponse } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { findAccount } from '../database/accounts.ts';
import { record } from '../database/activity.ts';
import { findDirectory } from '../database/directory.ts';
import { findFirstMessage, findInvitation, recordCodeAsked } from '../database/invitations.ts';
import { findPracticeName } from '../database/practices.ts';
import type { InvitationRow } from '../database/tables/accounts.ts';
import type { Env } from '../env.ts';
import { assertPlaceKept } from '../limits.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { giveCookie } from '../middleware/cookies.ts';
import { byClient, signedIn } from '../middleware/guards.ts';
import type { Parts } from '../parts.ts';
import { count } from '../rates.ts';
import { createToken } from '../token.ts';
import { answerOpened, deviceOf } from './accounts/session-start.ts';
import { directoryView } from './directory.ts';
import { aboutInvitation, assertTakesCodes, provesMailbox, secondsUntil, stateOf, tryProof } from './invitations/redeem.ts';
import { assertNotKept, claimBody, claimForAccount, existingFor, registerBody, registerInvitee } from './invitations/register.ts';
import { mailCodeAsked } from './mails.ts';
import { giveTicket, readTicket } from './tickets.ts';
import * as wire from './wire.ts';

const idParam = path(z.object({ id: wire.id }));
const viewBody = z.strictObject({ token: wire.mailedToken.optional() });
const askBody = z.strictObject({ token: wire.mailedToken });
const redeemBody = z.strictObject({ proof: wire.bytes({ min: 32, max: 32 }), token: wire.mailedToken.optional() });
const startBody = z.strictObject({ ticket: wire.token, request: wire.opaqueMessage });

export const invitee = new Hono<Env>()
  .post('/:id/view', upTo('small'), byClient('link-by-client'), idParam, json(viewBody), async (c) => {
    const { parts, now } = c.var;
    const invitation = await find(parts, c.req.valid('param').id);
    const proved = provesMailbox(parts, { invitation: invitation.id, token: c.req.valid('json').token });
    const inviter = await findAccount(parts.database, invitation.inviter_id);
    const practice = await findPracticeName(parts.database, invitation.practice_id);
    const status = stateOf(invitation, now);
    return c.json({
      inviter: { name: inviter?.name ?? '', practice },
      // An id alone, seen in somebody's history, does not tell whom it invites.
      address: proved ? invitation.address : null,
      status,
      ...(status === 'paused' ? { retryAfter: secondsUntil(invitation.paused_until, now) } : {}),
      restart: invitation.restart,
      role: invitation.role,
      message: await findFirstMessage(parts.database, invitation.id),
    });
  })
  .post('/:id/ask', upTo('small'), byClient('link-by-client'), idParam, json(askBody), async (c) => {
    const { parts, now, clientAddress } = c.var;
    const invitation = await find(parts, c.req.valid('param').id);
    if (!provesMailbox(parts, { invitation: invitation.id, token: c.req.valid('json').token })) throw new ApiError('mailbox_token_required');
    assertTakesCodes({ ...invitation, paused_until: null }, now);
    await count(parts, { rate: 'code-asked', key: invitation.id, now });
    await parts.database.transaction().execute(async (writer) => {
      await recordCodeAsked(writer, { invitation: invitation.id, now });
      await record(writer, { ...aboutInvitation(invitation), event: 'access-code-asked', by: { by: 'nobody', clientAddress }, now });
      const inviter = await findAccount(writer, invitation.inviter_id);
      if (inviter === null) return;
      const { id: account, address: recipient } = inviter;
      await mailCodeAsked(writer, { recipient, account, invitation: invitation.id, address: invitation.address, now });
    });
    return c.body(null, 204);
  })
  .post('/:id/redeem', upTo('small'), byClient('redeem-by-client'), idParam, json(redeemBody), async (c) => {
    const { parts, now, clientAddress } = c.var;
    const { proof, token } = c.req.valid('json');
    const invitation = await tryProof(parts, { id: c.req.valid('param').id, proof, clientAddress, now });
    const { id, inviter_id: inviterId, escrow } = invitation;
    const inviter = (await findDirectory(parts.database, [inviterId])).get(inviterId);
    if (inviter === undefined || escrow === null) throw new ApiError('invitation_cancelled');
    const payload = { invitation: id, mailbox: provesMailbox(parts, { invitation: id, token }) };
    // An account that acts for the practice needs both: the code and the mailbox.
    if (invitation.role !== null && !payload.mailbox) throw new ApiError('mailbox_token_required');
    // Before somebody chooses a password for an account that cannot be made.
    await assertNotKept(parts.database, { invitation, mailbox: payload.mailbox, now });
    if (invitation.role !== null && !invitation.restart) await assertPlaceKept(parts.database, { practice: invitation.practice_id, now });
    return c.json({
      ticket: await giveTicket(parts.database, { purpose: 'redemption', account: null, payload, now }),
      escrow: escrow.toString('base64url'),
      object: invitation.object,
      kemPublicKey: invitation.kem_public_key.toString('base64url'),
      inviter: directoryView(inviter),
      address: invitation.address,
      role: invitation.role,
    });
  })
  .post('/:id/register/start', upTo('small'), byClient('redeem-by-client'), idParam, json(startBody), async (c) => {
    const { parts, now } = c.var;
    const { ticket, request } = c.req.valid('json');
    const invitation = await find(parts, c.req.valid('param').id);
    const { payload } = await readTicket(parts.database, { purpose: 'redemption', token: ticket, now });
    if (payload.invitation !== invitation.id) throw new ApiError('ticket_expired');
    assertTakesCodes({ ...invitation, paused_until: null }, now);
    const existing = await existingFor(parts.database, { invitation, mailbox: payload.mailbox });
    const userIdentifier = createUserIdentifier();
    const response = registrationResponse({ setup: parts.secrets.opaqueSetup, userIdentifier, request });
    const registering = { invitation: invitation.id, userIdentifier };
    const registration = await giveTicket(parts.database, { purpose: 'registration', account: null, payload: registering, now });
    return c.json({ registration, response, existing });
  })
  .post('/:id/register/finish', byClient('redeem-by-client'), upTo('registration'), idParam, json(registerBody), async (c) => {
    const browser = createToken();
    const registering = { id: c.req.valid('param').id, body: c.req.valid('json'), browserHash: browser.hash, device: deviceOf(c) };
    const { started, message } = await registerInvitee(c.var.parts, registering);
    const opened = await answerOpened(c, started);
    if (!opened.session.confirmed) giveCookie(c, { name: 'sealpost_sign_up', token: browser.token });
    return c.json({ ...opened, message }, 201);
  })
  .post('/:id/claim', signedIn, upTo('state'), signedIn, idParam, json(claimBody), async (c) => {
    const { parts, now, session } = c.var;
    await claimForAccount(parts, { id: c.req.valid('param').id, body: c.req.valid('json'), session, now });
    return c.body(null, 204);
  });

async function find({ database }: Parts, id: string): Promise<InvitationRow> {
  const invitation = await findInvitation(database, id);
  if (invitation === null) throw new ApiError('not_found');
  return invitation;
}
