// Sending: who may write what to whom, what must still hold since the look-up, and that it happens once.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, toBase64Url, type Id } from '#crypto';
import { bucketOf } from '../../server/rates.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice, assemble, type Cast } from '../support/cast.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { attach } from '../support/attaching.ts';
import { acceptInvitation, guestOf, sealDraft, send } from '../support/correspondence.ts';
import { renewKit } from '../support/renewal.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

const SEND = 'POST /api/messages';

async function traces(id: string) {
  const rows = (table: 'deliveries' | 'message_attachments' | 'outbox') => server.database.selectFrom(table).select('message_id').where('message_id', '=', id).execute();
  return { deliveries: (await rows('deliveries')).length, links: (await rows('message_attachments')).length, mails: (await rows('outbox')).length };
}

describe('sending', () => {
  it('happens once however often it is asked for, also at the same moment', async () => {
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address, somebody().address], attachments: [await attach(cast.owner, randomBytes(10))] });
    const devices = await Promise.all(Array.from({ length: 5 }, () => anotherDevice(cast.owner)));
    const answers = await Promise.all(devices.map((device) => device.call(SEND, { body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 201]);
    expect((await cast.owner.call(SEND, { body })).status).toBe(200);
    expect(await traces(body.id)).toEqual({ deliveries: 3, links: 1, mails: 2 });
  });

  it('repeats as done even after keys, invitations or plan have changed since', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const { body } = await sealDraft(owner, { to: [guest.address], typeClass: 'advanced' });
    expect((await owner.call(SEND, { body })).status).toBe(201);
    await renewKit(guest);
    await server.database.updateTable('practices').set({ plan: 'free' }).where('id', '=', owner.practice).execute();
    expect((await owner.call(SEND, { body })).status).toBe(200);
  });

  it("refuses other bytes under a sent message's id, from the sender and from anybody", async () => {
    const { body } = await send(cast.owner, { to: [cast.guest.address] });
    const other = (await sealDraft(cast.owner, { to: [cast.guest.address], id: body.id as Id })).body;
    expect(refusal(await cast.owner.call(SEND, { body: other }))).toBe('409 message_conflict');
    const foreign = (await sealDraft(cast.guest, { to: [cast.owner.address], id: body.id as Id })).body;
    expect(refusal(await cast.guest.call(SEND, { body: foreign }))).toBe('409 message_conflict');
  });

  it('refuses a container with more or fewer stanzas than recipients and sender, or that is none', async () => {
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address, cast.owner.address] });
    expect(refusal(await cast.owner.call(SEND, { body: { ...body, recipients: body.recipients.slice(1) } }))).toBe('400 invalid_request');
    const more = [...body.recipients, { address: cast.stranger.address, account: cast.stranger.account, invitation: null }];
    expect(refusal(await cast.owner.call(SEND, { body: { ...body, recipients: more } }))).toBe('400 invalid_request');
    expect(refusal(await cast.owner.call(SEND, { body: { ...body, container: toBase64Url(randomBytes(5000)) } }))).toBe('400 invalid_request');
    expect(await traces(body.id)).toEqual({ deliveries: 0, links: 0, mails: 0 });
  });

  it('refuses each recipient twice, none at all, and one who is neither account nor invitation', async () => {
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address] });
    const [one] = body.recipients;
    if (one === undefined) throw new Error('no recipient');
    const wrong = [[one, one], [], [{ ...one, account: null }], [{ ...one, invitation: newId() }]];
    for (const recipients of wrong) expect(refusal(await cast.owner.call(SEND, { body: { ...body, recipients } }))).toBe('400 invalid_request');
  });

  it('puts the notice into the outbox with the link and nothing of the secure part', async () => {
    const { id, body } = await send(cast.owner, { to: [cast.guest.address], subject: 'CANARY-SUBJECT', text: 'CANARY-BODY', attachments: [await attach(cast.owner, randomBytes(10), { name: 'CANARY-NAME' })] });
    const [mail] = await server.database.selectFrom('outbox').selectAll().where('message_id', '=', id).execute();
    expect(mail).toMatchObject({ kind: 'notice', recipient: cast.guest.address, status: 'queued', payload: { ...body.notice, sender: { name: cast.owner.person.name } } });
    expect(JSON.stringify([mail, body.notice])).not.toContain('CANARY');
  });

  it('refuses a notice whose subject has a line break, or that is too long', async () => {
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address] });
    const wrong = [
      { subject: 'a\r\nBcc: everybody@example.com', text: '' },
      { subject: 'a\u2028b', text: '' },
      { subject: 'x'.repeat(201), text: '' },
      { subject: 'a', text: 'x'.repeat(10_001) },
      { subject: 'a', text: 'bell \u0007' },
    ];
    for (const notice of wrong) expect(refusal(await cast.owner.call(SEND, { body: { ...body, notice } }))).toBe('400 invalid_request');
    expect((await cast.owner.call(SEND, { body: { ...body, notice: { subject: '', text: 'Line one\nline two\r\n\tand three' } } })).status).toBe(201);
  });
});

describe('what changed since the look-up', () => {
  it('is told: an invitation that was claimed meanwhile, an address that is registered now, a key that changed', async () => {
    const owner = await founder(server);
    const address = somebody().address;
    const first = await send(owner, { to: [address] });
    const waiting = await sealDraft(owner, { to: [address] });
    const guest = new TestClient(server, somebody({ address }));
    const fresh = await sealDraft(await founder(server), { to: [address] });
    await acceptInvitation(guest, { invitation: first.body.invitations[0]?.id as Id, code: first.codes.get(address) ?? '' });
    const changed = await owner.call(SEND, { body: waiting.body });
    expect(changed).toMatchObject({ status: 409, body: { error: { code: 'recipient_changed', addresses: [address] } } });
    expect(fresh.body.invitations).toHaveLength(1);

    const sealed = await sealDraft(owner, { to: [address] });
    await renewKit(guest);
    expect(refusal(await owner.call(SEND, { body: sealed.body }))).toBe('409 recipient_changed');
    expect((await owner.call(SEND, { body: (await sealDraft(owner, { to: [address] })).body })).status).toBe(201);
  });

  it('is told: two senders of a practice invited the same address at once', async () => {
    const address = somebody().address;
    const sealed = await Promise.all([sealDraft(cast.owner, { to: [address] }), sealDraft(cast.colleague, { to: [address] })]);
    const answers = await Promise.all([cast.owner.call(SEND, { body: sealed[0]?.body }), cast.colleague.call(SEND, { body: sealed[1]?.body })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)).toMatchObject({ body: { error: { code: 'invitation_exists', addresses: [address] } } });
    const lost = answers[0]?.status === 409 ? 0 : 1;
    expect(await traces(sealed[lost]?.body.id ?? '')).toEqual({ deliveries: 0, links: 0, mails: 0 });
  });
});

describe('plans', () => {
  it('let guests write to registered people, but not invite', async () => {
    await send(cast.guest, { to: [cast.owner.address] });
    await send(cast.guest, { to: [cast.stranger.address] });
    const { body } = await sealDraft(cast.owner, { to: [somebody().address] });
    expect(refusal(await cast.guest.call(SEND, { body }))).toBe('403 guests_do_not_invite');
  });

  it('let guests send advanced types to the members of their sponsors only', async () => {
    await send(cast.guest, { to: [cast.owner.address, cast.colleague.address], typeClass: 'advanced' });
    for (const to of [[cast.stranger.address], [cast.owner.address, cast.stranger.address]]) {
      const { body } = await sealDraft(cast.guest, { to, typeClass: 'advanced' });
      expect(refusal(await cast.guest.call(SEND, { body }))).toBe('403 advanced_not_allowed');
    }
    await send(cast.owner, { to: [cast.stranger.address, cast.guest.address], typeClass: 'advanced' });
  });

  it('give members of a free practice the limits of a guest', async () => {
    const free = await founder(server);
    await server.database.updateTable('practices').set({ plan: 'free' }).where('id', '=', free.practice).execute();
    expect((await ok(free.api.session.$get())).mayInvite).toBe(false);
    const { body } = await sealDraft(cast.owner, { to: [somebody().address] });
    expect(refusal(await free.call(SEND, { body }))).toBe('403 guests_do_not_invite');
    const advanced = await sealDraft(free, { to: [cast.owner.address], typeClass: 'advanced' });
    expect(refusal(await free.call(SEND, { body: advanced.body }))).toBe('403 advanced_not_allowed');
    await send(free, { to: [free.address], typeClass: 'advanced' });
  });

  it('limit the notices a practice causes in a day, over all its members', async () => {
    const owner = await founder(server);
    const now = new Date(server.parts.clock());
    const bucket = bucketOf(server.parts, { rate: 'notices-paid', key: owner.practice ?? '' });
    await server.database.insertInto('rate_limits').values({ bucket, used: 1999, resets_at: new Date(now.getTime() + 60_000) }).execute();
    const two = await sealDraft(owner, { to: [cast.guest.address, cast.stranger.address] });
    const refused = await owner.call(SEND, { body: two.body });
    expect(refusal(refused)).toBe('429 notice_limit');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await send(owner, { to: [cast.guest.address] });
    expect(refusal(await owner.call(SEND, { body: two.body }))).toBe('429 notice_limit');
  });

  it('limit how many people a practice invites in a day, and leave nothing of what was refused', async () => {
    const owner = await founder(server);
    const resets_at = new Date(server.parts.clock() + 60_000);
    const bucket = bucketOf(server.parts, { rate: 'invitations', key: owner.practice ?? '' });
    await server.database.insertInto('rate_limits').values({ bucket, used: 199, resets_at }).execute();
    const { body } = await sealDraft(owner, { to: [somebody().address, somebody().address] });
    expect(refusal(await owner.call(SEND, { body }))).toBe('429 notice_limit');
    expect(await traces(body.id)).toEqual({ deliveries: 0, links: 0, mails: 0 });
    await send(owner, { to: [somebody().address] });
    expect(refusal(await owner.call(SEND, { body: (await sealDraft(owner, { to: [somebody().address] })).body }))).toBe('429 notice_limit');
  });
});
