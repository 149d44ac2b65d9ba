// The event stream: what happens to an account is heard at once, by its own streams alone, in every process; and it ends with the session.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Changes, openChanges } from '../../server/changes.ts';
import { createApp } from '../../server/app.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, type TestClient } from '../support/client.ts';
import { guestOf, send } from '../support/correspondence.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { deleteAccount } from '../support/deletion.ts';
import { renewKit } from '../support/renewal.ts';
import { BrowserStandIn } from '../support/browser-stand-in.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let ana: TestClient;
let lee: TestClient;
const streams: Stream[] = [];

beforeAll(async () => {
  server = await startTestServer();
  ana = await founder(server);
  lee = (await guestOf(ana)).guest;
}, 60_000);
afterEach(async () => {
  for (const stream of streams.splice(0)) await stream.close();
});
afterAll(() => server?.stop());

type Stream = { heard: string[]; ended: () => boolean; close: () => Promise<void> };

/** A stream that has begun. `app`: the process that it is open at. */
async function open(browser: BrowserStandIn, app = server.app): Promise<Stream> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await app.request(`${server.parts.settings.publicUrl}/api/events`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  const reader = (answer.body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  const heard: string[] = [];
  let ended = false;
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const [, event] of value.matchAll(/^event: (.+)$/gm)) heard.push(event ?? '');
    }
    ended = true;
  })().catch(() => undefined);
  const stream = { heard, ended: () => ended, close: () => reader.cancel().then(() => reading) };
  streams.push(stream);
  await expect.poll(() => heard).toContain('anything');
  // The connection to the database is there, too: it says so by another one, the first time.
  if (streams.length === 1) await new Promise((resolve) => setTimeout(resolve, 300));
  heard.length = 0;
  return stream;
}

describe('a stream', () => {
  it('tells the recipient and the sender of a new message, and nobody else', async () => {
    const stranger = await founder(server);
    const [mine, theirs, others] = [await open(ana), await open(lee), await open(stranger)];
    await send(ana, { to: [lee.address] });
    await expect.poll(() => theirs.heard).toContain('mail');
    await expect.poll(() => mine.heard).toContain('mail');
    expect(others.heard).toEqual([]);
  });

  it('tells the sender that a message was opened', async () => {
    const { id } = await send(ana, { to: [lee.address] });
    const mine = await open(ana);
    await lee.call(`PATCH /api/messages/${id}`, { body: { read: true } });
    await lee.call(`GET /api/messages/${id}`);
    await expect.poll(() => mine.heard).toContain('receipt');
  });

  it('tells whoever has written to an account, and nobody else, that it was deleted', async () => {
    const stranger = await founder(server);
    const leaving = (await guestOf(ana)).guest;
    await send(ana, { to: [leaving.address] });
    const [mine, others] = [await open(ana), await open(stranger)];
    await deleteAccount(leaving);
    await expect.poll(() => mine.heard).toContain('receipt');
    expect(others.heard).toEqual([]);
  });

  it('tells the inviter what becomes of an invitation', async () => {
    const mine = await open(ana);
    await guestOf(ana);
    await expect.poll(() => mine.heard).toContain('invitation');
  });

  it('tells everybody in a practice that one of them has new keys, and nobody else', async () => {
    const coworker = await coworkerOf(ana);
    const [hers, mine, theirs] = [await open(coworker), await open(ana), await open(lee)];
    await renewKit(ana, 'compromise');
    await expect.poll(() => hers.heard).toContain('practice');
    await expect.poll(() => mine.heard).toContain('practice');
    expect(theirs.heard).toEqual([]);
  });

  it('tells the account’s other devices, and nobody else, that its own state was written', async () => {
    const device = await anotherDevice(ana);
    const [mine, theirs] = [await open(device), await open(lee)];
    await ana.saveState('contacts', new Uint8Array(10));
    await expect.poll(() => mine.heard).toContain('state');
    expect(theirs.heard).not.toContain('state');
  });

  it('is told what another process has written', async () => {
    const changes = openChanges({ url: server.databaseUrl, log: server.parts.log });
    const there = createApp({ ...server.parts, changes });
    const theirs = await open(lee, there);
    await send(ana, { to: [lee.address] });
    await expect.poll(() => theirs.heard).toContain('mail');
    await changes.close();
    await expect.poll(() => theirs.ended()).toBe(true);
  });

  it('ends at once, and says so, when its session is ended from another device', async () => {
    const device = await anotherDevice(lee);
    const theirs = await open(device);
    const kept = await open(lee);
    await lee.call('DELETE /api/devices');
    await expect.poll(() => theirs.ended()).toBe(true);
    expect(theirs.heard.at(-1)).toBe('signed-out');
    expect(kept.ended()).toBe(false);
  });

  it('keeps no session alive: after the idle time it ends with the next notice', async () => {
    const device = await anotherDevice(lee);
    const theirs = await open(device);
    server.advance(server.parts.settings.idleMinutes * MINUTE_MS + MINUTE_MS);
    const other = await anotherDevice(lee);
    await other.call('DELETE /api/session');
    await expect.poll(() => theirs.ended()).toBe(true);
  });

  it('is not for somebody who is not signed in', async () => {
    expect((await new BrowserStandIn(server).call('GET /api/events')).status).toBe(401);
  });
});

it('holds no more than fifty streams for one account: the oldest gives way, and the one after it when yet another comes', async () => {
  const device = await anotherDevice(ana);
  const [first, second] = [await open(device), await open(device)];
  for (let more = 2; more < 50; more += 1) await open(device);
  expect([first, second].map((stream) => stream.ended())).toEqual([false, false]);
  await open(device);
  await expect.poll(() => first.ended()).toBe(true);
  expect(second.ended()).toBe(false);
  await open(device);
  await expect.poll(() => second.ended()).toBe(true);
}, 60_000);

it('ends at once what HEAD asks for, whose body nobody reads', async () => {
  let open = 0;
  const changes: Pick<Changes, 'subscribe'> = {
    subscribe: () => {
      open += 1;
      return () => void (open -= 1);
    },
  };
  const app = createApp({ ...server.parts, changes });
  const device = await anotherDevice(ana);
  const cookie = [...device.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await app.request(`${server.parts.settings.publicUrl}/api/events`, { method: 'HEAD', headers: { cookie } });
  expect(answer.status).toBe(200);
  await expect.poll(() => open).toBe(0);
});
