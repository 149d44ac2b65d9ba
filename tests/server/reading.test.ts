// Reading: folders page by page, what one marks, and only what one has.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#crypto';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { assemble, type Cast } from '../support/cast.ts';
import { founder } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

describe('reading', () => {
  it('pages through a folder without gaps or doubles', async () => {
    const owner = await founder(server);
    const ids: string[] = [];
    for (let time = 0; time < 7; time += 1) ids.unshift((await send(owner, { to: [owner.address] })).id);
    const found: string[] = [];
    let before: string | null = null;
    do {
      const page: { rows: { id: string }[]; next: string | null } = await ok(owner.api.messages.$get({ query: { folder: 'inbox', limit: '3', ...(before === null ? {} : { before }) } }));
      found.push(...page.rows.map(({ id }) => id));
      before = page.next;
    } while (before !== null);
    expect(found).toEqual(ids);
  });

  it('counts unread, moves between folders, stars, and keeps the first opening', async () => {
    const { owner, guest } = cast;
    const { id } = await send(owner, { to: [guest.address] });
    const before = (await ok(guest.api.session.$get())).unread;
    const patch = async (body: object) => await guest.call(`PATCH /api/messages/${id}`, { body });
    expect((await patch({ read: true, starred: true })).status).toBe(204);
    expect((await ok(guest.api.session.$get())).unread).toBe(before - 1);
    const opened = (await ok(owner.api.messages[':id'].$get({ param: { id }, query: {} }))).deliveries[0]?.openedAt;
    await patch({ read: false });
    await patch({ read: true, folder: 'archive' });
    expect((await ok(owner.api.messages[':id'].$get({ param: { id }, query: {} }))).deliveries[0]?.openedAt).toBe(opened);
    expect((await ok(guest.api.messages.$get({ query: { folder: 'archive' } }))).rows).toMatchObject([{ id, starred: true }]);
    expect(refusal(await patch({ folder: 'sent' }))).toBe('400 invalid_request');
    expect((await ok(guest.api.messages[':id'].$get({ param: { id }, query: {} }))).deliveries).toEqual([]);
  });

  it('hands out many containers at once, only those one has', async () => {
    const foreign = await send(cast.stranger, { to: [cast.stranger.address] });
    const mine = await send(cast.owner, { to: [cast.guest.address] });
    const { messages } = await ok(cast.guest.api.messages.read.$post({ json: { ids: [mine.id, foreign.id, newId()] } }));
    expect(messages).toEqual([{ id: mine.id, stanza: 0, container: mine.body.container, pass: null }]);
  });

  it('names every message of a folder without anything of it, and only one’s own', async () => {
    const { owner, guest, stranger } = cast;
    const { id } = await send(owner, { to: [guest.address] });
    const catalogue = (client: typeof owner, folder: 'inbox' | 'sent' | 'trash') => ok(client.api.messages.catalogue.$get({ query: { folder } }));
    const { messages, next } = await catalogue(guest, 'inbox');
    expect(messages[0]).toEqual({ id, role: 'recipient', sentAt: expect.any(Number), read: false });
    expect(next).toBeNull();
    expect((await catalogue(owner, 'sent')).messages.map((each) => each.id)).toContain(id);
    expect((await catalogue(stranger, 'inbox')).messages.map((each) => each.id)).not.toContain(id);
    await guest.call(`PATCH /api/messages/${id}`, { body: { read: true, folder: 'trash' } });
    expect((await catalogue(guest, 'inbox')).messages.map((each) => each.id)).not.toContain(id);
    expect((await catalogue(guest, 'trash')).messages).toEqual([{ id, role: 'recipient', sentAt: messages[0]?.sentAt, read: true }]);
    const page = await guest.call(`GET /api/messages/catalogue?folder=trash&before=${messages[0]?.sentAt}.${id}.0`);
    expect(page).toMatchObject({ status: 200, body: { messages: [], next: null } });
  });

  it('hands out rows of the messages one has, both of one to oneself', async () => {
    const foreign = await send(cast.stranger, { to: [cast.stranger.address] });
    const mine = await send(cast.owner, { to: [cast.guest.address] });
    const own = await send(cast.guest, { to: [cast.guest.address] });
    const { rows } = await ok(cast.guest.api.messages.rows.$post({ json: { ids: [mine.id, foreign.id, own.id, newId()] } }));
    expect(rows.map(({ id, role }) => `${id} ${role}`).toSorted()).toEqual([`${mine.id} recipient`, `${own.id} recipient`, `${own.id} sender`].toSorted());
  });
});
