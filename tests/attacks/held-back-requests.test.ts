// A request that is held back: its headers come while somebody may do something, its last byte when they may no more. What counts is
// who they are once all of it is there. And what strangers send is not held for them.
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#crypto';
import { listen } from '../../server/listener.ts';
import { BODY_LIMITS } from '../../server/middleware/body.ts';
import { BrowserStandIn, ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, somebody, type TestClient } from '../support/client.ts';
import { makeInvitation, sealDraft } from '../support/correspondence.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { findFreePort } from '../support/free-port.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

const CHUNK = new Uint8Array(16 * 1024).fill(0x20);
const NOT_SIGNED_IN = '401 not_signed_in';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
}, 120_000);
afterAll(() => server?.stop());

type Held = {
  /** Whether it waits for the last byte, and was not answered without it. */
  waits: () => Promise<boolean>;
  /** Sends the last byte. */
  release: () => Promise<string>;
};

/** Sends all of a request but its last byte. */
function hold(browser: BrowserStandIn, route: string, body: unknown): Held {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  let wait = () => {};
  let release = () => {};
  const waiting = new Promise<true>((resolve) => (wait = () => resolve(true)));
  const released = new Promise<void>((resolve) => (release = resolve));
  let begun = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!begun) {
          begun = true;
          return controller.enqueue(bytes.subarray(0, -1));
        }
        wait();
        await released;
        controller.enqueue(bytes.subarray(-1));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const answered = begin(browser, route, { stream, headers: { 'content-length': String(bytes.length) } });
  return {
    waits: () => Promise.race([waiting, answered.then(() => false)]),
    release: async () => {
      release();
      const answer = await answered;
      return refusal({ status: answer.status, body: answer.status === 204 ? null : await answer.json(), headers: answer.headers });
    },
  };
}

async function begin(browser: BrowserStandIn, route: string, { stream, headers = {} }: { stream: ReadableStream; headers?: Record<string, string> }): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  const init = { method, headers: { 'content-type': 'application/json', ...headers }, body: stream, duplex: 'half' };
  return await browser.fetch(`${server.parts.settings.publicUrl}${path}`, init as RequestInit);
}

/** Every route that takes a body and is for people who are signed in, with ids of nothing in its path. */
async function routesOfSessions(): Promise<string[]> {
  const writing = server.app.routes.filter(({ method, path }) => ['POST', 'PUT', 'PATCH'].includes(method) && path.startsWith('/api/'));
  const routes = [...new Set(writing.map(({ method, path }) => `${method} ${path.replace(':id', newId()).replace(':index', '0')}`))];
  const answers = await Promise.all(routes.map(async (route) => refusal(await new BrowserStandIn(server).call(route, { body: {} }))));
  return routes.filter((_, index) => answers[index] === NOT_SIGNED_IN);
}

describe('a request whose end is held back', () => {
  it('is refused by every route where the session has ended meanwhile', async () => {
    const waited: string[] = [];
    for (const route of await routesOfSessions()) {
      const device = await anotherDevice(owner);
      const held = hold(device, route, {});
      // What needs no body is done at once, or refused.
      if (!(await held.waits())) continue;
      await server.database.deleteFrom('sessions').where('id', '=', device.device).execute();
      expect([route, await held.release()]).toEqual([route, NOT_SIGNED_IN]);
      waited.push(route);
    }
    expect(waited.length).toBeGreaterThan(30);
  });

  it('does not change the practice for an administrator who was removed, suspended or given another role', async () => {
    const ends: [how: string, body: unknown, refused: string][] = [['DELETE', undefined, NOT_SIGNED_IN], ['POST', undefined, NOT_SIGNED_IN], ['PATCH', { role: 'member' }, '403 not_allowed']];
    for (const [method, body, refused] of ends) {
      const administrator = await coworkerOf(owner, { role: 'administrator' });
      const held = hold(administrator, 'PATCH /api/practice', { name: 'Mine', policies: { completeLink: true } });
      expect(await held.waits()).toBe(true);
      const path = `${method} /api/practice/members/${administrator.account}${method === 'POST' ? '/suspend' : ''}`;
      expect((await owner.call(path, body === undefined ? {} : { body })).status).toBe(204);
      expect(await held.release()).toBe(refused);
      expect(await ok(owner.api.practice.$get())).toMatchObject({ name: `Practice of ${owner.person.name}`, policies: { completeLink: false } });
    }
  });

  it('neither invites nor sends for a member who was removed', async () => {
    const member = await coworkerOf(owner);
    const { wire } = await makeInvitation(member, { address: somebody().address });
    const { body } = await sealDraft(member, { to: [owner.address, somebody().address] });
    const inviting = hold(member, 'POST /api/invitations', { invitation: wire, notice: { subject: 'Later', text: 'Later' } });
    const sending = hold(member, 'POST /api/messages', body);
    expect([await inviting.waits(), await sending.waits()]).toEqual([true, true]);
    await owner.call(`DELETE /api/practice/members/${member.account}`);
    expect([await inviting.release(), await sending.release()]).toEqual([NOT_SIGNED_IN, NOT_SIGNED_IN]);
    expect(await server.database.selectFrom('invitations').select('id').where('inviter_id', '=', member.account).execute()).toEqual([]);
    expect(await server.database.selectFrom('messages').select('id').where('id', '=', body.id).execute()).toEqual([]);
  });

  it('is no other over a real connection', async () => {
    const port = await findFreePort();
    const { close } = await listen({ settings: { host: '127.0.0.1', port }, fetch: server.app.fetch as never });
    try {
      for (const route of ['PATCH /api/profile', 'PUT /api/state']) {
        const [method, path] = route.split(' ');
        const device = await anotherDevice(owner);
        const body = JSON.stringify({ name: 'Late' });
        const cookie = [...device.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const asking = request({ port, method, path, headers: { cookie, 'content-type': 'application/json', 'content-length': body.length } });
        const status = new Promise((resolve, reject) => asking.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject));
        asking.write(body.slice(0, -1));
        await pause(300);
        await server.database.deleteFrom('sessions').where('id', '=', device.device).execute();
        asking.end(body.slice(-1));
        expect(await status).toBe(401);
      }
    } finally {
      await close();
    }
  });
});

describe('what strangers send', () => {
  it('is taken in no further than a small body, where only people who are signed in may send', async () => {
    for (const route of await routesOfSessions()) {
      let taken = 0;
      const stream = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            taken += CHUNK.length;
            controller.enqueue(CHUNK);
          },
        },
        { highWaterMark: 0 },
      );
      const { status } = await begin(new BrowserStandIn(server), route, { stream });
      expect([route, [401, 413].includes(status), taken <= BODY_LIMITS.small + 2 * CHUNK.length]).toEqual([route, true, true]);
    }
  });
});

describe('time that passes while a request comes', () => {
  it('counts: a session that has been idle too long by then is over', async () => {
    const device = await anotherDevice(owner);
    const held = hold(device, 'PATCH /api/profile', { name: 'Late' });
    expect(await held.waits()).toBe(true);
    server.advance((server.parts.settings.idleMinutes + 5) * MINUTE_MS);
    expect(await held.release()).toBe(NOT_SIGNED_IN);
  });
});
