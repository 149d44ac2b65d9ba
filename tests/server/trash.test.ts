// Removing for good: only from one's own trash, only one's own copy; message and attachments go with the last who holds them.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { newId } from '#crypto';
import { cleanUp } from '../../server/jobs/clean-up.ts';
import { expire } from '../../server/jobs/expiry.ts';
import { emptyOldTrash } from '../../server/jobs/trash.ts';
import { TRASH_DAYS } from '../../server/limits.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { attach, download } from '../support/attaching.ts';
import { assemble, type Cast } from '../support/cast.ts';
import { founder, somebody, type TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

type Role = 'sender' | 'recipient';
let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

const items = (id: string, role: Role) => ({ messages: [{ id, role }] });
const trash = async (client: TestClient, id: string, role: Role) => await client.call('PATCH /api/messages', { body: { ...items(id, role), folder: 'trash' } });
const remove = async (client: TestClient, id: string, role: Role) => await ok(client.api.messages.remove.$post({ json: items(id, role) }));
const folder = async (client: TestClient, name: 'inbox' | 'sent' | 'trash') =>
  (await ok(client.api.messages.$get({ query: { folder: name } }))).rows.map(({ id }) => id);
const exists = async (id: string) => (await server.database.selectFrom('messages').select('id').where('id', '=', id).execute()).length === 1;
const blobs = async () => {
  const ids = new Set<string>();
  for await (const { id } of server.parts.blobs.list()) ids.add(id);
  return ids;
};

describe('removing for good', () => {
  it('takes one’s own copy only: the others read on, with the attachments, and the sender still sees what became of it', async () => {
    const { owner, guest } = cast;
    const file = await attach(owner, randomBytes(1000));
    const { id } = await send(owner, { to: [guest.address], attachments: [file] });
    await guest.call(`PATCH /api/messages/${id}`, { body: { read: true } });
    await trash(guest, id, 'recipient');
    expect(await remove(guest, id, 'recipient')).toEqual({ removed: 1 });
    for (const name of ['inbox', 'trash'] as const) expect(await folder(guest, name)).not.toContain(id);
    expect(refusal(await guest.call(`GET /api/messages/${id}`))).toBe('404 not_found');
    expect(await ok(guest.api.messages.read.$post({ json: { ids: [id] } }))).toEqual({ messages: [] });
    expect(refusal(await guest.call(`GET /api/attachments/${file.id}/content`))).toBe('404 not_found');
    expect(refusal(await guest.call(`PATCH /api/messages/${id}`, { body: { folder: 'inbox' } }))).toBe('404 not_found');
    const { deliveries } = await ok(owner.api.messages[':id'].$get({ param: { id }, query: {} }));
    expect(deliveries).toMatchObject([{ address: guest.address, name: guest.person.name, state: 'registered' }]);
    expect(deliveries[0]?.openedAt).not.toBeNull();
    expect((await download(owner, file)).length).toBe(1000);
    // Who still has mail from somebody can still look their keys up, whatever that somebody has removed.
    expect((await ok(guest.api.accounts.lookup.$post({ json: { accounts: [owner.account] } }))).results).toHaveLength(1);
  });

  it('deletes message and attachments once nobody holds them, but not what another message links', async () => {
    const { owner, guest } = cast;
    const [alone, shared] = [await attach(owner, randomBytes(100)), await attach(owner, randomBytes(100))];
    const { id } = await send(owner, { to: [guest.address], attachments: [alone, shared] });
    const forwarded = await send(owner, { to: [guest.address], attachments: [shared] });
    await trash(guest, id, 'recipient');
    await trash(owner, id, 'sender');
    await remove(owner, id, 'sender');
    expect(await exists(id)).toBe(true);
    expect((await download(guest, alone)).length).toBe(100);
    await remove(guest, id, 'recipient');
    expect(await exists(id)).toBe(false);
    const left = await blobs();
    expect([left.has(alone.id), left.has(shared.id)]).toEqual([false, true]);
    expect(await exists(forwarded.id)).toBe(true);
  });

  it('is one message where both remove it at the same moment', async () => {
    const { owner, guest } = cast;
    for (let time = 0; time < 5; time += 1) {
      const { id } = await send(owner, { to: [guest.address] });
      await Promise.all([trash(guest, id, 'recipient'), trash(owner, id, 'sender')]);
      await Promise.all([remove(guest, id, 'recipient'), remove(owner, id, 'sender')]);
      expect(await exists(id)).toBe(false);
    }
  });

  it('works in the trash only, and only in one’s own', async () => {
    const { owner, guest, stranger } = cast;
    const { id } = await send(owner, { to: [guest.address] });
    expect(await remove(guest, id, 'recipient')).toEqual({ removed: 0 });
    await trash(guest, id, 'recipient');
    for (const other of [stranger, owner]) expect(await remove(other, id, 'recipient')).toEqual({ removed: 0 });
    expect(await remove(guest, id, 'sender')).toEqual({ removed: 0 });
    expect(await folder(guest, 'trash')).toContain(id);
    await trash(stranger, id, 'recipient');
    await guest.call('PATCH /api/messages', { body: { ...items(id, 'recipient'), folder: 'inbox' } });
    expect(await folder(guest, 'inbox')).toContain(id);
    expect(refusal(await guest.call('POST /api/messages/remove', { body: { messages: [] } }))).toBe('400 invalid_request');
  });

  it('keeps the one and removes the other of a message to oneself', async () => {
    const own = await founder(server);
    const { id } = await send(own, { to: [own.address] });
    await trash(own, id, 'sender');
    await remove(own, id, 'sender');
    expect([await folder(own, 'inbox'), await folder(own, 'sent'), await folder(own, 'trash')]).toEqual([[id], [], []]);
    await trash(own, id, 'recipient');
    await remove(own, id, 'recipient');
    expect(await exists(id)).toBe(false);
  });

  it('waits for somebody who was invited, until nobody can come by that invitation any more', async () => {
    const { owner } = cast;
    const to = somebody().address;
    const { id, body } = await send(owner, { to: [to] });
    await trash(owner, id, 'sender');
    await remove(owner, id, 'sender');
    await emptyOldTrash(server.parts);
    expect(await exists(id)).toBe(true);
    expect((await owner.call(`POST /api/invitations/${body.invitations[0]?.id}/cancel`)).status).toBe(204);
    await emptyOldTrash(server.parts);
    expect(await exists(id)).toBe(false);
  });
});

describe('emptying the trash', () => {
  it('removes all of it, some hundred at a time, and nothing of anybody else', async () => {
    const { owner, guest } = cast;
    const sent: string[] = [];
    for (let time = 0; time < 3; time += 1) sent.push((await send(owner, { to: [guest.address] })).id);
    const messages = sent.map((id) => ({ id, role: 'recipient' as const }));
    expect((await guest.call('PATCH /api/messages', { body: { messages, folder: 'trash' } })).status).toBe(204);
    await trash(owner, sent[0] ?? '', 'sender');
    const { removed } = await ok(guest.api.messages['empty-trash'].$post());
    expect(removed).toBeGreaterThanOrEqual(3);
    expect(await ok(guest.api.messages['empty-trash'].$post())).toEqual({ removed: 0 });
    expect(await folder(guest, 'trash')).toEqual([]);
    expect(await folder(owner, 'trash')).toContain(sent[0]);
    expect(await exists(sent[0] ?? '')).toBe(true);
  });

  it('happens by itself after its days, to the hour, and says when beforehand', async () => {
    const { owner, guest } = cast;
    const file = await attach(owner, randomBytes(100));
    const { id } = await send(owner, { to: [guest.address], attachments: [file] });
    await Promise.all([trash(owner, id, 'sender'), trash(guest, id, 'recipient')]);
    const [row] = (await ok(guest.api.messages.$get({ query: { folder: 'trash' } }))).rows;
    expect(Math.abs((row?.removal ?? 0) - server.parts.clock() - TRASH_DAYS * DAY_MS)).toBeLessThan(60_000);
    // Moved there once more it gains no time.
    server.advance(TRASH_DAYS * DAY_MS - 60_000);
    await server.database.updateTable('sessions').set({ last_active_at: new Date(server.parts.clock()) }).execute();
    await trash(guest, id, 'recipient');
    await emptyOldTrash(server.parts);
    expect(await exists(id)).toBe(true);
    server.advance(120_000);
    await emptyOldTrash(server.parts);
    expect(await exists(id)).toBe(false);
    expect((await blobs()).has(file.id)).toBe(false);
    // No other job has anything to say to it.
    await Promise.all([cleanUp(server.parts), expire(server.parts)]);
  });
});

describe('one request for many', () => {
  it('marks, stars and moves what one has of them, and refuses what has no place there', async () => {
    const owner = await founder(server);
    const own = [await send(owner, { to: [owner.address] }), await send(owner, { to: [owner.address] })].map(({ id }) => id);
    const foreign = (await send(cast.stranger, { to: [cast.stranger.address] })).id;
    const messages = [...own, foreign, newId()].map((id) => ({ id, role: 'recipient' as const }));
    expect((await owner.call('PATCH /api/messages', { body: { messages, read: true, starred: true, folder: 'archive' } })).status).toBe(204);
    const archived = (await ok(owner.api.messages.$get({ query: { folder: 'archive' } }))).rows;
    expect(archived.map(({ id, starred, readAt }) => [id, starred, readAt !== null])).toEqual(own.toReversed().map((id) => [id, true, true]));
    const starred = (await ok(owner.api.messages.$get({ query: { folder: 'starred' } }))).rows;
    expect(starred.map(({ id, role }) => [id, role])).toEqual(own.toReversed().map((id) => [id, 'recipient']));
    expect((await ok(cast.stranger.api.messages.$get({ query: { folder: 'inbox' } }))).rows).toMatchObject([{ id: foreign, starred: false, readAt: null }]);
    const misplaced = { messages: [{ id: own[0], role: 'sender' }], folder: 'inbox' };
    expect(refusal(await owner.call('PATCH /api/messages', { body: misplaced }))).toBe('400 invalid_request');
    const many = { messages: Array.from({ length: 501 }, () => ({ id: newId(), role: 'sender' })), read: true };
    expect(refusal(await owner.call('PATCH /api/messages', { body: many }))).toBe('400 invalid_request');
    // What is thrown away is no longer among the starred.
    await trash(owner, own[0] ?? '', 'recipient');
    expect((await ok(owner.api.messages.$get({ query: { folder: 'starred' } }))).rows.map(({ id }) => id)).toEqual([own[1]]);
  });

  it('answers a conversation newest first, without what is in the trash and without what others have of it', async () => {
    const { owner, guest } = cast;
    const thread = newId();
    const first = (await send(owner, { to: [guest.address], thread })).id;
    const second = (await send(guest, { to: [owner.address], thread })).id;
    const third = (await send(guest, { to: [owner.address], thread })).id;
    const foreign = await send(cast.stranger, { to: [cast.stranger.address], thread });
    await trash(owner, second, 'recipient');
    const threadOf = async (client: TestClient) => (await ok(client.api.messages.threads[':id'].$get({ query: {}, param: { id: thread } }))).rows.map(({ id }) => id);
    expect(await threadOf(owner)).toEqual([third, first]);
    expect(await threadOf(guest)).toEqual([third, second, first]);
    expect(await threadOf(cast.stranger)).toEqual([foreign.id, foreign.id]);
    expect(await threadOf(cast.colleague)).toEqual([]);
  });
});

it('no row says when it came to the trash but those that lie there', async () => {
  const wrong = sql`update deliveries set trashed_at = now() where folder = 'inbox'`.execute(server.database);
  await expect(wrong).rejects.toThrow('deliveries_trashed');
});
