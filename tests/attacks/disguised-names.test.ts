// Names that are made to look like others: turned around by direction overrides, or parted by characters that nobody sees.
import { ready, type Id } from '#crypto';
import { plainName } from '#crypto/plain-name';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { CARD } from '../support/vault-practice.ts';
import { VaultPerson } from '../support/vault-person.ts';

const TURNED = 'Praxis \u202Eevil\u202C';
const PARTED = 'Dr.\u200B Ana\u2060 \u2067Ruiz\u2069\u{E0041}';

let server: TestServer;
let ana: VaultPerson;
let eve: VaultPerson;
beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await founder('Ana Ruiz');
  eve = await founder(PARTED);
});
afterAll(() => server.stop());

const founder = async (name: string) => (await new VaultPerson(server, { person: { name } }).signUp()).confirm();
const idOf = async (person: VaultPerson) => (await person.vault.session())?.account as Id;
const storedName = async (account: Id) => (await server.database.selectFrom('accounts').select('name').where('id', '=', account).executeTakeFirstOrThrow()).name;

describe('a name that is made to look like another', () => {
  it('is registered, for a person and a practice, without what is hidden in it', async () => {
    expect(await eve.vault.session()).toMatchObject({ name: 'Dr. Ana Ruiz', practice: { name: 'Practice of Dr. Ana Ruiz' } });
    expect(await storedName(await idOf(eve))).toBe('Dr. Ana Ruiz');
  });

  it('is kept so by the server, whatever the client sends, and refused where nothing of it can be seen', async () => {
    const changed = async (name: string) => (await eve.browser.call('PATCH /api/profile', { body: { name } })).status;
    expect(await changed(TURNED)).toBeLessThan(300);
    expect(await storedName(await idOf(eve))).toBe('Praxis evil');
    expect(await changed('\u202E\u200D\uFE0F\u3164')).toBe(400);
  });

  it('is kept in the address book without it, typed and imported', async () => {
    await ana.vault.saveContact({ address: 'typed@lab.example', name: TURNED, practice: TURNED, notes: '' });
    await ana.vault.importContacts([{ address: 'read@lab.example', name: TURNED, practice: TURNED, notes: '', groups: [] }]);
    const plain = { name: 'Praxis evil', practice: 'Praxis evil' };
    expect((await ana.vault.contacts()).filter(({ address }) => address.endsWith('@lab.example'))).toMatchObject([plain, plain]);
  });

  it('stands so on the card that a practice signs', async () => {
    await eve.vault.savePracticeProfile({ after: 0, fields: { ...CARD, name: TURNED, address: [`\u2066${CARD.address[0]}`, '\u200B'] }, logo: null });
    expect(await eve.vault.practiceProfile()).toMatchObject({ status: 'vouched', profile: { name: 'Praxis evil', address: [CARD.address[0]] } });
  });
});

describe('a name that was kept before, or that a server makes up', () => {
  it('is shown without what is hidden in it, beside messages, to oneself and in the address book', async () => {
    const account = await idOf(eve);
    const practice = (await eve.vault.session())?.practice?.id ?? '';
    await server.database.updateTable('accounts').set({ name: PARTED }).where('id', '=', account).execute();
    await server.database.updateTable('practices').set({ name: TURNED }).where('id', '=', practice).execute();
    eve = await eve.elsewhere().logIn();
    expect(await eve.vault.session()).toMatchObject({ name: 'Dr. Ana Ruiz', practice: { name: 'Praxis evil' } });
    const { id } = await eve.vault.send(await eve.write([ana.address]));
    const { summary } = await ana.vault.open(id as Id);
    expect(summary.sender).toMatchObject({ name: 'Dr. Ana Ruiz', practice: 'Praxis evil' });
    expect((await ana.vault.contacts()).find(({ address }) => address === eve.address)).toMatchObject({ name: 'Dr. Ana Ruiz', practice: 'Praxis evil' });
  });
});

describe('a name as it is spelled', () => {
  it.each(['Dr. med. Ana-María Ruiz', 'فاطمه‌ زمانی', 'ක්‍රියා', '渡辺\u{E0100} 健', 'Praxis ❤️', 'عيادة النور', 'מרפאה'])('keeps its letters and what joins them: %s', (name) => {
    expect(plainName(name)).toBe(name.normalize('NFC'));
  });
});
