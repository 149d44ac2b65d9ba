// A server that says less than it knows, or more than was signed: claims and revocations withheld, an account that should start
// again by the server's word, somebody else's address for one's own account, names beside addresses.
import { ready, type Id, type SignedObject } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../web/session/wire.ts';
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

describe('an account that is there already, by the server’s word', () => {
  it('is not started again by an invitation that does not say so', async () => {
    const lee = new VaultPerson(server);
    const [code] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    const other = await invented(lee.address);
    lee.intercept = lying([[/register\/start$/, (body: { existing: unknown }) => void (body.existing = { account: other.account, identities: other.chain })]]);
    expect(await refused(lee.accept(code ?? { invitation: '', code: '' }))).toBe('claim_wrong');
  });

  it('is not started again on a chain that is not its own', async () => {
    const lee = new VaultPerson(server);
    const [code] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    await lee.accept(code ?? { invitation: '', code: '' });
    const again = await ana.vault.inviteAgain(lee.address);
    const elsewhere = await invented('somebody@elsewhere.example');
    const [first] = (await invented(lee.address)).chain as [SignedObject];
    const forged = { ...first, json: first.json.replace('"restart":false', '"restart":true') };
    for (const existing of [{ account: elsewhere.account, identities: elsewhere.chain }, { account: elsewhere.account, identities: [forged] }, { account: elsewhere.account, identities: [] }]) {
      const fresh = lee.elsewhere();
      fresh.intercept = lying([[/register\/start$/, (body: { existing: unknown }) => void (body.existing = existing)]]);
      expect(await refused(fresh.accept(again))).toBe('not_verified');
    }
  });
});

describe('what stands beside an address', () => {
  it('is one’s own address only as far as one has signed it', async () => {
    const carla = await founder();
    const fresh = carla.elsewhere();
    fresh.intercept = lying([[/login\/finish$/, (body: { session: { address: string } }) => void (body.session.address = ana.address)]]);
    expect(await refused(fresh.logIn())).toBe('state_rolled_back');
  });

  it('is a name from one’s own address book, never the server’s', async () => {
    const ben = await founder();
    const { id } = await ben.vault.send(await ben.write([ana.address, 'third@invited.example']));
    ana.intercept = lying([[new RegExp(`messages/${id}$`), ({ row }: { row: { recipients: { address: string; name: string | null }[] } }) =>
      row.recipients.forEach((recipient) => (recipient.name = 'Dr. Trustworthy'))]]);
    const { summary } = await ana.vault.open(id as Id);
    expect(summary.recipients.map(({ name }) => name).sort()).toEqual(['', ana.person.name].sort());
  });
});
