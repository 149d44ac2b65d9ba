// Search through the vault: what is found, that it stays right, and what a reload and a second device need not do again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
const sent: Record<string, string> = {};

async function tell(subject: string, text: string, file?: string): Promise<void> {
  const draft = await ana.write([ana.address], { subject, text });
  if (file !== undefined) await ana.attach(draft, { name: file, bytes: new Uint8Array(8) });
  sent[subject] = (await ana.vault.send(draft)).id;
  server.advance(60_000);
}

beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server, { person: { name: 'Dr. Ana Ruiz' } }).signUp()).confirm();
  await tell('Crown 26', 'The shade of Müller is A2, said the laboratory in Gießen.');
  await tell('Tunnel', 'Cast of the lower jaw, see photographs.', 'Unterkiefer Groß.jpg');
  await tell('Appointment', 'Mrs Élan comes on Tuesday; 26.3 at noon.');
}, 120_000);
afterAll(() => server?.stop());

async function complete(person: VaultPerson) {
  for (let turn = 0; turn < 100; turn += 1) {
    const progress = await person.vault.buildIndex();
    if (progress.complete) return progress;
  }
  throw new Error('never complete');
}

async function found(person: VaultPerson, query: string): Promise<string[]> {
  return (await person.vault.search({ query, limit: 50 })).hits.map(({ subject }) => subject);
}

/** How often each path was asked for. */
function counting(person: VaultPerson): Map<string, number> {
  const asked = new Map<string, number>();
  person.intercept = (request, pass) => {
    asked.set(request.path, (asked.get(request.path) ?? 0) + 1);
    return pass();
  };
  return asked;
}

describe('search', () => {
  test('finds by people, subject, text, e-mail message and names of files, newest first', async () => {
    expect(await complete(ana)).toMatchObject({ complete: true, searched: 3, total: 3, refused: false });
    expect(await found(ana, 'ruiz')).toEqual(['Appointment', 'Tunnel', 'Crown 26']);
    expect(await found(ana, 'photogr jaw')).toEqual(['Tunnel']);
    expect(await found(ana, 'unterkiefer')).toEqual(['Tunnel']);
    expect(await found(ana, 'read it with the link')).toHaveLength(3);
    expect(await found(ana, 'photographs crown')).toEqual([]);
  });

  test('minds neither case nor accents, and takes umlauts as they are typed without', async () => {
    for (const typed of ['MÜLLER', 'muller', 'mueller', 'Giessen', 'gießen']) expect(await found(ana, typed), typed).toEqual(['Crown 26']);
    expect(await found(ana, 'elan')).toEqual(['Appointment']);
    expect(await found(ana, 'gross.jpg')).toEqual(['Tunnel']);
  });

  test('takes what is typed in one piece or in quotation marks as words that follow each other', async () => {
    expect(await found(ana, '26.3')).toEqual(['Appointment']);
    expect(await found(ana, '26 3')).toEqual(['Appointment']);
    expect(await found(ana, '"shade of"')).toEqual(['Crown 26']);
    expect(await found(ana, '"of shade"')).toEqual([]);
  });

  test('narrows by sender, recipient, subject, files, folder and day', async () => {
    expect(await found(ana, `from:${ana.address} tunnel`)).toEqual(['Tunnel']);
    expect(await found(ana, 'from:nobody')).toEqual([]);
    expect(await found(ana, 'to:"ana ruiz" subject:crown')).toEqual(['Crown 26']);
    expect(await found(ana, 'subject:shade')).toEqual([]);
    expect(await found(ana, 'has:attachment')).toEqual(['Tunnel']);
    expect(await found(ana, 'in:trash')).toEqual([]);
    expect(await found(ana, 'in:sent')).toHaveLength(3);
    const today = new Date(server.parts.clock()).toISOString().slice(0, 10);
    const tomorrow = new Date(server.parts.clock() + 2 * 86_400_000).toISOString().slice(0, 10);
    expect(await found(ana, `after:${tomorrow}`)).toEqual([]);
    expect(await found(ana, `before:${tomorrow} in:inbox`)).toHaveLength(3);
    expect(await found(ana, `before:${today} after:${today}`)).toEqual([]);
    expect(await found(ana, '')).toEqual([]);
  });

  test('finds the same letter by letter, and more again when letters are taken back', async () => {
    const alone = ana.elsewhere();
    await alone.logIn();
    await complete(alone);
    for (const typed of ['t', 'tu', 'tue', 'tuesday', 'tuesday 26', 'tu', 't', 'from:ana t', 't subject:tu', 'gieße', 'gie', 'giesse', 'mü', 'mue', 'muell']) {
      const fresh = alone.elsewhere();
      await fresh.logIn();
      await complete(fresh);
      expect(await found(alone, typed), typed).toEqual(await found(fresh, typed));
    }
  });

  test('asks the server nothing while somebody searches', async () => {
    const asked = counting(ana);
    await found(ana, 'crown');
    await found(ana, 'from:ana jaw');
    ana.intercept = null;
    expect([...asked]).toEqual([]);
  });

  test('shows where the words stand', async () => {
    const { hits } = await ana.vault.search({ query: 'noon', limit: 50 });
    expect(hits).toMatchObject([{ id: sent['Appointment'], folder: 'inbox', snippet: expect.stringContaining('at noon') }]);
    expect((await ana.vault.search({ query: 'groß', limit: 50 })).hits).toMatchObject([{ attachments: 1, files: ['Unterkiefer Groß.jpg'] }]);
  });
});

describe('the index', () => {
  test('is complete after a reload without opening a message again', async () => {
    ana.reload();
    await ana.vault.resume();
    const asked = counting(ana);
    expect(await complete(ana)).toMatchObject({ searched: 3, total: 3 });
    ana.intercept = null;
    expect(await found(ana, 'muller')).toEqual(['Crown 26']);
    expect(asked.get('/api/messages/rows')).toBeUndefined();
    expect(asked.get('/api/messages/read')).toBeUndefined();
  });

  test('follows a message that is moved, here and on another device', async () => {
    await ana.vault.mark({ messages: [{ id: sent['Tunnel'] ?? '', role: 'recipient' }], marks: { folder: 'archive' } });
    expect(await found(ana, 'in:archive')).toEqual(['Tunnel']);
    const other = await ana.elsewhere().logIn();
    await complete(other);
    await other.vault.mark({ messages: [{ id: sent['Crown 26'] ?? '', role: 'recipient' }], marks: { folder: 'trash' } });
    server.advance(120_000);
    await complete(ana);
    expect(await found(ana, 'in:trash')).toEqual(['Crown 26']);
  });

  test('asks where the messages are when told that something has changed, and else not again so soon', async () => {
    await complete(ana);
    const other = await ana.elsewhere().logIn();
    const message = { messages: [{ id: sent['Crown 26'] ?? '', role: 'recipient' as const }] };
    await other.vault.mark({ ...message, marks: { folder: 'inbox' } });
    const asked = counting(ana);
    await ana.vault.buildIndex();
    ana.intercept = null;
    expect(asked.get('/api/messages/catalogue')).toBeUndefined();
    expect(await found(ana, 'in:trash')).toEqual(['Crown 26']);
    await ana.vault.buildIndex({ news: true });
    expect(await found(ana, 'in:trash')).toEqual([]);
    await other.vault.mark({ ...message, marks: { folder: 'trash' } });
    await ana.vault.buildIndex({ news: true });
    expect(await found(ana, 'in:trash')).toEqual(['Crown 26']);
  });

  test('takes in what arrives', async () => {
    await tell('Later', 'Zirconia bridge');
    server.advance(120_000);
    await complete(ana);
    expect(await found(ana, 'zirconia')).toEqual(['Later']);
  });

  test('forgets what is deleted, at once in what is found and soon in what is kept', async () => {
    await server.database.deleteFrom('messages').where('id', '=', sent['Later'] as never).execute();
    server.advance(120_000);
    expect(await complete(ana)).toMatchObject({ total: 3 });
    expect(await found(ana, 'zirconia')).toEqual([]);
    server.advance(120_000);
    await complete(ana);
    ana.reload();
    await ana.vault.resume();
    // Without the server's word on what there is, the device's own parts speak: it is not in them.
    ana.intercept = async (request, pass) => (request.path.endsWith('/catalogue') ? new Response(null, { status: 503 }) : pass());
    await ana.vault.buildIndex().catch(() => undefined);
    expect(await found(ana, 'zirconia')).toEqual([]);
    expect(await found(ana, 'elan')).toEqual(['Appointment']);
    ana.intercept = null;
  });

  test('is closed on the device: nothing of a message stands in what is kept', async () => {
    const account = (await ana.vault.session())?.account ?? '';
    const parts = await ana.device.search.read(account);
    expect(parts.length).toBeGreaterThan(0);
    const kept = Buffer.concat(parts.map(({ sealed }) => sealed)).toString('latin1');
    for (const word of ['Crown', 'shade', 'ruiz', 'records', 'Unterkiefer']) expect(kept).not.toContain(word);
  });

  test('is gone from the vault after log-off', async () => {
    await ana.vault.logOut();
    await expect(ana.vault.search({ query: 'crown', limit: 50 })).rejects.toMatchObject({ code: 'not_signed_in' });
    await ana.logIn();
    await complete(ana);
    expect(await found(ana, 'shade')).toEqual(['Crown 26']);
  });
});

describe('shards on the server', () => {
  test('serve a second device, which opens only what is not in them', async () => {
    const ben = await (await new VaultPerson(server).signUp()).confirm();
    for (let number = 0; number < 30; number += 1) {
      await ben.vault.send(await ben.write([ben.address], { subject: `Case ${number}`, text: `Patient number ${1000 + number}` }));
      server.advance(1_000);
    }
    await complete(ben);
    const account = (await ben.vault.session())?.account ?? '';
    const blobs = await server.database.selectFrom('state_blobs').select(['name', 'sealed']).where('account_id', '=', account).where('name', 'like', 'search%').execute();
    expect(blobs.map(({ name }) => name).toSorted()[0]).toBe('search');
    expect(blobs.length).toBeGreaterThan(1);
    expect(Buffer.concat(blobs.map(({ sealed }) => sealed)).toString('latin1')).not.toContain('Patient');

    await ben.vault.send(await ben.write([ben.address], { subject: 'The newest', text: 'Not in a shard yet' }));
    const other = ben.elsewhere();
    await other.logIn();
    const opened: string[] = [];
    other.intercept = (request, pass) => {
      if (request.path === '/api/messages/rows') opened.push(...(JSON.parse(String(request.init.body)) as { ids: string[] }).ids);
      return pass();
    };
    expect(await complete(other)).toMatchObject({ searched: 31, total: 31, refused: false });
    expect(opened).toHaveLength(1);
    expect(await found(other, 'patient 1017')).toEqual(['Case 17']);
    expect(await found(other, 'shard')).toEqual(['The newest']);
  }, 240_000);
});
