// What clients and logs see when something fails: a stable code, and nothing that was not theirs to see.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BlobStoreFullError, BlobStoreUnavailableError } from '../../server/blobs/blob-store.ts';
import { createApp } from '../../server/app.ts';
import { openDatabase } from '../../server/database/connection.ts';
import { openLog } from '../../server/log.ts';
import type { Parts } from '../../server/parts.ts';
import { newId, SEGMENT_BYTES } from '#crypto';
import { BrowserStandIn, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, type TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
});
afterAll(() => server.stop());

/** The same server with some of its parts replaced. */
function withParts(parts: Partial<Parts>): TestServer {
  return { ...server, app: createApp({ ...server.parts, ...parts }), parts: { ...server.parts, ...parts } };
}

const away = () => openDatabase({ url: 'postgresql://nobody:secret@127.0.0.1:1/none', log: openLog({ write: () => undefined }) });

describe('a database that is away', () => {
  it('is 503 on every kind of route, without a word of why', async () => {
    const database = away();
    const broken = new BrowserStandIn(withParts({ database }));
    broken.cookies.set('sealpost_session', 'A'.repeat(43));
    for (const route of ['GET /api/session', 'GET /api/messages?folder=inbox', 'POST /api/confirm/resend']) {
      const answer = await broken.call(route);
      expect(answer.body).toEqual({ error: { code: 'unavailable' } });
      expect(answer.status).toBe(503);
    }
    const login = await broken.call('POST /api/login/start', { body: { address: owner.address, request: 'AAAA' } });
    expect(login.status).toBe(503);
    await database.destroy();
  });

  it('is named by the health check', async () => {
    const database = away();
    expect(await new BrowserStandIn(server).call('GET /api/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const broken = new BrowserStandIn(withParts({ database }));
    expect(await broken.call('GET /api/health')).toMatchObject({ status: 503, body: { status: 'unavailable', failing: ['database'] } });
    await database.destroy();
  });
});

describe('a blob store that fails', () => {
  it('is 503 when it is away and 507 when it is full, and the health check names it', async () => {
    for (const [error, expected] of [[new BlobStoreUnavailableError(), '503 unavailable'], [new BlobStoreFullError(), '507 storage_full']] as const) {
      const fail = async (): Promise<never> => {
        throw error;
      };
      const blobs = Object.assign(Object.create(server.parts.blobs) as Parts['blobs'], { begin: fail, health: fail });
      const device = await anotherDevice(owner);
      const broken = new BrowserStandIn(withParts({ blobs }));
      for (const [name, value] of device.cookies) broken.cookies.set(name, value);
      const begun = await broken.call('POST /api/attachments', { body: { id: newId(), size: 10, segmentSize: SEGMENT_BYTES } });
      expect(refusal(begun)).toBe(expected);
      expect(await broken.call('GET /api/health')).toMatchObject({ status: 503, body: { failing: ['blobs'] } });
    }
  });
});

describe('an error that nobody expected', () => {
  it('is 500 with a code and nothing else', async () => {
    const clock = () => {
      throw new Error('secret detail at /home/somebody');
    };
    const quiet = new BrowserStandIn(withParts({ clock }));
    const answer = await quiet.call('GET /api/settings');
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'internal_error' } } });
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });
});

describe('requests of the wrong form', () => {
  it('are told which fields, never what stood in them', async () => {
    const body = { address: 'CANARY not an address', request: 5, extra: 'CANARY' };
    const answer = await owner.call<{ error: { fields: string[] } }>('POST /api/login/start', { body });
    expect(refusal(answer)).toBe('400 invalid_request');
    expect(answer.body.error.fields).toEqual(expect.arrayContaining(['address', 'request']));
    expect(JSON.stringify(answer.body)).not.toContain('CANARY');
  });

  it('are refused as JSON too: broken JSON, another content type, unknown paths and methods', async () => {
    expect(refusal(await owner.call('POST /api/login/start', { body: '{"address":' }))).toBe('400 invalid_request');
    expect(refusal(await owner.call('POST /api/login/start', { body: 'address=a', headers: { 'content-type': 'text/plain' } }))).toBe('400 invalid_request');
    for (const route of ['GET /api/nothing', 'POST /api/health', 'DELETE /api/messages', 'GET /api']) expect(refusal(await owner.call(route))).toBe('404 not_found');
    expect(refusal(await owner.call('GET /api/messages/not-an-id'))).toBe('404 not_found');
  });

  it('are refused where they spell a parameter out, as its route is written, with a body whose length is not said', async () => {
    const routes = new Set(server.app.routes.filter(({ path, method }) => path.includes('/:') && !['ALL', 'GET'].includes(method)).map(({ method, path }) => `${method} ${path}`));
    expect(routes).toContain('PATCH /api/operator/plans/:plan');
    const unsaid = async (route: string): Promise<number> => {
      const [method = '', path = ''] = route.split(' ');
      const init = { method, headers: { 'content-type': 'application/json' }, body: new Blob(['{}']).stream(), duplex: 'half' };
      return (await owner.fetch(`${server.parts.settings.publicUrl}${path}`, init as RequestInit)).status;
    };
    const answers = await Promise.all([...routes].map(async (route) => [route, await unsaid(route)]));
    expect(answers.filter(([, status]) => Number(status) >= 500)).toEqual([]);
  });
});

describe('every answer', () => {
  it('carries the build, and is not kept by caches', async () => {
    for (const route of ['GET /api/health', 'GET /api/session', 'GET /api/nothing', 'POST /api/login/start']) {
      const { headers } = await owner.call(route);
      expect(headers.get('x-sealpost-build')).toBe('test-build');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });
});

describe('the log', () => {
  it('has a line for each request, without addresses, ids, tokens or query strings', async () => {
    const { id } = await send(owner, { to: [owner.address] });
    await owner.call(`GET /api/messages/${id}?role=recipient`);
    await owner.call(`POST /api/invitations/${newId()}/view`, { body: { token: 'CANARY-TOKEN' } });
    await owner.call('GET /api/CANARY-PATH?token=CANARY-QUERY');
    const logged = server.logged();
    const lines = logged.trim().split('\n').map((line) => JSON.parse(line) as { route?: string; status?: number });
    expect(lines).toContainEqual(expect.objectContaining({ method: 'GET', route: '/api/messages/:id', status: 200 }));
    for (const secret of [id, owner.address, owner.person.name, owner.clientAddress, 'CANARY', ...owner.cookies.values()]) expect(logged).not.toContain(secret);
  });
});
