// The address book as a document: finding, putting, ranking. Pure; contacts.ts reads and writes it.
import type { Contact } from '../vault-api.ts';
import type { ContactsDocument, StoredContact } from './documents.ts';
import { verificationOf } from './pins.ts';

export const NO_CONTACTS: ContactsDocument = { version: 1, contacts: [] };

export function findContact(book: ContactsDocument | null, address: string): StoredContact | undefined {
  return book?.contacts.find((contact) => contact.address === address);
}

export function findByAccount(book: ContactsDocument | null, account: string): StoredContact | undefined {
  return book?.contacts.find((contact) => contact.pin?.account === account);
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

function emptyContact(address: string): StoredContact {
  return { address, name: '', practice: '', notes: '', listed: false, pin: null, lastUsed: 0, uses: 0 };
}

export function contactView(contact: StoredContact): Contact {
  const { address, name, practice, notes, lastUsed, uses, pin } = contact;
  return { address, name, practice, notes, lastUsed, uses, account: pin?.account ?? null, verification: verificationOf(contact) };
}

/** Letters as people search for them: without accents, case and ligatures. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe');
}

const SUGGESTIONS = 8;

/** The contacts that a typed text may mean, the likeliest first: how well it fits, then how often and how recently used. */
export function suggestContacts(contacts: readonly StoredContact[], query: string): StoredContact[] {
  const words = foldText(query).split(/\s+/u).filter(Boolean);
  return contacts
    .filter(({ listed }) => listed)
    .map((contact) => ({ contact, fit: fitOf(contact, words) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || b.contact.uses - a.contact.uses || b.contact.lastUsed - a.contact.lastUsed)
    .slice(0, SUGGESTIONS)
    .map(({ contact }) => contact);
}

/** Zero where a typed word is found nowhere. */
function fitOf(contact: StoredContact, words: readonly string[]): number {
  const fields = [
    { text: foldText(contact.name), weight: 4 },
    { text: foldText(contact.address), weight: 3 },
    { text: foldText(contact.practice), weight: 2 },
  ];
  let sum = 1;
  for (const word of words) {
    const best = Math.max(...fields.map(({ text, weight }) => weight * placeOf(text, word)));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

/** 3 at the beginning, 2 at the beginning of a word, 1 anywhere, 0 nowhere. */
function placeOf(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === -1) return 0;
  if (at === 0) return 3;
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)) ? 2 : 1;
}
