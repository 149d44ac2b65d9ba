// A folder by conversations: one row for each, at its newest message there, with what is marked of the others; and what is held, recalled,
// expired or somewhere else is in none.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '#crypto';
import { expire } from '../../server/jobs/expiry.ts';
import { releaseAllDue } from '../../server/jobs/releases.ts';
import { attach } from '../support/attaching.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, type TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

const HELD_MS = 10_000;
type Folder = 'inbox' | 'sent' | 'archive' | 'trash' | 'starred';

let server: TestServer;
let ana: TestClient;
let ben: TestClient;
beforeAll(async () => {
  server = await startTestServer({ UNDO_SECONDS: '10' });
  [ana, ben] = [await founder(server), await founder(server)];
}, 120_000);
afterAll(() => server.stop());

async function letGo(): Promise<void> {
  server.advance(HELD_MS);
  await releaseAllDue(server.parts);
}

/** One after the other, so that each has its own time; all of them gone out. */
async function write(from: TestClient, { thread, times, to = from === ana ? ben : ana }: { thread: Id; times: number; to?: TestClient }): Promise<Id[]> {
  const ids: Id[] = [];
  for (let time = 0; time < times; time += 1) {
    ids.push((await send(from, { to: [to.address], thread })).id);
    await letGo();
  }
  return ids;
}

const list = async (client: TestClient, folder: Folder = 'inbox') => (await ok(client.api.messages.conversations.$get({ query: { folder } }))).rows;
const row = async (client: TestClient, thread: Id, folder: Folder = 'inbox') => {
  const found = (await list(client, folder)).filter((each) => each.thread === thread);
  expect(found.length).toBeLessThan(2);
  return found[0] === undefined ? null : [found[0].id, ...found[0].others.map(({ id }) => id)];
};
describe('a folder by conversations', () => {
  it('has one row for each, at the place of its newest message, and the others behind it', async () => {
    const [crown, scan] = [newId(), newId()];
    const [first, second] = await write(ben, { thread: crown, times: 2 });
    const [alone] = await write(ben, { thread: scan, times: 1 });
    const [third] = await write(ben, { thread: crown, times: 1 });
    expect((await list(ana)).slice(0, 2).map(({ id, others }) => [id, ...others.map((other) => other.id)])).toEqual([[third, second, first], [alone]]);
  });

  it('says of each message what its owner marked, and how many attachments it has', async () => {
    const thread = newId();
    const file = await attach(ben, randomBytes(100));
    const { id: older } = await send(ben, { to: [ana.address], thread, attachments: [file] });
    await letGo();
    const [newest] = await write(ben, { thread, times: 1 });
    await ana.call(`PATCH /api/messages/${older}`, { body: { read: true, starred: true } });
    const found = (await list(ana)).find((each) => each.thread === thread);
    expect(found).toMatchObject({ id: newest, readAt: null, starred: false, others: [{ id: older, role: 'recipient', folder: 'inbox', read: true, starred: true, attachments: 1 }] });
  });

  it('follows messages to other folders and back, each by itself', async () => {
    const thread = newId();
    const [first, second, third] = (await write(ben, { thread, times: 3 })) as [Id, Id, Id];
    await ana.call(`PATCH /api/messages/${third}`, { body: { folder: 'archive' } });
    expect([await row(ana, thread), await row(ana, thread, 'archive')]).toEqual([[second, first], [third]]);
    await ana.call(`PATCH /api/messages/${first}`, { body: { folder: 'archive' } });
    expect([await row(ana, thread), await row(ana, thread, 'archive')]).toEqual([[second], [third, first]]);
    for (const id of [first, second, third]) await ana.call(`PATCH /api/messages/${id}`, { body: { folder: 'trash' } });
    expect([await row(ana, thread), await row(ana, thread, 'archive'), await row(ana, thread, 'trash')]).toEqual([null, null, [third, second, first]]);
  });

  it('keeps what one sent apart from what one got, and has a message to oneself in each', async () => {
    const thread = newId();
    const [got] = await write(ben, { thread, times: 1 });
    const [sent] = await write(ana, { thread, times: 1 });
    const [own] = await write(ana, { thread, times: 1, to: ana });
    expect([await row(ana, thread), await row(ana, thread, 'sent')]).toEqual([[own, got], [own, sent]]);
  });

  it('stars by conversation what is starred, in whatever folder but the trash', async () => {
    const thread = newId();
    const [first, second, third] = (await write(ben, { thread, times: 3 })) as [Id, Id, Id];
    for (const id of [first, third]) await ana.call(`PATCH /api/messages/${id}`, { body: { starred: true } });
    expect(await row(ana, thread, 'starred')).toEqual([third, first]);
    await ana.call(`PATCH /api/messages/${first}`, { body: { folder: 'archive' } });
    expect(await row(ana, thread, 'starred')).toEqual([third, first]);
    await ana.call(`PATCH /api/messages/${third}`, { body: { folder: 'trash' } });
    expect(await row(ana, thread, 'starred')).toEqual([first]);
    expect(await row(ana, thread)).toEqual([second]);
  });

  it('pages without gaps or doubles, also while messages come', async () => {
    const reader = await founder(server);
    const threads = Array.from({ length: 5 }, () => newId());
    for (const thread of [...threads, ...threads]) await write(ben, { thread, times: 1, to: reader });
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page: { rows: { thread: string; others: unknown[] }[]; next: string | null } = await ok(
        reader.api.messages.conversations.$get({ query: { folder: 'inbox', limit: '2', ...(before === null ? {} : { before }) } }),
      );
      seen.push(...page.rows.map(({ thread }) => thread));
      expect(page.rows.every(({ others }) => others.length === 1)).toBe(true);
      before = page.next;
      // It is on top from now on: the pages below have it no more, and nothing is pushed to where it is seen again.
      if (seen.length === 2) await write(ben, { thread: newId(), times: 1, to: reader });
    } while (before !== null);
    expect(seen).toEqual(threads.toReversed());
  });

  it('is nobody else’s', async () => {
    const thread = newId();
    await write(ben, { thread, times: 2 });
    const stranger = await founder(server);
    for (const folder of ['inbox', 'sent', 'archive', 'trash', 'starred'] as const) expect(await list(stranger, folder)).toEqual([]);
  });
});

describe('a row holds no message that', () => {
  it('is held so that sending can be undone; its sender has it, until it is undone', async () => {
    const thread = newId();
    const [first] = (await write(ben, { thread, times: 1 })) as [Id];
    const { id: held } = await send(ben, { to: [ana.address], thread });
    expect([await row(ana, thread), await row(ben, thread, 'sent')]).toEqual([[first], [held, first]]);
    await ben.call(`POST /api/messages/${held}/undo`);
    expect(await row(ben, thread, 'sent')).toEqual([first]);
    const { id: released } = await send(ben, { to: [ana.address], thread });
    await letGo();
    expect([await row(ana, thread), await row(ben, thread, 'sent')]).toEqual([[released, first], [released, first]]);
  });

  it('was recalled', async () => {
    const thread = newId();
    const [first, second] = (await write(ben, { thread, times: 2 })) as [Id, Id];
    await ana.call(`PATCH /api/messages/${second}`, { body: { starred: true } });
    await ben.call(`POST /api/messages/${second}/recall`, { body: { addresses: [ana.address] } });
    expect([await row(ana, thread), await row(ana, thread, 'starred'), await row(ben, thread, 'sent')]).toEqual([[first], null, [second, first]]);
  });

  it('is past its date, before and after the job has deleted it', async () => {
    const thread = newId();
    const [first] = (await write(ben, { thread, times: 1 })) as [Id];
    const { id: dated } = await send(ben, { to: [ana.address], thread, expires: server.parts.clock() + DAY_MS });
    await letGo();
    expect(await row(ana, thread)).toEqual([dated, first]);
    server.advance(DAY_MS);
    await ana.logIn();
    await ben.logIn();
    expect([await row(ana, thread), await row(ben, thread, 'sent')]).toEqual([[first], [first]]);
    await expire(server.parts);
    expect([await row(ana, thread), await row(ben, thread, 'sent')]).toEqual([[first], [first]]);
  });

  it('was removed for good', async () => {
    const thread = newId();
    const [first, second] = (await write(ben, { thread, times: 2 })) as [Id, Id];
    for (const id of [first, second]) await ana.call(`PATCH /api/messages/${id}`, { body: { folder: 'trash' } });
    await ana.call('POST /api/messages/remove', { body: { messages: [{ id: second, role: 'recipient' }] } });
    expect(await row(ana, thread, 'trash')).toEqual([first]);
  });
});

it('a conversation is read from the trash by itself', async () => {
  const thread = newId();
  const [first, second] = (await write(ben, { thread, times: 2 })) as [Id, Id];
  await ana.call(`PATCH /api/messages/${first}`, { body: { folder: 'trash' } });
  const ids = async (query: { where?: 'trash' }) => (await ok(ana.api.messages.threads[':id'].$get({ param: { id: thread }, query }))).rows.map(({ id }) => id);
  expect([await ids({}), await ids({ where: 'trash' })]).toEqual([[second], [first]]);
  expect(refusal(await ana.call('GET /api/messages/conversations?folder=held'))).toBe('400 invalid_request');
});
