// Invitations: what the inviter sees and does, what the invitee may.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityHash, renewInvitation, toBase64Url, claimFor, type Id } from '#crypto';
import { expireInvitations, listInvitations } from '../../server/database/invitations.ts';
import { RATES } from '../../server/rates.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { assemble, type Cast } from '../support/cast.ts';
import { founder, somebody, TestClient, wireState } from '../support/client.ts';
import { acceptInvitation, inviteSomebody, makeInvitation, openInboxMessage, redeem, registerBody, send } from '../support/correspondence.ts';
import { renewKit } from '../support/renewal.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

async function view(invitation: Id, token?: string) {
  return await ok(new TestClient(server).api.invitations[':id'].view.$post({ param: { id: invitation }, json: token === undefined ? {} : { token } }));
}

async function listed(inviter: TestClient, invitation: Id) {
  const { invitations } = await ok(inviter.api.invitations.$get());
  return invitations.find(({ id }) => id === invitation);
}

describe('an open invitation', () => {
  it('names the inviter to whoever has the link, and the invited address only to whoever has the mailed one', async () => {
    const { invitation, address, message } = await inviteSomebody(cast.owner);
    const stranger = await view(invitation);
    expect(stranger).toMatchObject({ inviter: { name: cast.owner.person.name, practice: `Practice of ${cast.owner.person.name}` }, address: null, status: 'open', message });
    expect((await view(invitation, server.invitationToken(invitation))).address).toBe(address);
    expect((await view(invitation, server.invitationToken(cast.usedInvitation))).address).toBeNull();
  });

  it('is listed for its inviter with the state of its notice, and for nobody else', async () => {
    const { invitation, address } = await inviteSomebody(cast.owner);
    expect(await listed(cast.owner, invitation)).toMatchObject({ address, status: 'open', wrongTries: 0, pausedUntil: null, noticeStatus: 'queued', claim: null });
    expect(await listed(cast.colleague, invitation)).toBeUndefined();
  });

  it('is used by colleagues, who get what they need to check it', async () => {
    const { invitation, address } = await inviteSomebody(cast.owner);
    const { results } = await ok(cast.colleague.api.addresses.lookup.$post({ json: { addresses: [address] } }));
    expect(results[0]?.invitation).toMatchObject({ id: invitation, inviter: { account: cast.owner.account } });
    const { body } = await send(cast.colleague, { to: [address] });
    expect(body.invitations).toEqual([]);
    const { results: elsewhere } = await ok(cast.stranger.api.addresses.lookup.$post({ json: { addresses: [address] } }));
    expect(elsewhere[0]?.invitation).toBeNull();
  });

  it('is renewed to a later day by the same inviter, also after a re-key, and never to another address or an earlier day', async () => {
    const owner = await founder(server);
    const { invitation, object } = await inviteSomebody(owner);
    if (object === undefined) throw new Error('no invitation');
    const before = (await listed(owner, invitation))?.expiresAt ?? 0;
    const later = Math.floor(before / 1000) + 3600;
    const path = `POST /api/invitations/${invitation}/renew`;
    const { keyring } = owner.unlocked;
    const renewed = await renewInvitation(keyring, { object, expires: later });
    expect((await owner.call(path, { body: { object: renewed } })).status).toBe(200);
    expect((await listed(owner, invitation))?.expiresAt).toBe(later * 1000);
    expect(refusal(await owner.call(path, { body: { object } }))).toBe('400 not_verified');
    const other = await makeInvitation(owner, { address: somebody().address, expires: later + 60 });
    expect(refusal(await owner.call(path, { body: { object: other.wire.object } }))).toBe('400 not_verified');
    const forged = await renewInvitation(cast.stranger.unlocked.keyring, { object: renewed, expires: later + 60 });
    expect(refusal(await owner.call(path, { body: { object: forged } }))).toBe('400 not_verified');
    const tooFar = await renewInvitation(keyring, { object: renewed, expires: later + 10 * 86_400 });
    expect(refusal(await owner.call(path, { body: { object: tooFar } }))).toBe('400 invalid_request');
    await renewKit(owner);
    const identity = await identityHash(owner.unlocked.identity);
    const withNewKey = await renewInvitation(owner.unlocked.keyring, { object: renewed, expires: later + 60, identity });
    expect((await owner.call(path, { body: { object: withNewKey } })).status).toBe(200);
  });

  it('is listed without what a code opens: a thousand escrows are not read to show none', async () => {
    const owner = await founder(server);
    const { invitation } = await inviteSomebody(owner);
    const [row] = await listInvitations(server.database, owner.account);
    expect(row?.id).toBe(invitation);
    expect(Object.keys(row ?? {})).not.toContain('escrow');
  });

  it('is renewed so often and no more: each renewal stays in the activity log for good', async () => {
    const owner = await founder(server);
    const { invitation } = await inviteSomebody(owner);
    const { limit } = RATES['settings-change'];
    const codes = [];
    for (let time = 0; time <= limit; time += 1) codes.push(refusal(await owner.call(`POST /api/invitations/${invitation}/renew`, { body: {} })));
    expect([codes[0], codes.at(-2), codes.at(-1)]).toEqual(['400 invalid_request', '400 invalid_request', '429 too_many_requests']);
  });

  it('is cancelled by its inviter, with everything that a code could open', async () => {
    const { invitation, code } = await inviteSomebody(cast.owner);
    expect((await cast.owner.call(`POST /api/invitations/${invitation}/cancel`)).status).toBe(204);
    expect((await view(invitation)).status).toBe('cancelled');
    await expect(redeem(new TestClient(server), { invitation, code })).rejects.toThrow('410 {"error":{"code":"invitation_cancelled"}}');
    const row = await server.database.selectFrom('invitations').select(['escrow', 'proof_hash']).where('id', '=', invitation).executeTakeFirst();
    expect(row).toEqual({ escrow: null, proof_hash: null });
  });

  it('lets the invitee ask for the code once an hour, with the mailed link only', async () => {
    const { invitation, address } = await inviteSomebody(cast.owner);
    const client = new TestClient(server);
    const path = `POST /api/invitations/${invitation}/ask`;
    const body = { token: server.invitationToken(invitation) };
    expect((await client.call(path, { body })).status).toBe(204);
    expect(refusal(await client.call(path, { body }))).toBe('429 too_many_requests');
    expect((await server.mails(cast.owner.address)).at(-1)).toMatchObject({ kind: 'code_asked', payload: { address }, invitation_id: invitation });
    expect((await listed(cast.owner, invitation))?.codeAskedAt).toBeGreaterThan(0);
    server.advance(HOUR_MS);
    await ok(cast.owner.api.session.$get()).catch(() => cast.owner.logIn());
    expect((await client.call(path, { body })).status).toBe(204);
  });
});

describe('redeeming', () => {
  it('gives nothing after the expiry, and a new invitation to the same address is possible', async () => {
    const owner = await founder(server);
    const { invitation, code, address, message } = await inviteSomebody(owner);
    server.advance(15 * DAY_MS);
    expect((await view(invitation)).status).toBe('expired');
    await expect(redeem(new TestClient(server), { invitation, code })).rejects.toThrow('410 {"error":{"code":"invitation_expired"}}');
    await owner.logIn();
    expect((await ok(owner.api.messages[':id'].$get({ param: { id: message }, query: {} }))).deliveries).toMatchObject([{ address, state: 'ended' }]);
    const again = await send(owner, { to: [address] });
    expect(again.body.invitations).toHaveLength(1);
    expect((await listed(owner, invitation))?.status).toBe('expired');
    await acceptInvitation(new TestClient(server, somebody({ address })), { invitation: again.body.invitations[0]?.id as Id, code: again.codes.get(address) ?? '' });
  });

  it('forgets what a code could open when the job closes what has run out', async () => {
    const owner = await founder(server);
    const { invitation } = await inviteSomebody(owner);
    await expireInvitations(server.database, new Date(server.parts.clock() + 15 * DAY_MS));
    const row = await server.database.selectFrom('invitations').select(['status', 'escrow']).where('id', '=', invitation).executeTakeFirst();
    expect(row).toEqual({ status: 'expired', escrow: null });
  });

  it('without the mailed link makes an account that must still confirm, and that the inviter alone may write to', async () => {
    const owner = await founder(server);
    const { invitation, code, address, message } = await inviteSomebody(owner);
    const guest = await acceptInvitation(new TestClient(server, somebody({ address })), { invitation, code, mailbox: false });
    expect(await ok(guest.api.session.$get())).toMatchObject({ confirmed: false, role: 'guest' });
    expect((await openInboxMessage(guest, message)).manifest.id).toBe(message);
    expect(refusal(await guest.call('POST /api/messages', { body: {} }))).toBe('403 not_confirmed');
    const forInviter = await ok(owner.api.addresses.lookup.$post({ json: { addresses: [address] } }));
    expect(forInviter.results[0]?.registered).toMatchObject({ account: guest.account, confirmed: false });
    const second = await send(owner, { to: [address] });
    expect((await openInboxMessage(guest, second.id)).manifest.id).toBe(second.id);
    const other = await founder(server);
    const forOthers = await ok(other.api.addresses.lookup.$post({ json: { addresses: [address] } }));
    expect(forOthers.results[0]?.registered).toBeNull();
    await guest.confirm();
    expect((await ok(guest.api.session.$get())).confirmed).toBe(true);
  });

  it('adds a further invitation to an account that is there, at its address only', async () => {
    const address = somebody().address;
    const [first, second] = [await founder(server), await founder(server)];
    const a = await send(first, { to: [address] });
    const b = await send(second, { to: [address] });
    const codeOf = (sent: typeof a) => ({ invitation: sent.body.invitations[0]?.id as Id, code: sent.codes.get(address) ?? '' });
    const guest = await acceptInvitation(new TestClient(server, somebody({ address })), codeOf(a));
    const redeemed = await redeem(guest, codeOf(b));
    const { change, root } = await guest.stateChange('contacts', new Uint8Array([1]));
    const claim = toBase64Url(await claimFor(redeemed.claimKey, { id: redeemed.id, identityHash: await identityHash(guest.unlocked.identity) }));
    const body = { ticket: redeemed.ticket, claim, state: wireState(change) };
    const path = `POST /api/invitations/${redeemed.id}/claim`;
    expect(refusal(await first.call(path, { body }))).toBe('403 not_allowed');
    expect((await guest.call(path, { body })).status).toBe(204);
    guest.unlocked.root = root;
    expect(refusal(await guest.call(path, { body }))).toBe('409 invitation_used');
    const session = await ok(guest.api.session.$get());
    expect(session.sponsors.map(({ id }) => id)).toEqual([first.practice, second.practice]);
    const { rows } = await ok(guest.api.messages.$get({ query: { folder: 'inbox' } }));
    expect(rows.map(({ id }) => id).toSorted()).toEqual([a.id, b.id].toSorted());
  });

  it("takes a ticket for its own invitation only, and not for ever", async () => {
    const owner = await founder(server);
    const [one, other] = [await inviteSomebody(owner), await inviteSomebody(owner)];
    const client = new TestClient(server, somebody({ address: one.address }));
    const redeemed = await redeem(client, one);
    const begin = { body: { ticket: redeemed.ticket, request: 'AAAA' } };
    expect(refusal(await client.call(`POST /api/invitations/${other.invitation}/register/start`, begin))).toBe('410 ticket_expired');
    const { body } = await registerBody(client, redeemed);
    expect(refusal(await client.call(`POST /api/invitations/${other.invitation}/register/finish`, { body }))).toBe('410 ticket_expired');
    server.advance(121 * MINUTE_MS);
    expect(refusal(await client.call(`POST /api/invitations/${one.invitation}/register/finish`, { body }))).toBe('410 ticket_expired');
  });
});
