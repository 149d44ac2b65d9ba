// Signature and templates in the sealed state: on all devices, and never more than fits.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '../../web/session/vault-api/drafts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
});
afterAll(() => server?.stop());

const body = (text: string): Draft['body'] => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
const template = (name: string, text = 'Hello') => ({ id: null, name, noticeSubject: 'A subject', noticeText: '', secureSubject: 'Another', body: body(text) });

test('a new account has none', async () => {
  expect(await ana.vault.texts()).toEqual({ signature: null, templates: [] });
});

test('what one device keeps is there on the other, and what both keep at once is there on both', async () => {
  const other = await ana.elsewhere().logIn();
  await ana.vault.saveSignature({ body: body('Ana'), notice: 'Northside' });
  await Promise.all([ana.vault.saveTemplate(template('One')), other.vault.saveTemplate(template('Two'))]);
  const { signature, templates } = await (await ana.elsewhere().logIn()).vault.texts();
  expect(signature).toEqual({ body: body('Ana'), notice: 'Northside' });
  expect(templates.map(({ name }) => name).toSorted()).toEqual(['One', 'Two']);
  expect(templates[0]).toMatchObject({ noticeSubject: 'A subject', secureSubject: 'Another', body: body('Hello') });
});

test('a template has a name of its own, can be changed and goes', async () => {
  expect(await refused(ana.vault.saveTemplate(template('ONE')))).toBe('template_exists');
  const one = (await ana.vault.texts()).templates.find(({ name }) => name === 'One');
  await ana.vault.saveTemplate({ ...template('Uno'), id: one?.id ?? '' });
  await ana.vault.removeTemplate((await ana.vault.texts()).templates.find(({ name }) => name === 'Two')?.id ?? '');
  expect((await ana.vault.texts()).templates.map(({ id, name }) => [id, name])).toEqual([[one?.id, 'Uno']]);
});

test('what is too long is refused before anything is written, and what no message may hold too', async () => {
  expect(await refused(ana.vault.saveTemplate(template('Long', 'x'.repeat(300_000))))).toBe('too_large');
  const foreign = { type: 'doc', content: [{ type: 'script' }] } as unknown as Draft['body'];
  await expect(ana.vault.saveSignature({ body: foreign, notice: '' })).rejects.toThrow();
  const { signature, templates } = await ana.vault.texts();
  expect([signature?.notice, templates.length]).toEqual(['Northside', 1]);
});

test('the signature goes when it is taken back', async () => {
  await ana.vault.saveSignature(null);
  expect((await (await ana.elsewhere().logIn()).vault.texts()).signature).toBeNull();
});
