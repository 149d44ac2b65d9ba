// A server that withholds the answer to an invitation, until nobody remembers that there should be one.
import { ready } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { invented, listing, lying } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

const DAY_MS = 86_400_000;

let server: TestServer;
let ana: VaultPerson;

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await founder();
});
afterEach(() => {
  ana.intercept = null;
  ana.clockSkew = 0;
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();

describe('a claim that is withheld until the invitation has run out', () => {
  it('does not make keys that appear then a first contact: a person is asked, also long after', async () => {
    const address = 'late@invited.example';
    await ana.vault.send(await ana.write([address]));
    const impostor = await invented(address);
    ana.intercept = lying(listing(impostor));
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'alarm' }]);
    for (const days of [16, 60]) {
      ana.clockSkew = days * DAY_MS;
      await ana.vault.invitations();
      expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'changed' }]);
      expect(await refused(ana.vault.send(await ana.write([address])))).toBe('keys_changed');
    }
    const known = (await ana.vault.contacts()).find((contact) => contact.address === address);
    expect(known?.verification).toMatchObject({ kind: 'changed' });
    await ana.vault.fingerprint(address);
    await ana.vault.confirmKeys({ address, as: 'compared' });
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'verified' }]);
  });

  it('is remembered when the invitation itself is forgotten', async () => {
    const address = 'forgotten@invited.example';
    await ana.vault.send(await ana.write([address]));
    ana.clockSkew = 60 * DAY_MS;
    expect((await ana.vault.invitations()).map((each) => each.address)).not.toContain(address);
    ana.intercept = lying(listing(await invented(address)));
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'changed' }]);
  });
});
