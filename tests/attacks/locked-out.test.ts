// Keeping somebody out of their own account by trying in their place.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RATES } from '../../server/rates.ts';
import { refusal } from '../support/browser-stand-in.ts';
import { founder, TestClient } from '../support/client.ts';
import { recover } from '../support/renewal.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

it('is not possible for whoever comes with the kit: only wrong ones count', async () => {
  const owner = await founder(server);
  const guess = { address: owner.address, proof: 'A'.repeat(43), request: 'AAAA' };
  const { limit } = RATES['recovery-by-address'];
  const tries = [];
  for (let time = 0; time <= limit; time += 1) tries.push(refusal(await new TestClient(server).call('POST /api/recovery/start', { body: guess })));
  expect(tries).toEqual([...Array<string>(limit).fill('401 wrong_kit'), '429 too_many_requests']);
  const fresh = new TestClient(server, owner.person);
  await recover(fresh, { kit: owner.unlocked.kit, password: 'quite another password' });
  expect((await fresh.call('GET /api/session')).status).toBe(200);
  expect(refusal(await new TestClient(server).call('POST /api/recovery/start', { body: guess }))).toBe('429 too_many_requests');
});
