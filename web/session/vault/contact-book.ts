// The address book as a document: finding, putting, ranking. Pure; contacts.ts reads and writes it.
import { plainName } from '#crypto/plain-name';
import { foldWord, spellOut } from '../search/words.ts';
import type { Contact } from '../vault-api/contacts.ts';
import type { ContactsDocument, Pin, StoredContact } from './documents.ts';
import { verificationOf } from './pins.ts';

export const NO_CONTACTS: ContactsDocument = { version: 1, contacts: [] };

export function findContact(book: ContactsDocument | null, address: string): StoredContact | undefined {
  return book?.contacts.find((contact) => contact.address === address);
}

export function findByAccount(book: ContactsDocument | null, account: string): StoredContact | undefined {
  return book?.contacts.find((contact) => contact.pin?.account === account);
}

/** What is pinned for this person: by address and by account. Somebody else at a known address is a change; a known account at another may have moved. */
export function pinOf(book: ContactsDocument, { address, account }: { address: string; account: string }): Pin | null {
  return findContact(book, address)?.pin ?? findByAccount(book, account)?.pin ?? null;
}

/** The book with a contact changed, or added where there is none. Gives back the same book where `change` does. */
export function changeContact(
  book: ContactsDocument, address: string, change: (contact: StoredContact) => StoredContact,
): ContactsDocument {
  const current = findContact(book, address);
  const next = change(current ?? emptyContact(address));
  if (next === current) return book;
  const others = book.contacts.filter((contact) => contact.address !== address);
  return { ...book, contacts: [...others, next] };
}

export function emptyContact(address: string): StoredContact {
  return { address, name: '', practice: '', notes: '', listed: false, pin: null, lastUsed: 0, uses: 0 };
}

export function contactView(contact: StoredContact): Contact {
  const { address, name, practice, notes, lastUsed, uses, pin, formerly = [] } = contact;
  // Names that were taken over before they were made plain are in the book as they came.
  const named = { name: plainName(name), practice: plainName(practice) };
  return { address, ...named, notes, lastUsed, uses, formerly: formerly.at(-1) ?? null, account: pin?.account ?? null, verification: verificationOf(contact) };
}

const SUGGESTIONS = 8;

/** The contacts that a typed text may mean, the likeliest first: how well it fits, then how often and how recently used. */
export function suggestContacts(contacts: readonly StoredContact[], query: string): StoredContact[] {
  const words = typedWords(query);
  return contacts
    .filter(({ listed }) => listed)
    .map((contact) => ({ contact, fit: fitOf(contact, words) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || b.contact.uses - a.contact.uses || b.contact.lastUsed - a.contact.lastUsed)
    .slice(0, SUGGESTIONS)
    .map(({ contact }) => contact);
}

export function typedWords(query: string): string[] {
  return foldWord(query).split(/\s+/u).filter(Boolean);
}

type FoldedField = { text: string; weight: number };

/** Contacts are never changed in place, so what was folded once holds. */
const folded = new WeakMap<StoredContact, FoldedField[]>();

function fieldsOf(contact: StoredContact): FoldedField[] {
  const known = folded.get(contact);
  if (known) return known;
  const fields = [
    { text: asTyped(contact.name), weight: 4 },
    { text: asTyped(contact.address), weight: 3 },
    { text: asTyped(contact.practice), weight: 2 },
    // Whoever types the old address means them.
    ...(contact.formerly ?? []).map(({ address }) => ({ text: asTyped(address), weight: 1 })),
  ];
  folded.set(contact, fields);
  return fields;
}

/** A text as people type it: without accents, and after that as it is typed where the keyboard has no umlauts. */
export function asTyped(text: string): string {
  const spelt = spellOut(text);
  return spelt === null ? foldWord(text) : `${foldWord(text)} ${spelt}`;
}

/** Zero where a typed word is found nowhere. */
function fitOf(contact: StoredContact, words: readonly string[]): number {
  let sum = 1;
  for (const word of words) {
    const best = Math.max(...fieldsOf(contact).map(({ text, weight }) => weight * placeOf(text, word)));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

/** 3 at the beginning, 2 at the beginning of a word, 1 anywhere, 0 nowhere. */
export function placeOf(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === -1) return 0;
  if (at === 0) return 3;
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)) ? 2 : 1;
}
