// What its sender takes back stays taken back: no recipient reads, keeps or forwards a message that is held, recalled or expired, however
// they ask; and nobody takes back what is not theirs.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Id, ManifestAttachment } from '#crypto';
import { recall as recallWithin } from '../../server/database/recalls.ts';
import { releaseAllDue } from '../../server/jobs/releases.ts';
import { attach } from '../support/attaching.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice, assemble, type Cast } from '../support/cast.ts';
import type { TestClient } from '../support/client.ts';
import { openInboxMessage, sealDraft, send } from '../support/correspondence.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

/** Sooner than anybody is logged off. */
const EXPIRY_MS = 5 * MINUTE_MS;

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer({ UNDO_SECONDS: '10' });
  cast = await assemble(server);
  await letGo();
}, 120_000);
afterAll(() => server.stop());

async function letGo(): Promise<void> {
  server.advance(10_000);
  await releaseAllDue(server.parts);
}

const undo = (client: TestClient, id: string) => client.call(`POST /api/messages/${id}/undo`);
const recall = (client: TestClient, id: string, addresses: string[]) => client.call(`POST /api/messages/${id}/recall`, { body: { addresses } });

async function sendWithFile(options: { expires?: number } = {}): Promise<{ id: Id; file: ManifestAttachment; thread: Id }> {
  const file = await attach(cast.owner, randomBytes(100));
  await cast.owner.call(`PUT /api/attachments/${file.id}/thumbnail`, { body: randomBytes(73) });
  const { id, body } = await send(cast.owner, { to: [cast.guest.address], attachments: [file], ...options });
  return { id, file, thread: body.thread as Id };
}

/** Everything by which a recipient might get at it; the answers that gave something. */
async function reach(client: TestClient, { id, file, thread }: { id: Id; file: ManifestAttachment; thread: Id }): Promise<string[]> {
  const got: string[] = [];
  const holds = (name: string, found: boolean) => void (found && got.push(name));
  // Trying to move it out of where it is comes first.
  for (const folder of ['inbox', 'archive', 'trash'] as const) {
    holds(`moved to ${folder}`, (await client.call(`PATCH /api/messages/${id}`, { body: { folder } })).status < 400);
    await client.call('PATCH /api/messages', { body: { messages: [{ id, role: 'recipient' }], folder, starred: true, read: true } });
  }
  for (const folder of ['inbox', 'archive', 'trash', 'starred'] as const) holds(`listed in ${folder}`, (await ok(client.api.messages.$get({ query: { folder } }))).rows.some((row) => row.id === id));
  holds('opened', (await client.call(`GET /api/messages/${id}`)).status < 400);
  holds('opened as recipient', (await client.call(`GET /api/messages/${id}?role=recipient`)).status < 400);
  holds('container', (await ok(client.api.messages.read.$post({ json: { ids: [id] } }))).messages.length > 0);
  holds('row', (await ok(client.api.messages.rows.$post({ json: { ids: [id] } }))).rows.length > 0);
  holds('thread', (await ok(client.api.messages.threads[':id'].$get({ query: {}, param: { id: thread } }))).rows.length > 0);
  for (const part of ['content', 'thumbnail']) holds(part, (await client.call(`GET /api/attachments/${file.id}/${part}`)).status < 400);
  const { body } = await sealDraft(client, { to: [client.address], attachments: [file] });
  holds('forwarded', (await client.call('POST /api/messages', { body })).status < 400);
  return got;
}

describe('a held message', () => {
  it('is out of its recipient’s reach in every way', async () => {
    const sent = await sendWithFile();
    expect(await reach(cast.guest, sent)).toEqual([]);
    await letGo();
    expect(await reach(cast.guest, sent)).toContain('container');
  });

  it('is taken back by its sender only', async () => {
    const { id } = await send(cast.owner, { to: [cast.guest.address, cast.colleague.address] });
    for (const other of [cast.guest, cast.colleague, cast.stranger]) expect(refusal(await undo(other, id))).toBe('404 not_found');
    await letGo();
    expect((await cast.guest.call(`GET /api/messages/${id}`)).status).toBe(200);
  });

  it('is not taken back after its time, also where nobody has let go of it yet', async () => {
    const { id } = await send(cast.owner, { to: [cast.guest.address] });
    server.advance(10_000);
    expect(refusal(await undo(cast.owner, id))).toBe('409 message_released');
    await releaseAllDue(server.parts);
    expect(refusal(await undo(cast.owner, id))).toBe('409 message_released');
    expect((await cast.guest.call(`GET /api/messages/${id}`)).status).toBe(200);
  });

  it('is either taken back or goes out where both happen at once', async () => {
    for (let time = 0; time < 10; time += 1) {
      const { id } = await send(cast.owner, { to: [cast.guest.address] });
      server.advance(9990);
      const waited = new Promise((resolve) => setTimeout(resolve, time * 2)).then(() => releaseAllDue(server.parts));
      const [answer] = await Promise.all([undo(cast.owner, id), waited]);
      await letGo();
      const there = (await cast.guest.call(`GET /api/messages/${id}`)).status === 200;
      const mails = await server.database.selectFrom('outbox').select('id').where('message_id', '=', id).execute();
      expect([answer.status, there, mails.length]).toEqual(answer.status === 200 ? [200, false, 0] : [409, true, 1]);
    }
  });

  it('cannot be recalled: it is not out yet', async () => {
    const { id } = await send(cast.owner, { to: [cast.guest.address] });
    expect(refusal(await recall(cast.owner, id, [cast.guest.address]))).toBe('404 not_found');
    await undo(cast.owner, id);
  });
});

describe('a recalled message', () => {
  it('is out of its recipient’s reach in every way', async () => {
    const sent = await sendWithFile();
    await letGo();
    expect((await recall(cast.owner, sent.id, [cast.guest.address])).status).toBe(200);
    expect(await reach(cast.guest, sent)).toEqual([]);
  });

  it('is recalled by its sender only', async () => {
    const { id } = await send(cast.owner, { to: [cast.guest.address, cast.stranger.address] });
    await letGo();
    for (const other of [cast.guest, cast.colleague, cast.stranger]) expect(refusal(await recall(other, id, [cast.guest.address]))).toBe('404 not_found');
    expect((await cast.guest.call(`GET /api/messages/${id}`)).status).toBe(200);
  });

  it('was opened before or not at all, also where both happen at once', async () => {
    for (let time = 0; time < 10; time += 1) {
      const { id } = await send(cast.owner, { to: [cast.guest.address] });
      await letGo();
      const [device, other] = [await anotherDevice(cast.guest), await anotherDevice(cast.owner)];
      const [, answer] = await Promise.all([
        device.call(`PATCH /api/messages/${id}`, { body: { read: true } }),
        other.call<{ recalled: string[]; opened: string[] }>(`POST /api/messages/${id}/recall`, { body: { addresses: [cast.guest.address] } }),
      ]);
      const [report] = (await ok(cast.owner.api.messages[':id'].$get({ param: { id }, query: {} }))).deliveries;
      const recalled = report?.recalledAt !== null;
      expect(answer.body).toMatchObject(recalled ? { recalled: [cast.guest.address], opened: [] } : { recalled: [], opened: [cast.guest.address] });
      expect(report?.openedAt === null).toBe(recalled);
      expect((await cast.guest.call(`GET /api/messages/${id}`)).status).toBe(recalled ? 410 : 200);
      // "Opened" stands in the log only where it was.
      const opened = await server.database.selectFrom('activity').select('id').where('subject_id', '=', id).where('event', '=', 'message-opened').execute();
      expect(opened).toHaveLength(recalled ? 0 : 1);
    }
  });

  it('is not handed to a device that asks for it at that moment, where its sender hears that no device has it', async () => {
    const { owner, guest } = cast;
    const { id } = await send(owner, { to: [guest.address] });
    await letGo();
    const asking = await server.database.transaction().execute(async (writer) => {
      const done = await recallWithin(writer, { account: owner.account, message: id, addresses: [guest.address], now: new Date(server.parts.clock()) });
      expect(done?.recall).toEqual({ recalled: [guest.address], fetched: [], opened: [] });
      const answer = ok(guest.api.messages.read.$post({ json: { ids: [id] } }));
      const waiting = sql<{ pid: number }>`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(async () => (await waiting.execute(server.database)).rows.length, { timeout: 5000 }).toBe(1);
      return { answer };
    });
    expect(await asking.answer).toEqual({ messages: [] });
    expect((await ok(owner.api.messages[':id'].$get({ param: { id }, query: {} }))).deliveries).toMatchObject([{ fetched: false }]);
  });

  it('is never taken from somebody who has opened it, though it is marked as unread again', async () => {
    const { id } = await send(cast.owner, { to: [cast.guest.address] });
    await letGo();
    await cast.guest.call(`PATCH /api/messages/${id}`, { body: { read: true } });
    await cast.guest.call(`PATCH /api/messages/${id}`, { body: { read: false } });
    expect((await recall(cast.owner, id, [cast.guest.address])).body).toMatchObject({ recalled: [], opened: [cast.guest.address] });
    expect((await cast.guest.call(`GET /api/messages/${id}`)).status).toBe(200);
  });
});

describe('an expired message', () => {
  it('is out of its recipient’s reach in every way, also before it is deleted', async () => {
    const sent = await sendWithFile({ expires: server.parts.clock() + EXPIRY_MS });
    await letGo();
    expect((await cast.guest.call(`GET /api/messages/${sent.id}`)).status).toBe(200);
    server.advance(EXPIRY_MS);
    expect(refusal(await cast.guest.call(`GET /api/messages/${sent.id}`))).toBe('410 message_expired');
    expect(refusal(await cast.owner.call(`GET /api/messages/${sent.id}`))).toBe('410 message_expired');
    expect(await reach(cast.guest, sent)).toEqual([]);
  });

  it('has its date from its sender’s signature: another one towards the server is noticed by the recipient', async () => {
    const { body } = await sealDraft(cast.owner, { to: [cast.guest.address], expires: server.parts.clock() + EXPIRY_MS });
    expect((await cast.owner.call('POST /api/messages', { body: { ...body, expires: server.parts.clock() + 100 * EXPIRY_MS } })).status).toBe(201);
    await letGo();
    await expect(openInboxMessage(cast.guest, body.id as Id)).rejects.toThrow();
  });
});
