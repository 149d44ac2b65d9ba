// Groups and imported contacts, through the vault: what a person has written stays, whatever a file says.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContactCard } from '../../web/session/vault-api/contacts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
});
afterAll(() => server?.stop());

const card = (name: string, given: Partial<ContactCard> = {}): ContactCard => ({ address: `${name}@elsewhere.example`, name, practice: '', notes: '', groups: [], ...given });
const groupsAt = async (device: VaultPerson) => (await device.vault.groups()).map(({ name, members }) => [name, ...members]);

describe('a group', () => {
  test('is there on all devices, is found by any word of its name, and its people are written to together', async () => {
    await ana.vault.saveGroup({ id: null, name: 'Kieferorthopäden nearby', members: ['a@elsewhere.example', 'B@Elsewhere.example', 'b@elsewhere.example'] });
    const other = await ana.elsewhere().logIn();
    expect(await groupsAt(other)).toEqual([['Kieferorthopäden nearby', 'a@elsewhere.example', 'b@elsewhere.example']]);
    for (const query of ['kieferorthopad', 'KIEFERORTHOPAED', 'near kiefer']) expect((await other.vault.suggest(query)).groups).toMatchObject([{ members: ['a@elsewhere.example', 'b@elsewhere.example'] }]);
    expect((await other.vault.suggest('far')).groups).toEqual([]);
  });

  test('has a name of its own', async () => {
    expect(await refused(ana.vault.saveGroup({ id: null, name: 'kieferorthopaden NEARBY', members: [] }))).toBe('group_exists');
  });

  test('loses whom the address book loses, and can be renamed and removed', async () => {
    const [group] = await ana.vault.groups();
    await ana.vault.saveContact({ ...card('a'), groups: [group?.id ?? ''] });
    await ana.vault.removeContact('a@elsewhere.example');
    expect(await groupsAt(ana)).toEqual([['Kieferorthopäden nearby', 'b@elsewhere.example']]);
    await ana.vault.saveContact({ ...card('c'), groups: [group?.id ?? ''] });
    await ana.vault.saveContact(card('c', { name: 'Still in it' }));
    await ana.vault.saveGroup({ id: group?.id ?? '', name: 'Orthodontists', members: ['b@elsewhere.example', 'c@elsewhere.example'] });
    expect(await groupsAt(ana)).toEqual([['Orthodontists', 'b@elsewhere.example', 'c@elsewhere.example']]);
    await ana.vault.saveContact({ ...card('c'), groups: [] });
    expect(await groupsAt(ana)).toEqual([['Orthodontists', 'b@elsewhere.example']]);
    await ana.vault.removeGroup(group?.id ?? '');
    expect(await groupsAt(ana)).toEqual([]);
  });
});

describe('importing', () => {
  test('is planned without a change, fills gaps, keeps what is written, merges by address, and makes groups', async () => {
    await ana.vault.saveContact({ address: 'lee@finelab.example', name: 'Lee (the lab)', practice: '', notes: 'Mills until noon' });
    const cards = [
      card('', { address: 'LEE@FineLab.example', name: 'Lee Park', practice: 'Fine Lab', notes: 'Mills until noon', groups: ['Labs'] }),
      card('kim', { groups: ['labs'] }),
      card('kim', { name: '', practice: 'Harbour', notes: 'By boat' }),
      card('', { address: ana.address, name: 'Myself' }),
    ];
    expect(await ana.vault.planImport(cards)).toEqual({ refused: [], added: 1, changed: 1, unchanged: 0 });
    expect(await groupsAt(ana)).toEqual([]);
    await ana.vault.importContacts(cards);
    const contacts = await (await ana.elsewhere().logIn()).vault.contacts();
    expect(contacts.find(({ address }) => address === 'lee@finelab.example')).toMatchObject({ name: 'Lee (the lab)', practice: 'Fine Lab', notes: 'Mills until noon' });
    expect(contacts.filter(({ address }) => address === 'kim@elsewhere.example')).toMatchObject([{ name: 'kim', practice: 'Harbour', notes: 'By boat' }]);
    expect(contacts.some(({ address }) => address === ana.address)).toBe(false);
    expect(await groupsAt(ana)).toEqual([['Labs', 'lee@finelab.example', 'kim@elsewhere.example']]);
    expect(await ana.vault.planImport(cards)).toEqual({ refused: [], added: 0, changed: 0, unchanged: 2 });
  });

  test('names what is no address, and then changes nothing at all', async () => {
    const cards = [card('fine'), card('', { address: 'not an address' })];
    expect(await ana.vault.planImport(cards)).toMatchObject({ refused: [1] });
    expect(await refused(ana.vault.importContacts(cards))).toBe('invalid_address');
    expect((await ana.vault.contacts()).some(({ name }) => name === 'fine')).toBe(false);
  });

  test('brings back whom a person removed, with the keys that were known', async () => {
    await ana.vault.removeContact('kim@elsewhere.example');
    expect(await ana.vault.planImport([card('kim')])).toEqual({ refused: [], added: 1, changed: 0, unchanged: 0 });
  });
});
