// How the address book lies in the sealed state. A small one is the one document `contacts`. One that outgrows it is spread over
// sixteen, each contact by its address: none comes near the largest blob, and a change writes a sixteenth of it.
import { encodeUtf8 } from '#crypto';
import { VaultError } from '../vault-error.ts';
import type { ContactsDocument, StoredContact } from './documents.ts';

const LETTERS = [...'bcdefghijklmnop'];
const PAGES = ['contacts', ...LETTERS.map((letter) => `contacts-${letter}`)];

/** Bytes of JSON. */
const SPREAD_FROM = 500_000;
const PAGE_MAX = 1_000_000;
/** A save of state takes twelve mebibytes as base64: the whole book must fit into one. */
const BOOK_MAX = 8_500_000;

type Documents = ReadonlyMap<string, { value: unknown }>;

/** The blobs that a document lies in. */
export function blobsOf(name: string): readonly string[] {
  return name === 'contacts' ? PAGES : [name];
}

/** The document as one, from its blobs that are loaded. */
export function joined(documents: Documents, name: string): unknown {
  if (name !== 'contacts') return documents.get(name)?.value;
  const pages = PAGES.flatMap((page) => (documents.get(page)?.value as ContactsDocument | undefined) ?? []);
  const [first, ...others] = pages;
  return first && others.length > 0 ? { ...first, contacts: pages.flatMap(({ contacts }) => contacts) } : first;
}

/** Only the blobs that change. Throws `book_full`. */
export function spread(documents: Documents, { name, value }: { name: string; value: unknown }): Map<string, unknown> {
  if (name !== 'contacts' || value === null) return new Map([[name, value]]);
  const book = value as ContactsDocument;
  const size = sizeOf(book);
  if (size > BOOK_MAX) throw new VaultError('book_full');
  if (size <= SPREAD_FROM && !documents.has(PAGES[1] ?? '')) return new Map([[name, book]]);
  return new Map(pagesOf(book).flatMap((page, index) => changedPage(documents, { name: PAGES[index] ?? '', page })));
}

function pagesOf(book: ContactsDocument): ContactsDocument[] {
  const pages = PAGES.map((): ContactsDocument => ({ ...book, contacts: [] }));
  for (const contact of book.contacts) pages[pageOf(contact)]?.contacts.push(contact);
  return pages;
}

function changedPage(documents: Documents, { name, page }: { name: string; page: ContactsDocument }): [string, ContactsDocument][] {
  const before = documents.get(name)?.value as ContactsDocument | undefined;
  const same = before?.contacts.length === page.contacts.length && before.contacts.every((contact, index) => contact === page.contacts[index]);
  if (same) return [];
  if (sizeOf(page) > PAGE_MAX) throw new VaultError('book_full');
  return [[name, page]];
}

/** FNV-1a: no secret, only the same everywhere and even. */
function pageOf({ address }: StoredContact): number {
  let hash = 0x811c9dc5;
  for (const byte of encodeUtf8(address)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % PAGES.length;
}

function sizeOf(document: ContactsDocument): number {
  return encodeUtf8(JSON.stringify(document)).length;
}
