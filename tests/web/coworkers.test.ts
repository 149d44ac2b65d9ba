// Coworkers as their browsers do it: invited, registered, confirmed by whoever invited; and whose invitations of patients they use.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { MemberRole } from '#crypto';
import { checkCoworkerFile } from '../../web/features/practice/check-coworker-file.ts';
import { readCoworkerFile } from '../../web/features/practice/coworker-file.ts';
import { somebody } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';
import { keepStatementsBack } from '../support/vault-practice.ts';

let server: TestServer;
let ana: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
});
afterAll(() => server?.stop());

async function coworkerOf(by: VaultPerson, role: MemberRole = 'member'): Promise<VaultPerson> {
  const person = new VaultPerson(server);
  const [code] = await by.vault.inviteCoworkers([{ address: person.address, role }]);
  if (code === undefined) throw new Error('no code');
  await person.accept({ invitation: code.invitation, code: code.code });
  // Verifies the code and signs the membership.
  await by.vault.invitations();
  return person;
}

const signaturesOf = async ({ address }: VaultPerson) => {
  const row = await server.database.selectFrom('members').innerJoin('accounts', 'accounts.id', 'members.account_id').select('members.object').where('accounts.address', '=', address).executeTakeFirst();
  return row?.object.signatures.length ?? 0;
};

/** Writes to somebody new, who is invited by it. */
async function writeToSomebody(by: VaultPerson): Promise<string> {
  const { address } = somebody();
  expect((await by.vault.send(await by.write([address]))).codes).toHaveLength(1);
  return address;
}

const stateFor = async (person: VaultPerson, address: string) => (await person.vault.resolve([address]))[0]?.state;

describe('a coworker', () => {
  test('signs the membership on registering, and whoever invited signs it once the code is proved', async () => {
    const person = new VaultPerson(server);
    const [code] = await ana.vault.inviteCoworkers([{ address: person.address, role: 'administrator' }]);
    expect(code?.completeLink).toBeNull();
    expect((await ana.vault.invitations()).find(({ address }) => address === person.address)).toMatchObject({ role: 'administrator', code: code?.code, status: 'open' });
    await person.accept({ invitation: code?.invitation ?? '', code: code?.code ?? '' });
    expect(await signaturesOf(person)).toBe(1);
    await ana.vault.invitations();
    expect(await signaturesOf(person)).toBe(2);
    expect(await person.vault.session()).toMatchObject({ role: 'administrator', practice: { name: `Practice of ${ana.person.name}` } });
    expect((await ana.vault.contacts()).find(({ address }) => address === person.address)?.verification?.kind).toBe('access-code');
  });

  test('is not signed for in another role than was offered, whatever the server shows', async () => {
    const person = new VaultPerson(server);
    const [code] = await ana.vault.inviteCoworkers([{ address: person.address, role: 'member' }]);
    await server.database.updateTable('invitations').set({ role: 'owner' }).where('id', '=', code?.invitation ?? '').execute();
    await person.accept({ invitation: code?.invitation ?? '', code: code?.code ?? '' });
    await ana.vault.invitations();
    expect(await signaturesOf(person)).toBe(1);
  });

  test('joins with a guest’s account and may then do what a member may', async () => {
    const other = await (await new VaultPerson(server).signUp()).confirm();
    const guest = new VaultPerson(server);
    const sent = await other.vault.send(await other.write([guest.address]));
    await guest.accept({ invitation: sent.codes[0]?.invitation ?? '', code: sent.codes[0]?.code ?? '' });
    const [code] = await ana.vault.inviteCoworkers([{ address: guest.address, role: 'member' }]);
    const { role } = await guest.vault.redeem({ id: code?.invitation ?? '', token: server.invitationToken(code?.invitation ?? ''), code: code?.code ?? '' });
    expect(role).toBe('member');
    await guest.vault.joinInvitation();
    expect(await guest.vault.session()).toMatchObject({ role: 'member', mayInvite: true });
    await ana.vault.invitations();
    expect(await signaturesOf(guest)).toBe(2);
    expect(await stateFor(guest, ana.address)).toBe('verified');
  });

  test('who cannot be invited leaves no code behind', async () => {
    const member = await coworkerOf(ana);
    const fresh = somebody().address;
    const people = [{ address: fresh, role: 'member' }, { address: member.address, role: 'member' }] as const;
    expect(await refused(ana.vault.inviteCoworkers([...people]))).toBe('coworkers_refused');
    expect((await ana.vault.invitations()).map(({ address }) => address)).not.toContain(fresh);
    expect(await ana.vault.inviteCoworkers([{ address: fresh, role: 'member' }])).toHaveLength(1);
  });
});

describe('a coworker who lost password and kit', () => {
  test('starts again with a code of the administrator, whose browser signs for the new keys; to colleagues they have changed', async () => {
    const [lost, colleague] = [await coworkerOf(ana), await coworkerOf(ana)];
    await colleague.vault.send(await colleague.write([lost.address]));
    await ana.vault.send(await ana.write([lost.address], { subject: 'From before' }));
    const [code] = await ana.vault.inviteCoworkers([{ address: lost.address, role: 'member', restart: true }]);
    // Until it is used, messages go to the keys that there are.
    expect(await stateFor(ana, lost.address)).toBe('verified');
    const again = new VaultPerson(server, { person: { ...lost.person, password: 'another correct horse' } });
    await again.accept({ invitation: code?.invitation ?? '', code: code?.code ?? '' });
    expect(await signaturesOf(again)).toBe(1);
    await ana.vault.invitations();
    expect(await signaturesOf(again)).toBe(2);
    expect(await stateFor(ana, lost.address)).toBe('verified');
    expect(await stateFor(again, ana.address)).toBe('verified');
    expect(await stateFor(colleague, lost.address)).toBe('changed');
    expect(await lost.vault.session()).toBeNull();
  });
});

describe('the invitation of a patient', () => {
  let bea: VaultPerson;
  let ben: VaultPerson;
  let lee: VaultPerson;
  beforeAll(async () => {
    bea = await coworkerOf(ana, 'administrator');
    ben = await coworkerOf(ana);
    lee = await coworkerOf(bea);
  });

  test('by somebody whom my administrator has signed is used, and no second code is made', async () => {
    const patient = await writeToSomebody(ben);
    expect(await stateFor(ana, patient)).toBe('invited');
    expect(await stateFor(bea, patient)).toBe('invited');
    expect((await bea.vault.send(await bea.write([patient]))).codes).toEqual([]);
  });

  test('by whoever brought me in is used', async () => {
    expect(await stateFor(ben, await writeToSomebody(ana))).toBe('invited');
    expect(await stateFor(lee, await writeToSomebody(bea))).toBe('invited');
  });

  test('by somebody whom an administrator below mine has signed is used', async () => {
    const patient = await writeToSomebody(lee);
    for (const colleague of [ana, bea, ben]) expect(await stateFor(colleague, patient)).toBe('invited');
  });

  test('by an administrator above mine of whom nobody has stated anything is used once I have compared their keys, and not before', async () => {
    await keepStatementsBack(server);
    const patient = await writeToSomebody(ana);
    expect(await stateFor(lee, patient)).toBe('alarm');
    await lee.vault.fingerprint(ana.address);
    await lee.vault.confirmKeys({ address: ana.address, as: 'compared' });
    expect(await stateFor(lee, patient)).toBe('invited');
    expect(await stateFor(lee, await writeToSomebody(ben))).toBe('invited');
  });

  test('by somebody whose access code nobody has verified is not used', async () => {
    const unproved = new VaultPerson(server);
    const [code] = await ana.vault.inviteCoworkers([{ address: unproved.address, role: 'member' }]);
    await unproved.accept({ invitation: code?.invitation ?? '', code: code?.code ?? '' });
    const patient = await writeToSomebody(unproved);
    expect(await stateFor(ben, patient)).toBe('alarm');
    await ana.vault.invitations();
    expect(await stateFor(ben, patient)).toBe('invited');
  });
});

describe('a file of coworkers', () => {
  const read = (content: string, giver: 'owner' | 'administrator' = 'owner') => readCoworkerFile(content, giver);

  test.each([
    ['a@x.example,member\nb@x.example,administrator', 'a@x.example member, b@x.example administrator'],
    ['E-mail;Role\r\na@x.example;OWNER\r\n', 'a@x.example owner'],
    ['\ufeffAddress,Role\n"a@x.example","admin"\n\n', 'a@x.example administrator'],
    ['a@x.example\tmember\r b@x.example ', 'a@x.example member, b@x.example member'],
    ['sep=;\na@x.example;;', 'a@x.example member'],
    ['E-Mail-Adresse;Rolle\na@x.example;Administratorin\nb@x.example;Mitglied\nc@x.example;Inhaber', 'a@x.example administrator, b@x.example member, c@x.example owner'],
    ['E-Mail;Rolle\r\na@x.example;Mitglied\r\n;\r\n;;\r\n', 'a@x.example member'],
    ['', ''],
  ])('%j is read as %j', (content, people) => {
    const { lines, problems } = read(content);
    expect(problems).toEqual([]);
    expect(lines.map(({ address, role }) => `${address} ${role}`).join(', ')).toBe(people);
  });

  test('names every wrong line by its number, also where lines are empty', () => {
    const content = 'E-mail,Role\n\nLee Park,member\na@x.example,boss\na@x.example,member\nb@x.example,member,x\nc@x.example,owner\nE-mail,Role';
    expect(read(content, 'administrator').problems.map(({ line, problem }) => `${line} ${problem}`)).toEqual(['3 address', '4 role', '5 twice', '6 columns', '7 owner', '8 address']);
    expect(read(content, 'administrator').lines).toEqual([]);
  });
});

describe('a file of coworkers is checked whole', () => {
  const check = (content: string | Uint8Array<ArrayBuffer>, giver: 'owner' | 'administrator' = 'owner') => checkCoworkerFile(new File([content], 'staff.csv'), giver);

  // The page's own requests, answered by the real server for whoever has it open.
  beforeAll(() => {
    vi.stubGlobal('location', { origin: server.parts.settings.publicUrl });
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init: RequestInit = {}) => ana.browser.fetch(String(input), init));
  });
  afterAll(() => vi.unstubAllGlobals());

  test('and is ready where nothing is wrong with any of it', async () => {
    const [one, two] = [somebody().address, somebody().address];
    expect(await check(`E-mail;Role\n${one};administrator\n\n${two}\n`)).toEqual({
      status: 'ready',
      lines: [{ line: 2, address: one, role: 'administrator' }, { line: 4, address: two, role: 'member' }],
    });
  });

  test('and names, line by line, its own errors and what the practice knows of the people in it', async () => {
    const member = await coworkerOf(ana);
    const elsewhere = await (await new VaultPerson(server).signUp()).confirm();
    const invited = somebody().address;
    await ana.vault.inviteCoworkers([{ address: invited, role: 'member' }]);
    const content = [somebody().address, invited, 'not an address', elsewhere.address, `${somebody().address};boss`, member.address.toUpperCase()].join('\n');
    const found = await check(content);
    expect(found.status === 'wrong' && found.problems.map(({ line, problem }) => `${line} ${problem}`)).toEqual(['2 invited', '3 address', '4 unavailable', '5 role', '6 member']);
  });

  test('and says which line has an address that only the server knows to be none', async () => {
    expect(await check(`${somebody().address}\na@x..example\n${somebody().address}\n`)).toEqual({ status: 'wrong', problems: [{ line: 2, address: 'a@x..example', problem: 'address' }], room: null });
  });

  test('and is refused where it cannot be read, is empty, or names more than a hundred', async () => {
    expect(await check(Uint8Array.of(0x6c, 0xfc, 0x40))).toEqual({ status: 'unreadable', why: 'unreadable' });
    expect(await check('a'.repeat(1_000_001))).toEqual({ status: 'unreadable', why: 'unreadable' });
    expect(await check('E-mail,Role\n\n')).toEqual({ status: 'unreadable', why: 'empty' });
    const many = (count: number) => Array.from({ length: count }, (_, index) => `person${index}@many.example`).join('\n');
    expect(await check(`${many(100)}\nnobody`)).toEqual({ status: 'too-many', most: 100 });
    expect((await check(many(100))).status).toBe('ready');
  });
});
