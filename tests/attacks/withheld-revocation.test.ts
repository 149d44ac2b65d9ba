// A server that withholds a revocation, so that a stolen key goes on signing; and one that makes revocations up.
import { createRevoke, identityHash, publicKeysOf, ready, type SignedObject } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../web/session/wire.ts';
import { invented, listing, lying } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await founder();
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();

describe('a revocation that is withheld after it was seen', () => {
  it('still stands: what the withdrawn key signed does not open', async () => {
    const ben = await founder();
    await ana.vault.send(await ana.write([ben.address]));
    await ana.vault.fingerprint(ben.address);
    await ana.vault.confirmKeys({ address: ben.address, as: 'compared' });
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'By the old key' }));
    await ben.vault.renewKit({ password: ben.person.password, reason: 'compromise' });
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'verified' }]);
    ana.reload();
    await ana.logIn();
    ana.intercept = lying([[/accounts\/lookup$/, ({ results }: { results: Directory[] }) => results.forEach((entry) => (entry.revocations = []))]]);
    expect(await ana.vault.open(id)).toMatchObject({ secure: { status: 'failed' } });
    ana.intercept = null;
    const { id: later } = await ben.vault.send(await ben.write([ana.address], { subject: 'By the new key' }));
    expect(await ana.vault.open(later)).toMatchObject({ secure: { status: 'open' }, summary: { sender: { verification: { kind: 'compared' } } } });
  });
});

describe('a revocation of keys that stay, withheld after it was seen', () => {
  it('still stands: they are not written to', async () => {
    const victim = await invented('withdrawn@elsewhere.example');
    const { account, chain, directory } = victim;
    const { address } = directory;
    const revoke = await createRevoke(victim.keyring, { account, identity: await identityHash(chain[0] as SignedObject), signKey: publicKeysOf(victim.keyring).signKey });
    ana.intercept = lying(listing(victim));
    await ana.vault.fingerprint(address);
    await ana.vault.confirmKeys({ address, as: 'compared' });
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'verified' }]);
    ana.intercept = lying(listing({ directory: { ...directory, revocations: [revoke] } }));
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'changed' }]);
    ana.intercept = lying(listing(victim));
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'changed' }]);
    // Nor is a look at them, or a comparison, enough for keys that were withdrawn.
    await ana.vault.fingerprint(address);
    expect(await refused(ana.vault.confirmKeys({ address, as: 'compared' }))).toBe('keys_changed');
  });
});

describe('a revocation that the server makes up', () => {
  it('signed by another key is not one, and its entry is not written to', async () => {
    const [victim, eve] = [await invented('victim@elsewhere.example'), await invented('eve@elsewhere.example')];
    const { account, chain } = victim;
    const identity = await identityHash(chain[0] as SignedObject);
    const forged = await createRevoke(eve.keyring, { account, identity, signKey: publicKeysOf(eve.keyring).signKey });
    const genuine = await createRevoke(victim.keyring, { account, identity, signKey: publicKeysOf(victim.keyring).signKey });
    const show = (revocations: SignedObject[]) => (ana.intercept = lying(listing({ directory: { ...victim.directory, revocations } })));
    show([forged]);
    expect(await ana.vault.resolve([victim.directory.address])).toMatchObject([{ state: 'alarm' }]);
    show([genuine]);
    expect(await ana.vault.resolve([victim.directory.address])).toMatchObject([{ state: 'changed' }]);
    show([]);
    expect(await ana.vault.resolve([victim.directory.address])).toMatchObject([{ state: 'registered' }]);
  });
});
