// The list of signed-in devices: browser, place as far as known, last use; one or all others signed out, at once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ok } from '../support/browser-stand-in.ts';
import { founder, TestClient, withoutSecondFactor } from '../support/client.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

const PROXY = '10.99.0.1';
let server: TestServer;
let owner: TestClient;

beforeAll(async () => {
  server = await startTestServer({ TRUSTED_PROXIES: PROXY, COUNTRY_HEADER: 'X-Country' });
  owner = await founder(server);
});
afterAll(() => server.stop());

/** The owner, logged in from behind a proxy that says this of them. */
async function from({ peer, country, address }: { peer: string; country: string; address: string }): Promise<TestClient> {
  const client = new TestClient(server, owner.person, { clientAddress: peer });
  const proved = await client.prove();
  const headers = { 'x-country': country, 'x-forwarded-for': address, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
  const answer = await client.call<object>('POST /api/login/finish', { headers, body: { login: proved?.login, finish: proved?.finish } });
  withoutSecondFactor(answer.body);
  return client;
}
const list = async () => (await ok(owner.api.devices.$get())).devices;

it('shows browser, network address, country where the trusted proxy says it, and the last use', async () => {
  const there = await from({ peer: PROXY, country: 'ch', address: '198.51.100.7' });
  const made = await from({ peer: '203.0.113.9', country: 'FR', address: '198.51.100.8' });
  server.advance(2 * MINUTE_MS);
  await there.call('POST /api/session/active', { body: {} });
  const devices = await list();
  expect(devices).toHaveLength(3);
  const known = devices.find(({ clientAddress }) => clientAddress === '198.51.100.7');
  expect(known).toMatchObject({ country: 'CH', current: false, userAgent: expect.stringContaining('Firefox') });
  expect(known!.lastActiveAt - known!.createdAt).toBeGreaterThanOrEqual(2 * MINUTE_MS);
  // What anybody else says of themselves is nothing.
  expect(devices.find(({ clientAddress }) => clientAddress === '203.0.113.9')).toMatchObject({ country: null });
  expect(devices.find(({ current }) => current)).toMatchObject({ country: null });
  // The log says neither.
  const log = JSON.stringify((await ok(owner.api.activity.$get({ query: {} }))).events.map(({ details }) => details));
  expect(log).not.toMatch(/CH|country/);

  expect((await owner.call(`DELETE /api/devices/${known!.id}`)).status).toBe(204);
  expect((await there.call('GET /api/session')).status).toBe(401);
  expect((await made.call('GET /api/session')).status).toBe(200);
  await owner.call('DELETE /api/devices');
  expect((await made.call('GET /api/session')).status).toBe(401);
  expect(await list()).toHaveLength(1);
});
