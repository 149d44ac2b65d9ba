// The sealed state through the vault on two devices at once: they lose nothing of each other.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
});
afterAll(() => server?.stop());

const contact = (name: string) => ({ address: `${name}@elsewhere.example`, name, practice: '', notes: '' });
const namesAt = async (device: VaultPerson) => (await device.vault.contacts()).map(({ name }) => name).toSorted();

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
    await other.vault.discardDraft({ draft, written: false });
    server.advance(20_000);
    expect(await ana.vault.drafts()).toEqual([]);
  });
});
