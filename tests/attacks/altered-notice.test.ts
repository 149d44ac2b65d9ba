// What stands around a secure message altered: the e-mail part, the class of its attachments, its expiry. And a notice that would
// tell the server an access code.
import { ready } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MessageRow } from '../../web/session/wire.ts';
import { lying, REFUSED, seen, showing } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
const founder = async () => (await new VaultPerson(server).signUp()).confirm();

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  [ana, ben] = [await founder(), await founder()];
});
afterEach(() => {
  ana.intercept = ben.intercept = null;
});
afterAll(() => server?.stop());

describe('a message', () => {
  it.each<[string, (row: MessageRow) => unknown]>([
    ['another text in its e-mail part', (row) => (row.notice = { ...row.notice, text: 'Please log in at evil.example.' })],
    ['another subject in its e-mail part', (row) => (row.notice = { ...row.notice, subject: 'Your invoice' })],
    ['no e-mail part', (row) => (row.notice = { subject: '', text: '' })],
    ['another class', (row) => (row.typeClass = 'advanced')],
    ['an expiry', (row) => (row.expires = Date.now())],
  ])('that the server shows with %s is refused', async (_what, row) => {
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'As signed' }));
    ana.intercept = lying(showing(id, { row }));
    expect(await seen(ana, id)).toEqual(REFUSED);
    ana.intercept = null;
    expect(await seen(ana, id)).toEqual({ opened: 'As signed', listed: 'As signed' });
  });

  it('that was opened before is verified anew when the server shows another e-mail part with it', async () => {
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'Listed' }));
    const row = async () => (await ana.vault.list({ folder: 'inbox', before: null })).rows.find((each) => each.id === id);
    expect(await row()).toMatchObject({ subject: 'Listed' });
    ana.intercept = lying(showing(id, { row: (shown) => (shown.notice = { subject: 'Invoice', text: 'Pay now' }) }));
    expect(await row()).toMatchObject({ subject: null, preview: '' });
  });
});

describe('a notice that holds an access code', () => {
  it('does not leave the browser, however the code is written', async () => {
    const address = 'lee@invited.example';
    const [made] = (await ana.vault.send(await ana.write([address]))).codes;
    const code = made?.code ?? '';
    const sent: string[] = [];
    ana.intercept = (request, pass) => {
      sent.push(request.path);
      return pass();
    };
    const spellings = [code, code.toLowerCase(), code.replaceAll('-', ''), code.replaceAll('-', '').split('').join(' '), code.replaceAll('0', 'o').replaceAll('1', 'l'), code.replaceAll('-', '/')];
    for (const spelling of spellings) {
      for (const part of [{ noticeText: `Your code: ${spelling}` }, { noticeSubject: spelling }]) {
        expect(await refused(ana.vault.send({ ...(await ana.write([address])), ...part }))).toBe('notice_contains_code');
      }
    }
    expect(sent.filter((path) => path === '/api/messages')).toEqual([]);
  });
});
