// Labels through the vault: sealed, on all devices, searched for without asking the server, and gone without a trace on the messages.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#crypto';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
const sent: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
  for (const subject of ['Crown 26', 'Invoice', 'Splint']) {
    sent[subject] = (await ana.vault.send(await ana.write([ana.address], { subject, text: `About ${subject}` }))).id;
    server.advance(60_000);
  }
}, 120_000);
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

const idOf = (subject: string) => sent[subject] ?? '';
const label = (name: string) => ana.vault.saveLabel({ id: null, name, colour: 'blue' });
const give = (id: string, ...subjects: string[]) => ana.vault.labelMessages({ messages: subjects.map(idOf), add: [id], remove: [] });
const named = async (person = ana) => {
  const { labels, messages } = await person.vault.labels();
  const nameOf = (id: string) => labels.find((each) => each.id === id)?.name ?? '?';
  return Object.fromEntries(Object.entries(messages).map(([id, has]) => [Object.keys(sent).find((subject) => sent[subject] === id), has.map(nameOf).toSorted()]));
};

describe('labels', () => {
  test('are given to one or many messages and taken off again, on every device', async () => {
    const [lab, money] = [await label('Lab'), await label('Money')];
    await give(lab.id, 'Crown 26', 'Splint');
    await ana.vault.labelMessages({ messages: [idOf('Crown 26'), idOf('Invoice')], add: [money.id], remove: [lab.id] });
    const expected = { 'Crown 26': ['Money'], Invoice: ['Money'], Splint: ['Lab'] };
    expect(await named()).toEqual(expected);
    expect(await named(await ana.elsewhere().logIn())).toEqual(expected);
  });

  test('are renamed, coloured and deleted, and deleting has a way back', async () => {
    const made = await label('  To  "do" ');
    expect(made.name).toBe('To ’do’');
    await give(made.id, 'Invoice');
    await ana.vault.saveLabel({ id: made.id, name: 'Today', colour: 'red' });
    expect((await named())['Invoice']).toContain('Today');
    const changed = (await ana.vault.labels()).labels.find(({ id }) => id === made.id);
    expect(changed).toEqual({ id: made.id, name: 'Today', colour: 'red' });
    if (changed === undefined) throw new Error('no label');
    const messages = await ana.vault.removeLabel(made.id);
    expect(messages).toEqual([idOf('Invoice')]);
    expect((await named())['Invoice']).not.toContain('Today');
    await ana.vault.restoreLabel({ label: changed, messages });
    expect((await named())['Invoice']).toContain('Today');
    await ana.vault.removeLabel(made.id);
  });

  test('have names that differ, and one that is gone meanwhile is not given', async () => {
    for (const name of ['lab', 'LAB ', '', '   ']) expect(await refused(label(name)), name).toBe('label_name');
    const gone = await label('Gone soon');
    await ana.vault.removeLabel(gone.id);
    await give(gone.id, 'Splint');
    expect((await named())['Splint']).toEqual(['Lab']);
  });

  test('made on two devices at once are both kept', async () => {
    const other = await ana.elsewhere().logIn();
    const [one, two] = await Promise.all([label('From here'), other.vault.saveLabel({ id: null, name: 'From there', colour: 'grey' })]);
    // What another device writes is seen within ten seconds.
    server.advance(11_000);
    expect((await ana.vault.labels()).labels.map(({ name }) => name)).toEqual(expect.arrayContaining(['From here', 'From there']));
    for (const { id } of [one, two]) await ana.vault.removeLabel(id);
  });

  test('are a condition of the search, alone or with words, and nothing is sent for it', async () => {
    for (let turn = 0; turn < 100 && !(await ana.vault.buildIndex()).complete; turn += 1);
    await ana.vault.labels();
    const asked: string[] = [];
    ana.intercept = (request, pass) => {
      asked.push(request.path);
      return pass();
    };
    const found = async (query: string) => (await ana.vault.search({ query, limit: 50 })).hits.map(({ subject }) => subject);
    expect(await found('label:money')).toEqual(['Invoice', 'Crown 26']);
    expect(await found('label:Mon')).toEqual(['Invoice', 'Crown 26']);
    expect(await found('label:money crown')).toEqual(['Crown 26']);
    expect(await found('label:money label:lab')).toEqual([]);
    expect(await found('label:nobody')).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('are as many as the server keeps of a document: no more are given, those that are there stay, and some can be taken off', async () => {
    const [one, two] = [await label('One'), await label('Two')];
    const many = Array.from({ length: 18_500 }, () => newId());
    const some = many.slice(0, 14_000);
    await ana.vault.labelMessages({ messages: many, add: [one.id], remove: [] });
    await ana.vault.labelMessages({ messages: many.slice(14_000), add: [], remove: [one.id] });
    expect(await refused(ana.vault.labelMessages({ messages: some, add: [two.id], remove: [] }))).toBe('labels_full');
    const { messages } = await (await ana.elsewhere().logIn()).vault.labels();
    expect(some.filter((id) => messages[id]?.join() === one.id)).toHaveLength(some.length);
    await give(two.id, 'Splint');
    expect((await named())['Splint']).toContain('Two');
    for (const { id } of [one, two]) await ana.vault.removeLabel(id);
    expect(Object.keys((await ana.vault.labels()).messages)).toHaveLength(3);
  }, 60_000);

  test('are nowhere on the server but in one sealed document', async () => {
    const told: string[] = [];
    ana.intercept = (request, pass) => {
      told.push(`${request.path} ${String(request.init.body)}`);
      return pass();
    };
    const canary = await label('CANARY-LABEL');
    await give(canary.id, 'Crown 26');
    expect(told.map((each) => each.split(' ')[0])).toEqual(['/api/state', '/api/state']);
    const all = told.join('\n');
    for (const secret of ['CANARY-LABEL', canary.id, idOf('Crown 26')]) expect(all.includes(secret), secret).toBe(false);
  });
});
