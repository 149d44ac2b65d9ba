// Requests made by other sites, too large, or from behind a proxy that nobody trusts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#crypto';
import { clientAddressReader, countryReader, rateLimitKeyOf } from '../../server/middleware/client-address.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, type TestClient } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
});
afterAll(() => server.stop());

describe('another site', () => {
  it('changes nothing with a cookie that came along', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:8081' },
      { origin: 'https://localhost:8080' },
      { origin: 'http://localhost:8080.evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of foreign) {
      for (const route of ['DELETE /api/session', 'POST /api/session/active', 'PATCH /api/profile', 'PUT /api/state', 'POST /api/login/start']) {
        expect(refusal(await owner.call(route, { headers, ...(route.startsWith('DELETE') ? {} : { body: {} }) }))).toBe('403 wrong_origin');
      }
    }
    expect((await owner.call('GET /api/session')).status).toBe(200);
  });

  it('cannot pass a form off as a request: only JSON is read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await owner.call('PATCH /api/profile', { body: '{"name":"Changed"}', headers: { 'content-type': type } });
      expect(refusal(answer)).toBe('400 invalid_request');
    }
  });

  it('reads nothing: no answer lets other origins in', async () => {
    const answer = await owner.call('GET /api/session', { headers: { origin: 'https://evil.example' } });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('bodies that are too large', () => {
  const LARGE: [string, number][] = [
    ['POST /api/login/start', 200_000],
    ['PATCH /api/profile', 200_000],
    ['POST /api/sign-up/finish', 2_000_000],
    ['PUT /api/state', 13_000_000],
    ['POST /api/messages', 13_000_000],
  ];

  it.each(LARGE)('%s with %i bytes is refused before it is read', async (route, bytes) => {
    const device = await anotherDevice(owner);
    const answer = await device.call<{ error: { max: number } }>(route, { body: `"${'x'.repeat(bytes)}"` });
    expect(refusal(answer)).toBe('413 too_large');
    expect(answer.body.error.max).toBeLessThan(bytes);
  });

  it('are refused also where they do not say how large they are', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(65_536));
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(chunk);
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'content-type': 'application/json' } };
    const answer = await owner.fetch(`${server.parts.settings.publicUrl}/api/login/start`, init as RequestInit);
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(20);
  });

  it('are refused part by part: names, notices, lists', async () => {
    const wrong: [string, object][] = [
      ['PATCH /api/profile', { name: 'x'.repeat(201) }],
      ['POST /api/addresses/lookup', { addresses: Array(201).fill('a@b.example') }],
      ['POST /api/messages/read', { ids: Array.from({ length: 101 }, () => newId()) }],
      ['POST /api/login/start', { address: `${'x'.repeat(300)}@b.example`, request: 'AAAA' }],
    ];
    for (const [route, body] of wrong) expect(refusal(await owner.call(route, { body }))).toBe('400 invalid_request');
  });

  it('are refused where JSON goes deep or repeats names', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(refusal(await owner.call('PATCH /api/profile', { body: deep }))).toBe('400 invalid_request');
    expect(refusal(await owner.call('PATCH /api/profile', { body: '{"name":"a","__proto__":{"admin":true}}' }))).toBe('400 invalid_request');
    expect((await ok(owner.api.session.$get())).name).toBe(owner.person.name);
  });
});

describe('a client that names another address', () => {
  const forwarded = '198.51.100.7, 203.0.113.9';

  it('is not believed where no proxy is trusted', () => {
    expect(clientAddressReader([])({ peer: '192.0.2.1', forwarded })).toBe('192.0.2.1');
  });

  it('is believed as far as trusted proxies wrote it, and no further', () => {
    const read = clientAddressReader(['10.0.0.0/8', 'fd00::/8']);
    expect(read({ peer: '10.1.2.3', forwarded })).toBe('203.0.113.9');
    expect(read({ peer: '10.1.2.3', forwarded: '198.51.100.7, 10.9.9.9' })).toBe('198.51.100.7');
    expect(read({ peer: 'fd00::1', forwarded: '2001:DB8::1' })).toBe('2001:db8::1');
    expect(read({ peer: '192.0.2.1', forwarded: '198.51.100.7' })).toBe('192.0.2.1');
    expect(read({ peer: '::ffff:10.1.2.3', forwarded: '198.51.100.7' })).toBe('198.51.100.7');
    expect(read({ peer: '10.1.2.3', forwarded: 'made up, 10.9.9.9' })).toBe('10.9.9.9');
    expect(read({ peer: undefined, forwarded })).toBe('unknown');
  });

  it('is believed about its country through a trusted proxy only, and as two letters', () => {
    const read = countryReader(['10.0.0.0/8']);
    expect(read({ peer: '10.1.2.3', country: ' ch ' })).toBe('CH');
    expect(read({ peer: '::ffff:10.1.2.3', country: 'NL' })).toBe('NL');
    expect(read({ peer: '192.0.2.1', country: 'CH' })).toBeNull();
    expect(countryReader([])({ peer: '127.0.0.1', country: 'CH' })).toBeNull();
    for (const country of [undefined, '', 'XX', 'T1', 'CHE', 'Switzerland', '<b>', 'C\u00a0']) expect(read({ peer: '10.1.2.3', country })).toBeNull();
    expect(read({ peer: undefined, country: 'CH' })).toBeNull();
  });

  it('does not escape a limit by walking through its own IPv6 network', () => {
    const key = rateLimitKeyOf('2001:db8:1:2::1');
    expect(rateLimitKeyOf('2001:db8:1:2:ffff:ffff:ffff:ffff')).toBe(key);
    expect(rateLimitKeyOf('2001:0db8:0001:0002:0:0:0:9')).toBe(key);
    expect(rateLimitKeyOf('2001:db8:1:3::1')).not.toBe(key);
    expect(rateLimitKeyOf('::1')).toBe('0:0:0:0');
    expect(rateLimitKeyOf('192.0.2.1')).toBe('192.0.2.1');
  });
});
