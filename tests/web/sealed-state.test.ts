// The sealed state through the vault: two devices at once lose nothing of each other, and older state is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
});
afterAll(() => server?.stop());

const contact = (name: string) => ({ address: `${name}@elsewhere.example`, name, practice: '', notes: '' });
const namesAt = async (device: VaultPerson) => (await device.vault.contacts()).map(({ name }) => name).toSorted();

async function snapshot() {
  const root = await server.database.selectFrom('state_roots').selectAll().execute();
  const blobs = await server.database.selectFrom('state_blobs').selectAll().execute();
  return { root, blobs };
}

async function putBack({ root, blobs }: Awaited<ReturnType<typeof snapshot>>) {
  await server.database.deleteFrom('state_blobs').execute();
  await server.database.deleteFrom('state_roots').execute();
  await server.database.insertInto('state_roots').values(root).execute();
  await server.database.insertInto('state_blobs').values(blobs).execute();
}

describe('two devices', () => {
  test('that write at the same time both keep what they wrote', async () => {
    const other = await ana.elsewhere().logIn();
    await Promise.all(['a', 'b', 'c'].flatMap((name) => [ana.vault.saveContact(contact(`${name}1`)), other.vault.saveContact(contact(`${name}2`))]));
    const all = ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'];
    expect(await namesAt(await ana.elsewhere().logIn())).toEqual(all);
  });

  test('see drafts of each other', async () => {
    const other = await ana.elsewhere().logIn();
    const draft = await ana.write(['ben@elsewhere.example'], { subject: 'Begun here' });
    await ana.vault.saveDraft(draft);
    server.advance(20_000);
    expect(await other.vault.drafts()).toMatchObject([{ id: draft.id, secureSubject: 'Begun here', recipients: ['ben@elsewhere.example'] }]);
    await other.vault.discardDraft(draft.id);
    server.advance(20_000);
    expect(await ana.vault.drafts()).toEqual([]);
  });
});

describe('a server that rolls the state back', () => {
  test('is refused by a device that knew better, as a whole and in parts', async () => {
    await ana.vault.saveContact(contact('before'));
    const old = await snapshot();
    await ana.vault.saveContact(contact('after'));
    const now = await snapshot();
    await putBack(old);
    ana.reload();
    expect(await refused(ana.vault.resume())).toBe('state_rolled_back');
    expect(await refused(ana.logIn())).toBe('state_rolled_back');
    // One blob of before under the root of now.
    await putBack({ root: now.root, blobs: now.blobs.map((blob) => old.blobs.find(({ name, account_id: account }) => name === blob.name && account === blob.account_id && name === 'contacts') ?? blob) });
    await ana.logIn();
    expect(await refused(ana.vault.contacts())).toBe('state_rolled_back');
    await putBack(now);
    await ana.logIn();
    expect(await namesAt(ana)).toContain('after');
  });

  test('is refused by a new device too, when sent messages witness newer state', async () => {
    const carla = await (await new VaultPerson(server).signUp()).confirm();
    const old = await snapshot();
    for (const name of ['x', 'y']) await carla.vault.saveContact(contact(name));
    await carla.vault.send(await carla.write([carla.address]));
    const now = await snapshot();
    await putBack(old);
    const fresh = carla.elsewhere();
    expect(await refused(fresh.logIn())).toBe('state_rolled_back');
    // And again: the refused root was not remembered as the newest.
    expect(await refused(fresh.logIn())).toBe('state_rolled_back');
    await putBack(now);
    await fresh.logIn();
    expect(await namesAt(fresh)).toContain('x');
  });

  test('cannot show another account as this one', async () => {
    const ben = await (await new VaultPerson(server).signUp()).confirm();
    const [self] = (await ben.browser.call<{ results: unknown[] }>('POST /api/accounts/lookup', { body: { accounts: [(await ben.vault.session())?.account] } })).body.results;
    ana.reload();
    ana.intercept = async (request, pass) => (request.path === '/api/accounts/lookup' ? Response.json({ results: [{ ...(self as object), account: (JSON.parse(String(request.init.body)) as { accounts: string[] }).accounts[0] }] }) : pass());
    expect(await refused(ana.vault.resume())).not.toBe('');
    ana.intercept = null;
    expect(await ana.vault.resume()).not.toBeNull();
  });
});
