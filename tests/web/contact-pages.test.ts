// A long address book: spread over several sealed blobs, and one book to everybody who reads it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeContact, emptyContact } from '../../web/session/vault/contact-book.ts';
import { joined, spread } from '../../web/session/vault/contact-pages.ts';
import type { ContactsDocument } from '../../web/session/vault/documents.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

const bookOf = (count: number, notes = ''): ContactsDocument => ({ version: 1, contacts: Array.from({ length: count }, (_, number) => ({ ...emptyContact(`person${number}@many.example`), name: `Person ${number}`, notes, listed: true })) });
const asDocuments = (pages: ReadonlyMap<string, unknown>) => new Map([...pages].map(([name, value]) => [name, { value }]));
const addresses = (book: unknown) => (book as ContactsDocument).contacts.map(({ address }) => address).toSorted();

describe('a book', () => {
  test('that is small is one document', () => {
    const book = bookOf(500);
    expect([...spread(new Map(), { name: 'contacts', value: book })]).toEqual([['contacts', book]]);
  });

  test('that is large is spread evenly, loses nobody, and a change writes one page', () => {
    const book = bookOf(8000);
    const pages = spread(new Map([['contacts', { value: bookOf(10) }]]), { name: 'contacts', value: book });
    expect(pages.size).toBe(16);
    const sizes = [...pages.values()].map((page) => (page as ContactsDocument).contacts.length);
    expect(Math.max(...sizes)).toBeLessThan(2 * Math.min(...sizes));
    const documents = asDocuments(pages);
    const whole = joined(documents, 'contacts') as ContactsDocument;
    expect(addresses(whole)).toEqual(addresses(book));
    const changed = spread(documents, { name: 'contacts', value: changeContact(whole, 'person77@many.example', (contact) => ({ ...contact, uses: 1 })) });
    expect(changed.size).toBe(1);
    // Once it was large it stays spread: a page alone is never the whole book.
    expect(spread(documents, { name: 'contacts', value: { ...whole, contacts: whole.contacts.slice(0, 100) } }).size).toBe(16);
  });

  test('that no save could carry is refused', () => {
    expect(() => spread(new Map(), { name: 'contacts', value: bookOf(2500, 'n'.repeat(4000)) })).toThrow('book_full');
  });

  test('leaves other documents as they are', () => {
    const documents = new Map([['groups', { value: 'groups' }]]);
    expect(joined(documents, 'groups')).toBe('groups');
    expect([...spread(documents, { name: 'groups', value: null })]).toEqual([['groups', null]]);
  });
});

describe('in the sealed state', () => {
  let server: TestServer;
  let ana: VaultPerson;
  beforeAll(async () => {
    server = await startTestServer();
    ana = await (await new VaultPerson(server).signUp()).confirm();
    const cards = bookOf(6000, 'Some words about this person').contacts.map(({ address, name, notes }) => ({ address, name, practice: '', notes, groups: [] }));
    await ana.vault.saveContact({ address: 'before@many.example', name: 'Before', practice: '', notes: '' });
    await ana.vault.importContacts(cards);
  });
  afterAll(() => server?.stop());

  test('thousands are there on every device, and those that two devices add at once too', async () => {
    const other = await ana.elsewhere().logIn();
    expect(await other.vault.contacts()).toHaveLength(6001);
    const add = (device: VaultPerson, name: string) => device.vault.saveContact({ address: `${name}@added.example`, name, practice: '', notes: '' });
    await Promise.all([add(ana, 'a'), add(other, 'b'), add(ana, 'c'), add(other, 'd')]);
    const names = (await (await ana.elsewhere().logIn()).vault.contacts()).filter(({ address }) => address.endsWith('@added.example')).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(await other.vault.suggest('5999 person')).toMatchObject({ people: [{ address: 'person5999@many.example' }] });
  });

  test('a change sends one page, and a page that the server keeps back is missed', async () => {
    const sent: { name: string }[][] = [];
    ana.intercept = async ({ method, path, init }, pass) => {
      if (method === 'PUT' && path === '/api/state') sent.push((JSON.parse(String(init.body)) as { put: { name: string }[] }).put);
      return pass();
    };
    await ana.vault.saveContact({ address: 'person1@many.example', name: 'Renamed', practice: '', notes: '' });
    ana.intercept = null;
    // Once more where another device was faster.
    expect([...new Set(sent.map((put) => put.map(({ name }) => name).join()))]).toEqual([expect.stringMatching(/^contacts(-[b-p])?$/)]);

    const other = ana.elsewhere();
    other.intercept = async ({ path }, pass) => {
      const response = await pass();
      if (path !== '/api/state/read') return response;
      const body = (await response.json()) as { blobs: { name: string }[] };
      return Response.json({ ...body, blobs: body.blobs.filter(({ name }) => name !== 'contacts-e') }, { headers: response.headers });
    };
    expect(await refused(other.logIn().then(() => other.vault.contacts()))).toBe('state_rolled_back');
  });
});
