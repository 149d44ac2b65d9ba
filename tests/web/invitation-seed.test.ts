// An inviter keeps nothing that opens what waits for the invitee: not the seed of the invitation's key, nowhere in its memory.
import { fromBase64Url, publicKeysOf, ready, toBase64Url, type KemSeed, type Keyring, type SignSeed } from '#crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => server?.stop());

const publicKeyOf = (seed: Uint8Array): string => {
  const keyring: Keyring = { sign: { current: new Uint8Array(32) as SignSeed, old: [] }, kem: { current: seed as KemSeed, old: [] } };
  return toBase64Url(publicKeysOf(keyring).kemPublicKey);
};

test('the seed of an invitation is drawn, sealed into the escrow and overwritten', async () => {
  const drawn: { kept: Uint8Array; copy: Uint8Array }[] = [];
  const generator = crypto.getRandomValues.bind(crypto);
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    const filled = generator(array);
    if (filled instanceof Uint8Array && filled.length === 32) drawn.push({ kept: filled, copy: filled.slice() });
    return filled;
  });
  let key = '';
  ana.intercept = (request, pass) => {
    if (request.path === '/api/messages') {
      const { invitations } = JSON.parse(String(request.init.body)) as { invitations: { kemPublicKey: string }[] };
      key = invitations[0]?.kemPublicKey ?? '';
    }
    return pass();
  };
  await ana.vault.send(await ana.write(['lee@invited.example']));
  expect(fromBase64Url(key)).toHaveLength(1216);
  const seed = drawn.filter(({ copy }) => publicKeyOf(copy) === key);
  expect(seed).toHaveLength(1);
  expect(seed[0]?.kept).toEqual(new Uint8Array(32));
});
