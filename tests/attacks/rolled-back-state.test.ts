// A server that shows an account its own state of before: as a whole, in parts, to a new device, or to have it sealed anew.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ready, type Id } from '#crypto';
import { putBack, stateOf } from '../support/kept-state.ts';
import { invented, lying, ownEntry } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
beforeAll(async () => {
  await ready();
  server = await startTestServer();
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();
const contact = (name: string) => ({ address: `${name}@elsewhere.example`, name, practice: '', notes: '' });
const namesAt = async (device: VaultPerson) => (await device.vault.contacts()).map(({ name }) => name).toSorted();
const accountOf = async (person: VaultPerson) => (await ownEntry(person)).account;

describe('older state', () => {
  it('is refused by a device that knew better, as a whole and in parts', async () => {
    const ana = await founder();
    const account = await accountOf(ana);
    await ana.vault.saveContact(contact('before'));
    const old = await stateOf(server, account);
    await ana.vault.saveContact(contact('after'));
    const now = await stateOf(server, account);
    await putBack(server, old);
    ana.reload();
    expect(await refused(ana.vault.resume())).toBe('state_rolled_back');
    expect(await refused(ana.logIn())).toBe('state_rolled_back');
    // One blob of before under the root of now.
    const older = old.blobs.find(({ name }) => name === 'contacts');
    await putBack(server, { root: now.root, blobs: now.blobs.map((blob) => (blob.name === 'contacts' && older ? older : blob)) });
    await ana.logIn();
    expect(await refused(ana.vault.contacts())).toBe('state_rolled_back');
    // And one that is missing.
    await putBack(server, { root: now.root, blobs: now.blobs.filter(({ name }) => name !== 'contacts') });
    await ana.logIn();
    expect(await refused(ana.vault.contacts())).toBe('state_rolled_back');
    await putBack(server, now);
    await ana.logIn();
    expect(await namesAt(ana)).toContain('after');
  });

  it('is refused while the account is open, when the device looks again', async () => {
    const ana = await founder();
    await ana.vault.saveContact(contact('before'));
    const old = await stateOf(server, await accountOf(ana));
    await ana.vault.saveContact(contact('after'));
    await putBack(server, old);
    server.advance(20_000);
    expect(await refused(ana.vault.contacts())).toBe('state_rolled_back');
  });

  it('is refused where another state has the same version: two devices cannot be told different things', async () => {
    const ana = await founder();
    const account = await accountOf(ana);
    const start = await stateOf(server, account);
    const other = await ana.elsewhere().logIn();
    await ana.vault.saveContact(contact('told-here'));
    const here = await stateOf(server, account);
    await putBack(server, start);
    await other.vault.saveContact(contact('told-there'));
    const there = await stateOf(server, account);
    expect(there.root.version).toBe(here.root.version);
    ana.reload();
    expect(await refused(ana.logIn())).toBe('state_rolled_back');
    // Nor in parts: a blob of there, of the very version that is listed here.
    await putBack(server, { root: here.root, blobs: there.blobs });
    await ana.logIn();
    expect(await refused(ana.vault.contacts())).toBe('state_rolled_back');
    await putBack(server, here);
    await ana.logIn();
  });

  it('is refused by a new device too, when sent messages witness newer state', async () => {
    const carla = await founder();
    const account = await accountOf(carla);
    const old = await stateOf(server, account);
    for (const name of ['x', 'y']) await carla.vault.saveContact(contact(name));
    await carla.vault.send(await carla.write([carla.address]));
    const now = await stateOf(server, account);
    await putBack(server, old);
    const fresh = carla.elsewhere();
    expect(await refused(fresh.logIn())).toBe('state_rolled_back');
    // And again: the refused root was not remembered as the newest.
    expect(await refused(fresh.logIn())).toBe('state_rolled_back');
    await putBack(server, now);
    await fresh.logIn();
    expect(await namesAt(fresh)).toContain('x');
  });

  it('is not opened on a new device by a server that says the second factor must come first', async () => {
    const carla = await founder();
    const account = await accountOf(carla);
    const old = await stateOf(server, account);
    for (const name of ['x', 'y']) await carla.vault.saveContact(contact(name));
    await carla.vault.send(await carla.write([carla.address]));
    const now = await stateOf(server, account);
    await putBack(server, old);
    const fresh = carla.elsewhere();
    type Said = { session?: { secondFactorMissing: boolean }; secondFactorMissing?: boolean };
    let missing = true;
    fresh.intercept = lying([[/api\/(login\/finish|session)$/, (body: Said) => void ((body.session ?? body).secondFactorMissing = missing)]]);
    await fresh.logIn();
    // Nothing is opened, and nothing is sealed anew, on a state that nobody has vouched for.
    const { vault } = fresh;
    for (const attempt of [() => vault.contacts(), () => vault.list({ folder: 'inbox', before: null }), () => vault.saveContact(contact('z')), () => vault.invitations(), () => vault.renewKit({ password: carla.person.password })]) {
      expect(await refused(attempt() as Promise<unknown>)).toBe('second_factor_needed');
    }
    missing = false;
    expect(await refused(vault.session())).toBe('state_rolled_back');
    expect(await refused(vault.contacts())).toBe('not_signed_in');
    // The honest way: the same step, and then what is newest.
    await putBack(server, now);
    const honest = carla.elsewhere();
    missing = true;
    honest.intercept = lying([[/api\/(login\/finish|session)$/, (body: Said) => void ((body.session ?? body).secondFactorMissing = missing)]]);
    await honest.logIn();
    missing = false;
    await honest.vault.session();
    expect(await namesAt(honest)).toContain('x');
  });

  it('does not become the newest by a re-key, nor by recovery with the kit', async () => {
    const carla = await founder();
    await carla.vault.saveContact(contact('kept'));
    const old = await stateOf(server, await accountOf(carla));
    await carla.vault.saveContact(contact('new'));
    await putBack(server, old);
    const asked: string[] = [];
    carla.intercept = (request, pass) => {
      asked.push(request.path);
      return pass();
    };
    expect(await refused(carla.vault.renewKit({ password: carla.person.password }))).toBe('state_rolled_back');
    const words = carla.kit?.words.join(' ') ?? '';
    expect(await refused(carla.vault.recover({ address: carla.address, words, password: 'another-long-password-11' }))).toBe('state_rolled_back');
    expect(asked).not.toContain('/api/rekey');
    expect(asked).not.toContain('/api/recovery/finish');
  });

  it('without a blob that the root lists is not sealed anew as if it had never been', async () => {
    const carla = await founder();
    await carla.vault.saveContact(contact('kept'));
    const asked: string[] = [];
    const lie = lying([[/state\/read$/, (given: { blobs: { name: string }[] }) => ({ ...given, blobs: given.blobs.filter(({ name }) => name !== 'contacts') })]]);
    carla.intercept = (request, pass) => {
      asked.push(request.path);
      return lie(request, pass);
    };
    await expect(carla.vault.renewKit({ password: carla.person.password })).rejects.toMatchObject({ code: 'not_verified' });
    expect(asked).not.toContain('/api/rekey');
    carla.intercept = null;
    expect(await namesAt(await carla.elsewhere().logIn())).toContain('kept');
  });
});

describe('another account’s entry', () => {
  it('is not taken for one’s own', async () => {
    const [ana, ben] = [await founder(), await founder()];
    const [own, other] = [await ownEntry(ana), await ownEntry(ben)];
    const { directory } = await invented(ana.address, { account: own.account as Id, chain: [] });
    for (const lie of [directory, { ...other, account: own.account }, other, { ...own, identities: [], kemPublicKey: own.kemPublicKey }]) {
      ana.reload();
      ana.intercept = lying([[/accounts\/lookup$/, () => ({ results: [lie] })]]);
      expect(['state_rolled_back', 'not_verified']).toContain(await refused(ana.vault.resume()));
    }
    ana.intercept = null;
    expect(await ana.vault.resume()).not.toBeNull();
  });
});
