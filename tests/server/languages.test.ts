// Which language somebody gets: their pages by what they chose in the browser or what it accepts, their mails by their account.
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedLanguage, languageOf } from '../../server/language.ts';
import type { QueuedMail } from '../../server/mail/outgoing-mail.ts';
import { writeMail } from '../../server/mail/write-mail.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, TestClient } from '../support/client.ts';
import { inviteSomebody, send } from '../support/correspondence.ts';
import { MESSAGE, noticeMail, oneOfEach, writing } from '../support/mails.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

describe('what a browser accepts', () => {
  it.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['DE-ch', 'de'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['en;q=0.5, de;q=0.9', 'de'],
    ['de;q=0.5,en;q=0.5', 'de'],
    ['fr-FR,fr;q=0.9,de;q=0.2', 'de'],
    ['fr,it;q=0.9', 'en'],
    ['de;q=0', 'en'],
    ['de;q=0.000,fr', 'en'],
    ['*', 'en'],
    ['', 'en'],
    // Not what a browser sends.
    ['de;q=high', 'en'],
    ['de;q=-1', 'en'],
    ['de;q=9', 'en'],
    ['deutsch', 'en'],
    ['../de', 'en'],
    ['constructor,__proto__', 'en'],
    [',;=,;q=;q=1,', 'en'],
    [`${'fr,'.repeat(100)}de`, 'en'],
  ])('%j is answered in %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language);
  });

  it('takes no longer for a header that was made to be slow', () => {
    const before = performance.now();
    acceptedLanguage(`${'de;'.repeat(20_000)},${' ,'.repeat(20_000)}${'a-'.repeat(20_000)}`);
    expect(performance.now() - before).toBeLessThan(200);
  });
});

describe('what a person chose', () => {
  const app = new Hono().get('/', (c) => c.text(languageOf(c)));
  const asked = async (cookie: string, accepted = 'en') => await (await app.request('/', { headers: { cookie, 'accept-language': accepted } })).text();

  it('comes before what the browser accepts', async () => {
    expect(await asked('language=de')).toBe('de');
    expect(await asked('language=en', 'de')).toBe('en');
    expect(await asked('other=1; language=de; more=2')).toBe('de');
  });

  it.each(['fr', '', 'DE', '%64%65%00', '../../de', 'de%2F..', '__proto__', 'x'.repeat(4000)])('is not heard where it is %j', async (value) => {
    expect(await asked(`language=${value}`, 'de')).toBe('de');
    expect(await asked(`language=${value}`, 'en')).toBe('en');
  });
});

describe('a mail', () => {
  it('is in the language that it was queued in, whole: text, HTML and the language that HTML names', async () => {
    const mail = await writeMail({ ...noticeMail({ subject: '' }), language: 'de' }, writing);
    expect(mail.subject).toBe('Nachricht von Dr. Ana Ruiz (Northside Dental)');
    expect(mail.text).toContain(`Sichere Nachricht öffnen:\nhttps://mail.northside.example/message?id=${MESSAGE}`);
    expect(mail.html).toMatch(/<html[^>]* lang="de"/);
    expect(mail.html).toContain('Die Schaltfläche führt zu');
  });

  it('says nothing in English in any other language, of any kind', async () => {
    for (const queued of oneOfEach) {
      const [english, german] = [await writeMail(queued, writing), await writeMail({ ...queued, language: 'de' }, writing)];
      const words = writtenIn(queued).reduce((text, written) => text.replaceAll(written, ''), german.text);
      expect(words).not.toMatch(/\b(?:the|your|with|please|password|and)\b/i);
      if (queued.kind !== 'notice') expect(german.subject).not.toBe(english.subject);
    }
  });
});

/** What people have written themselves stays as it is. */
function writtenIn(queued: QueuedMail): string[] {
  if (queued.kind === 'notice') return [queued.payload.text];
  return queued.kind === 'digest' ? queued.payload.notices.flatMap(({ subject, text }) => [subject, text]) : [];
}

describe('the language of an account', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const german = async () => {
    const client = new TestClient(server);
    client.cookies.set('language', 'de');
    await client.signUp();
    return await client.confirm();
  };
  const languageIn = async (client: TestClient) => (await server.database.selectFrom('accounts').select('language').where('id', '=', client.account).executeTakeFirstOrThrow()).language;
  const newest = async (recipient: string) => (await server.mails(recipient)).at(-1);

  it('is the browser’s at sign-up, and already the mail that confirms the address comes in it', async () => {
    const client = await german();
    expect(await languageIn(client)).toBe('de');
    expect(await newest(client.address)).toMatchObject({ kind: 'confirm', language: 'de' });
    const other = await founder(server);
    expect(await newest(other.address)).toMatchObject({ kind: 'confirm', language: 'en' });
  });

  it('is whose mail it is: the reader’s where there is an account, else the writer’s', async () => {
    const [writer, englishReader] = [await german(), await founder(server)];
    const { id } = await send(writer, { to: [englishReader.address] });
    expect(await server.database.selectFrom('outbox').select('language').where('message_id', '=', id).execute()).toEqual([{ language: 'en' }]);
    const { id: answer } = await send(englishReader, { to: [writer.address] });
    expect(await server.database.selectFrom('outbox').select('language').where('message_id', '=', answer).execute()).toEqual([{ language: 'de' }]);
    const invited = await inviteSomebody(writer);
    const mail = await server.database.selectFrom('outbox').select('language').where('invitation_id', '=', invited.invitation).execute();
    expect(mail).toEqual([{ language: 'de' }]);
  });

  it('is what its owner chooses, and nothing else', async () => {
    const client = await founder(server);
    expect((await client.call('PATCH /api/profile', { body: { language: 'de' } })).status).toBe(204);
    expect(await languageIn(client)).toBe('de');
    expect((await ok(client.api.session.$get())).name).toBe(client.person.name);
    for (const language of ['fr', '', null, 'DE', 'de; drop table accounts', ['de']]) {
      expect(refusal(await client.call('PATCH /api/profile', { body: { language } }))).toBe('400 invalid_request');
    }
    expect(await languageIn(client)).toBe('de');
  });

  it('is learnt at the next log-in where it is not known yet, and not changed by one', async () => {
    const client = await founder(server);
    await server.database.updateTable('accounts').set({ language: null }).where('id', '=', client.account).execute();
    client.cookies.set('language', 'de');
    await client.logIn();
    expect(await languageIn(client)).toBe('de');
    client.cookies.set('language', 'en');
    await client.logIn();
    expect(await languageIn(client)).toBe('de');
  });
});
