// What is removed from the address book and from one's own texts at one press comes back as it was, and beside what was changed meanwhile.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Draft } from '../../web/session/vault-api/drafts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let phone: VaultPerson;
let ben: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
  ben = await (await new VaultPerson(server).signUp()).confirm();
  phone = await ana.elsewhere().logIn();
});
afterAll(() => server?.stop());

const contactAt = async (person: VaultPerson, address: string) => {
  server.advance(20_000);
  return (await person.vault.contacts()).find((contact) => contact.address === address);
};
const groupsAt = async (person: VaultPerson) => {
  server.advance(20_000);
  return (await person.vault.groups()).map(({ name, members }) => [name, ...members]);
};
const templatesAt = async (person: VaultPerson) => {
  server.advance(20_000);
  return (await person.vault.texts()).templates;
};

describe('a removed contact', () => {
  test('comes back with name, practice, notes, how often it was written to, keys and groups', async () => {
    await ana.vault.send(await ana.write([ben.address]));
    await ana.vault.saveGroup({ id: null, name: 'Labs', members: [ben.address] });
    await ana.vault.saveContact({ address: ben.address, name: 'Ben', practice: 'Fine Lab', notes: 'Mills until noon' });
    const before = await contactAt(phone, ben.address);
    const removed = await ana.vault.removeContact(ben.address);
    expect(await contactAt(phone, ben.address)).toBeUndefined();
    expect(await groupsAt(phone)).toEqual([['Labs']]);
    await ana.vault.restoreContact(removed!);
    expect(await contactAt(phone, ben.address)).toEqual(before);
    expect(before).toMatchObject({ name: 'Ben', uses: 1, verification: { kind: 'first-use' } });
    expect(await groupsAt(phone)).toEqual([['Labs', ben.address]]);
  });

  test('keeps what another device has written about them meanwhile', async () => {
    const removed = await ana.vault.removeContact(ben.address);
    await phone.vault.saveContact({ address: ben.address, name: 'Dr. Ben', practice: '', notes: '' });
    await ana.vault.restoreContact(removed!);
    expect(await contactAt(phone, ben.address)).toMatchObject({ name: 'Dr. Ben', practice: 'Fine Lab', notes: 'Mills until noon', uses: 1 });
  });

  test('is in no group again that was deleted meanwhile, and nobody is nothing', async () => {
    const removed = await ana.vault.removeContact(ben.address);
    for (const { id } of await phone.vault.groups()) await phone.vault.removeGroup(id);
    await ana.vault.restoreContact(removed!);
    expect(await contactAt(phone, ben.address)).toBeDefined();
    expect(await groupsAt(phone)).toEqual([]);
    expect(await ana.vault.removeContact('nobody@elsewhere.example')).toBeNull();
  });
});

describe('a deleted group', () => {
  test('comes back with its people, as it stood last on any device', async () => {
    await ana.vault.saveGroup({ id: null, name: 'Clinics', members: [ben.address] });
    const [group] = await ana.vault.groups();
    await phone.vault.saveGroup({ ...group!, members: [ben.address, 'lee@elsewhere.example'] });
    server.advance(20_000);
    const removed = await ana.vault.removeGroup(group!.id);
    expect(await groupsAt(phone)).toEqual([]);
    await ana.vault.saveGroup(removed!);
    expect(await groupsAt(phone)).toEqual([['Clinics', ben.address, 'lee@elsewhere.example']]);
    expect((await ana.vault.groups())[0]?.id).toBe(group!.id);
  });

  test('does not come back over another of its name', async () => {
    const [group] = await ana.vault.groups();
    const removed = await ana.vault.removeGroup(group!.id);
    await ana.vault.saveGroup({ id: null, name: 'clinics', members: [] });
    expect(await refused(ana.vault.saveGroup(removed!))).toBe('group_exists');
    expect(await ana.vault.removeGroup(group!.id)).toBeNull();
  });
});

test('a deleted template comes back with its id and every field, as it stood last on any device', async () => {
  const body: Draft['body'] = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Please mill a crown' }] }] };
  await ana.vault.saveTemplate({ id: null, name: 'Order', noticeSubject: 'An order', noticeText: 'Please read it.', secureSubject: 'Crown', body });
  const [template] = await templatesAt(phone);
  await phone.vault.saveTemplate({ ...template!, secureSubject: 'Crown in A2' });
  server.advance(20_000);
  const removed = await ana.vault.removeTemplate(template!.id);
  expect(await templatesAt(phone)).toEqual([]);
  await ana.vault.saveTemplate(removed!);
  expect(await templatesAt(phone)).toEqual([{ ...template, secureSubject: 'Crown in A2' }]);
});
