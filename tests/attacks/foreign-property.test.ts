// Reaching for what belongs to others: messages, attachments, state, devices, invitations, and rights that a request claims for
// itself.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, SEGMENT_BYTES, type Id, type ManifestAttachment } from '#crypto';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice, assemble, type Cast } from '../support/cast.ts';
import { somebody, TestClient, wireState } from '../support/client.ts';
import { attach } from '../support/attaching.ts';
import { makeInvitation, sealDraft, send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
let attachment: ManifestAttachment;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
  attachment = await attach(cast.owner, randomBytes(1000));
}, 120_000);
afterAll(() => server.stop());

const SEND = 'POST /api/messages';

describe("somebody else's attachment", () => {
  it('is not claimed by linking it to a message of one own, unsent or sent', async () => {
    for (const id of [attachment.id, (await send(cast.owner, { to: [cast.guest.address], attachments: [attachment] }), attachment.id)]) {
      const { body } = await sealDraft(cast.stranger, { to: [cast.stranger.address] });
      const answer = await cast.stranger.call(SEND, { body: { ...body, attachments: [id] } });
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'not_found', ids: [id] } } });
    }
    expect(refusal(await cast.stranger.call(`GET /api/attachments/${attachment.id}/content`))).toBe('404 not_found');
  });

  it('is not linked before it is whole', async () => {
    const partial = await attach(cast.owner, randomBytes(1000), { complete: false });
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address] });
    const answer = await cast.owner.call(SEND, { body: { ...body, attachments: [partial.id] } });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'attachment_incomplete', ids: [partial.id] } } });
  });

  it('is not overwritten, completed or deleted by its readers', async () => {
    const partial = await attach(cast.owner, randomBytes(1000), { complete: false });
    for (const thief of [cast.guest, cast.colleague, cast.stranger]) {
      expect(refusal(await thief.call(`PUT /api/attachments/${partial.id}/segments/0`, { body: randomBytes(1072) }))).toBe('404 not_found');
      expect(refusal(await thief.call(`POST /api/attachments/${partial.id}/complete`))).toBe('404 not_found');
      expect(refusal(await thief.call(`DELETE /api/attachments/${partial.id}`))).toBe('404 not_found');
      expect(refusal(await thief.call('POST /api/attachments', { body: { id: partial.id, size: 1000, segmentSize: SEGMENT_BYTES } }))).toBe('409 conflict');
    }
  });

  it('is not reached by a name that leads elsewhere', async () => {
    for (const id of ['..%2F..%2Fsecrets.json', '%2e%2e', 'a'.repeat(22).replace('a', '.'), encodeURIComponent('../'.repeat(7) + 'x')]) {
      expect(refusal(await cast.owner.call(`GET /api/attachments/${id}/content`))).toBe('404 not_found');
    }
  });
});

describe("somebody else's message", () => {
  it('is neither read, marked nor moved, and is not told apart from one that does not exist', async () => {
    const { id } = await send(cast.owner, { to: [cast.guest.address] });
    for (const path of [id, newId()]) {
      expect(refusal(await cast.stranger.call(`GET /api/messages/${path}`))).toBe('404 not_found');
      expect(refusal(await cast.stranger.call(`PATCH /api/messages/${path}`, { body: { read: true } }))).toBe('404 not_found');
    }
    expect((await ok(cast.stranger.api.messages.read.$post({ json: { ids: [id] } }))).messages).toEqual([]);
  });

  it('shows what became of it to its sender alone', async () => {
    const { id } = await send(cast.owner, { to: [cast.guest.address, cast.colleague.address] });
    expect((await ok(cast.guest.api.messages[':id'].$get({ param: { id }, query: {} }))).deliveries).toEqual([]);
    const asSender = await ok(cast.guest.api.messages[':id'].$get({ param: { id }, query: { role: 'sender' } })).catch((error: Error) => error.message);
    expect(asSender).toContain('404');
  });
});

describe('the sender', () => {
  it('is who is signed in, whatever the request says', async () => {
    const { body } = await sealDraft(cast.guest, { to: [cast.owner.address] });
    for (const extra of [{ sender: cast.owner.account }, { sender_id: cast.owner.account }, { from: cast.owner.address }, { sentAt: 0 }]) {
      expect(refusal(await cast.guest.call(SEND, { body: { ...body, ...extra } }))).toBe('400 invalid_request');
    }
    await cast.guest.call(SEND, { body });
    const { row } = await ok(cast.owner.api.messages[':id'].$get({ param: { id: body.id }, query: {} }));
    expect(row.sender.account).toBe(cast.guest.account);
  });

  it('cannot address an account under another address, or under an invitation of another practice', async () => {
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address] });
    const [to] = body.recipients;
    if (to === undefined) throw new Error('no recipient');
    const { kem: _kem, ...unnamed } = to;
    for (const each of [to, unnamed]) {
      const swapped = [{ ...each, address: cast.stranger.address }];
      expect(refusal(await cast.owner.call(SEND, { body: { ...body, recipients: swapped } }))).toBe('409 recipient_changed');
    }
    const other = await send(cast.stranger, { to: [somebody().address] });
    const [foreign] = other.body.recipients;
    const borrowed = [{ address: foreign?.address, account: null, invitation: foreign?.invitation }];
    expect(refusal(await cast.owner.call(SEND, { body: { ...body, recipients: borrowed } }))).toBe('409 recipient_changed');
  });
});

describe('rights that a request gives itself', () => {
  it('are refused as unknown fields: role, plan, confirmation, sponsor', async () => {
    for (const extra of [{ role: 'owner' }, { confirmed: true }, { plan: 'paid' }, { practice: cast.owner.practice }, { address: cast.owner.address }]) {
      expect(refusal(await cast.guest.call('PATCH /api/profile', { body: { name: 'Guest', ...extra } }))).toBe('400 invalid_request');
    }
    for (const extra of [{ plan: 'paid' }, { id: newId() }, { policies: { completeLink: true, idleMinutes: 9999 } }]) {
      expect(refusal(await cast.owner.call('PATCH /api/practice', { body: extra }))).toBe('400 invalid_request');
    }
    const { body } = await new TestClient(server).signUpBody();
    for (const extra of [{ confirmed: true }, { plan: 'paid' }, { role: 'owner' }]) {
      expect(refusal(await new TestClient(server).call('POST /api/sign-up/finish', { body: { ...body, ...extra } }))).toBe('400 invalid_request');
    }
    expect(await ok(cast.guest.api.session.$get())).toMatchObject({ role: 'guest', practice: null });
  });

  it('do not let a founder join a practice that is there', async () => {
    const client = new TestClient(server);
    const { body } = await client.signUpBody();
    const taken = { ...body, practice: { id: cast.owner.practice, name: body.practice.name } };
    expect(refusal(await client.call('POST /api/sign-up/finish', { body: taken }))).toBe('400 not_verified');
  });

  it('do not let one invite in the name of another, or for a practice of others', async () => {
    const { address } = somebody();
    const notice = { subject: 'x', text: '' };
    const byColleague = (await makeInvitation(cast.colleague, { address })).wire;
    expect(refusal(await cast.owner.call('POST /api/invitations', { body: { invitation: byColleague, notice } }))).toBe('400 not_verified');
    const practice = cast.owner.practice;
    cast.owner.practice = cast.stranger.practice;
    const forOthers = (await makeInvitation(cast.owner, { address })).wire;
    cast.owner.practice = practice;
    expect(refusal(await cast.owner.call('POST /api/invitations', { body: { invitation: forOthers, notice } }))).toBe('400 not_verified');
    const honest = (await makeInvitation(cast.owner, { address })).wire;
    const elsewhere = { ...honest, address: somebody().address };
    expect(refusal(await cast.owner.call('POST /api/invitations', { body: { invitation: elsewhere, notice } }))).toBe('400 not_verified');
    const otherKey = { ...honest, kemPublicKey: byColleague.kemPublicKey };
    expect(refusal(await cast.owner.call('POST /api/invitations', { body: { invitation: otherKey, notice } }))).toBe('400 not_verified');
    expect((await cast.owner.call('POST /api/invitations', { body: { invitation: honest, notice } })).status).toBe(201);
  });

  it('do not bring along invitations that no recipient of the message needs', async () => {
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address] });
    const unneeded = (await makeInvitation(cast.owner, { address: somebody().address })).wire;
    expect(refusal(await cast.owner.call(SEND, { body: { ...body, invitations: [unneeded] } }))).toBe('400 invalid_request');
  });
});

describe("somebody else's state, devices and invitations", () => {
  it('are out of reach: every route works on the account of its session', async () => {
    const { change } = await cast.owner.stateChange('contacts', new Uint8Array([1]));
    const before = await ok(cast.owner.api.state.$get());
    expect(refusal(await cast.stranger.call('PUT /api/state', { body: { ...wireState(change), account: cast.owner.account } }))).toBe('400 invalid_request');
    await cast.stranger.call('PUT /api/state', { body: { ...wireState(change), expectedVersion: 1, root: { ...wireState(change).root, version: 2 } } });
    expect(await ok(cast.owner.api.state.$get())).toEqual(before);
    const { device } = await anotherDevice(cast.owner);
    expect(refusal(await cast.stranger.call(`DELETE /api/devices/${device}`))).toBe('404 not_found');
    await cast.stranger.call('DELETE /api/devices');
    expect(await server.database.selectFrom('sessions').select('id').where('id', '=', device as Id).executeTakeFirst()).toBeDefined();
  });

  it('people whom one has never met are not looked up by their account', async () => {
    const { results } = await ok(cast.stranger.api.accounts.lookup.$post({ json: { accounts: [cast.guest.account, cast.stranger.account] } }));
    expect(results.map(({ account }) => account)).toEqual([cast.stranger.account]);
    const met = await ok(cast.guest.api.accounts.lookup.$post({ json: { accounts: [cast.owner.account, cast.colleague.account] } }));
    expect(met.results.map(({ account }) => account).toSorted()).toEqual([cast.owner.account, cast.colleague.account].toSorted());
  });
});
