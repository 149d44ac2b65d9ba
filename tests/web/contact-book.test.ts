// Suggestions from the address book: found without accents and by any part, the likeliest first.
import { describe, expect, test } from 'vitest';
import { changeContact, NO_CONTACTS, suggestContacts } from '../../web/session/vault/contact-book.ts';
import type { StoredContact } from '../../web/session/vault/documents.ts';

function contact(name: string, given: Partial<StoredContact> = {}): StoredContact {
  const address = `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@elsewhere.example`;
  return { address, name, practice: '', notes: '', listed: true, pin: null, lastUsed: 0, uses: 0, ...given };
}

const names = (contacts: readonly StoredContact[], query: string) => suggestContacts(contacts, query).map(({ name }) => name);

describe('suggestions', () => {
  test.each([
    ['muller', 'Dr. Jürgen Müller'],
    ['JÜR', 'Dr. Jürgen Müller'],
    ['strasse', 'Praxis an der Straße'],
    ['sorensen', 'Åse Sørensen'],
    ['lodz', 'Łódź Dental'],
    ['mü jürg', 'Dr. Jürgen Müller'],
  ])('find %s', (query, expected) => {
    const all = ['Dr. Jürgen Müller', 'Praxis an der Straße', 'Åse Sørensen', 'Łódź Dental', 'Somebody'].map((name) => contact(name));
    expect(names(all, query)[0]).toBe(expected);
  });

  test('prefer the beginning of a name, then of a word, then what is used often and lately', () => {
    const all = [
      contact('Hannah', { address: 'x1@y.example' }),
      contact('Ana Often', { uses: 9 }),
      contact('Dr. Ana Word', { uses: 99 }),
      contact('Ana Late', { uses: 9, lastUsed: 5 }),
      contact('Ana Never'),
    ];
    expect(names(all, 'ana')).toEqual(['Ana Late', 'Ana Often', 'Ana Never', 'Dr. Ana Word']);
  });

  test('find by practice and address, never whom a person removed', () => {
    const all = [contact('Lee', { practice: 'Fine Lab', address: 'orders@finelab.example' }), contact('Gone', { practice: 'Fine Lab', listed: false })];
    expect(names(all, 'fine')).toEqual(['Lee']);
    expect(names(all, 'orders')).toEqual(['Lee']);
    expect(names(all, 'fine lee')).toEqual(['Lee']);
    expect(names(all, 'fine nobody')).toEqual([]);
  });

  test('without a query are those used most', () => {
    expect(names([contact('A'), contact('B', { uses: 2 })], '')).toEqual(['B', 'A']);
  });
});

describe('the book', () => {
  test('stays the same object where nothing changes, so that nothing is written', () => {
    const book = changeContact(NO_CONTACTS, 'a@b.example', (each) => ({ ...each, name: 'A' }));
    expect(changeContact(book, 'a@b.example', (each) => each)).toBe(book);
  });
});
