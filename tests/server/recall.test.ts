// Recalling a sent message from people who have not opened it: what it takes away, from whom, and what everybody is told.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#crypto';
import { attach } from '../support/attaching.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { assemble, type Cast } from '../support/cast.ts';
import { somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, openInboxMessage, send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

const recall = (client: TestClient, id: string, addresses: string[]) => client.call(`POST /api/messages/${id}/recall`, { body: { addresses } });
const open = (client: TestClient, id: string) => client.call(`PATCH /api/messages/${id}`, { body: { read: true } });
const inbox = async (client: TestClient) => (await ok(client.api.messages.$get({ query: { folder: 'inbox' } }))).rows.map(({ id }) => id);
const reports = async (id: Id) => (await ok(cast.owner.api.messages[':id'].$get({ param: { id }, query: {} }))).deliveries;

describe('recalling', () => {
  it('takes the message from those chosen who have not opened it, and from nobody else', async () => {
    const { owner, guest, colleague, stranger } = cast;
    const { id } = await send(owner, { to: [guest.address, colleague.address, stranger.address] });
    await open(colleague, id);
    expect(await recall(owner, id, [guest.address, colleague.address])).toMatchObject({ status: 200, body: { recalled: [guest.address], fetched: [], opened: [colleague.address] } });
    expect([await inbox(guest), await inbox(colleague), await inbox(stranger)].map((ids) => ids.includes(id))).toEqual([false, true, true]);
    expect((await openInboxMessage(stranger, id)).manifest.id).toBe(id);
    const found = await reports(id);
    expect(found.filter(({ recalledAt }) => recalledAt !== null).map(({ address }) => address)).toEqual([guest.address]);
    expect((await openInboxMessage(owner, id)).manifest.id).toBe(id);
  });

  it('tells the recipient who follows the link that it was recalled, and nobody else', async () => {
    const { owner, guest, stranger } = cast;
    const { id } = await send(owner, { to: [guest.address] });
    await recall(owner, id, [guest.address]);
    expect(refusal(await guest.call(`GET /api/messages/${id}`))).toBe('410 message_recalled');
    expect(refusal(await stranger.call(`GET /api/messages/${id}`))).toBe('404 not_found');
  });

  it('says whose device had fetched it for its list already', async () => {
    const { owner, guest, colleague } = cast;
    const { id } = await send(owner, { to: [guest.address, colleague.address] });
    await ok(guest.api.messages.read.$post({ json: { ids: [id] } }));
    expect((await reports(id)).filter(({ fetched }) => fetched).map(({ address }) => address)).toEqual([guest.address]);
    expect((await recall(owner, id, [guest.address, colleague.address])).body).toMatchObject({ fetched: [guest.address] });
  });

  it('is recorded, for the sender, with the number of people', async () => {
    const { owner, guest } = cast;
    const { id } = await send(owner, { to: [guest.address] });
    await recall(owner, id, [guest.address]);
    await recall(owner, id, [guest.address]);
    const events = await server.database.selectFrom('activity').select(['account_id', 'details']).where('subject_id', '=', id).where('event', '=', 'message-recalled').execute();
    expect(events).toEqual([{ account_id: owner.account, details: { recipients: 1 } }]);
  });

  it('stops a notice that has not left, but not one that invites', async () => {
    const { owner, guest } = cast;
    const invited = somebody().address;
    const { id } = await send(owner, { to: [guest.address, invited] });
    await recall(owner, id, [guest.address, invited]);
    expect(await server.database.selectFrom('outbox').select('recipient').where('message_id', '=', id).execute()).toEqual([{ recipient: invited }]);
  });

  it('reaches somebody who is invited and has not come: they register, and read that it was recalled', async () => {
    const person = somebody();
    const sent = await send(cast.owner, { to: [person.address] });
    const kept = await send(cast.owner, { to: [person.address] });
    await recall(cast.owner, sent.id, [person.address]);
    const guest = await acceptInvitation(new TestClient(server, person), { invitation: sent.body.invitations[0]?.id as Id, code: sent.codes.get(person.address) ?? '' });
    expect(await inbox(guest)).toEqual([kept.id]);
    expect(refusal(await guest.call(`GET /api/messages/${sent.id}`))).toBe('410 message_recalled');
  });

  it('lets message and files go with the sender’s own copy once nobody else has it', async () => {
    const { owner, guest } = cast;
    const file = await attach(owner, randomBytes(100));
    const { id } = await send(owner, { to: [guest.address], attachments: [file] });
    await recall(owner, id, [guest.address]);
    await owner.call('PATCH /api/messages', { body: { messages: [{ id, role: 'sender' }], folder: 'trash' } });
    await owner.call('POST /api/messages/remove', { body: { messages: [{ id, role: 'sender' }] } });
    expect(await server.database.selectFrom('messages').select('id').where('id', '=', id).execute()).toEqual([]);
    expect(await server.database.selectFrom('attachments').select('id').where('id', '=', file.id).execute()).toEqual([]);
  });

  it('lets them go at once where the sender had removed that copy before, and still brings in who was invited', async () => {
    const { owner, guest } = cast;
    const file = await attach(owner, randomBytes(100));
    const person = somebody();
    const { id, body, codes } = await send(owner, { to: [guest.address, person.address], attachments: [file] });
    await owner.call('PATCH /api/messages', { body: { messages: [{ id, role: 'sender' }], folder: 'trash' } });
    await owner.call('POST /api/messages/remove', { body: { messages: [{ id, role: 'sender' }] } });
    const rows = () => server.database.selectFrom('messages').select('id').where('id', '=', id).execute();
    expect((await recall(owner, id, [guest.address])).body).toEqual({ recalled: [guest.address], fetched: [], opened: [] });
    expect(await rows()).toHaveLength(1);
    expect((await recall(owner, id, [person.address])).body).toEqual({ recalled: [person.address], fetched: [], opened: [] });
    expect(await rows()).toEqual([]);
    expect(await server.database.selectFrom('attachments').select('id').where('id', '=', file.id).execute()).toEqual([]);
    const blobs: string[] = [];
    for await (const blob of server.parts.blobs.list()) blobs.push(blob.id);
    expect(blobs).not.toContain(file.id);
    expect((await server.mails(person.address)).map(({ kind, status }) => [kind, status])).toEqual([['notice', 'queued']]);
    await acceptInvitation(new TestClient(server, person), { invitation: body.invitations[0]?.id as Id, code: codes.get(person.address) ?? '' });
  });
});
