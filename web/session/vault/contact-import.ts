// Contacts from a file, after the page has read it: checked whole, then put into the book. What a person has written stays; the
// file fills gaps, adds notes, and puts people into groups.
import { newId, type Address } from '#crypto';
import { plainName } from '#crypto/plain-name';
import { VaultError } from '../vault-error.ts';
import type { ContactCard, ImportPlan } from '../vault-api/contacts.ts';
import { emptyContact, NO_CONTACTS } from './contact-book.ts';
import { NO_GROUPS, sameName } from './contact-groups.ts';
import { readBook } from './contacts.ts';
import { requireAddress, requireUnlocked, type VaultContext } from './context.ts';
import type { ContactsDocument, GroupsDocument, StoredContact } from './documents.ts';
import { editState, readDocument } from './state.ts';

const NOTES_MAX = 4000;

type ProperCard = ContactCard & { address: Address };

export async function planImport(context: VaultContext, given: readonly ContactCard[]): Promise<ImportPlan> {
  const { cards, refused } = properCards(context, given);
  const [book, groups] = [await readBook(context), (await readDocument(context, 'groups')) ?? NO_GROUPS];
  const before = new Map(book.contacts.map((contact) => [contact.address, contact]));
  const after = withCards(book, cards).contacts;
  const moved = newMembers(groups, cards);
  const addresses = new Set<string>(cards.map(({ address }) => address));
  let [added, changed] = [0, 0];
  for (const contact of after) {
    if (!addresses.has(contact.address)) continue;
    const known = before.get(contact.address);
    if (known?.listed !== true) added += 1;
    else if (known !== contact || moved.has(contact.address)) changed += 1;
  }
  return { refused, added, changed, unchanged: addresses.size - added - changed };
}

export async function importContacts(context: VaultContext, given: readonly ContactCard[]): Promise<void> {
  const { cards, refused } = properCards(context, given);
  if (refused.length > 0) throw new VaultError('invalid_address', { addresses: refused.map((place) => given[place]?.address ?? '') });
  await editState(context, {
    contacts: (book) => withCards(book ?? NO_CONTACTS, cards),
    groups: (document) => withCategories(document ?? NO_GROUPS, cards),
  });
}

/** Normalised; one's own address is nobody to write to and is passed over. */
function properCards(context: VaultContext, given: readonly ContactCard[]): { cards: ProperCard[]; refused: number[] } {
  const { address: own } = requireUnlocked(context);
  const refused: number[] = [];
  const cards = given.flatMap((card, place) => {
    try {
      return [{ ...card, address: requireAddress(card.address), name: plainName(card.name), practice: plainName(card.practice) }];
    } catch {
      refused.push(place);
      return [];
    }
  });
  return { cards: cards.filter(({ address }) => address !== own), refused };
}

/** The book with all cards in it; contacts that gain nothing stay the same objects, and so does the book. */
export function withCards(book: ContactsDocument, cards: readonly ContactCard[]): ContactsDocument {
  const contacts = new Map(book.contacts.map((contact) => [contact.address, contact]));
  let changed = false;
  for (const card of cards) {
    const current = contacts.get(card.address) ?? emptyContact(card.address);
    const next = filled(current, card);
    if (next === current) continue;
    changed = true;
    contacts.set(card.address, next);
  }
  return changed ? { ...book, contacts: [...contacts.values()] } : book;
}

function filled(contact: StoredContact, card: ContactCard): StoredContact {
  const name = contact.name || card.name;
  const practice = contact.practice || card.practice;
  const notes = joinedNotes(contact.notes, card.notes);
  const same = contact.listed && name === contact.name && practice === contact.practice && notes === contact.notes;
  return same ? contact : { ...contact, name, practice, notes, listed: true };
}

function joinedNotes(own: string, other: string): string {
  if (other === '' || own.includes(other)) return own;
  const both = own === '' ? other : `${own}\n${other}`;
  return both.length > NOTES_MAX ? own : both;
}

/** Groups that the cards name, made where there is none of that name, with their people in them. */
export function withCategories(document: GroupsDocument, cards: readonly ContactCard[]): GroupsDocument {
  const groups = document.groups.map((group) => ({ group, members: new Set(group.members) }));
  for (const { address, groups: names } of cards) {
    for (const name of names) {
      let place = groups.find(({ group }) => sameName(group.name, name));
      if (!place) groups.push((place = { group: { id: newId(), name, members: [] }, members: new Set() }));
      place.members.add(address);
    }
  }
  const next = groups.map(({ group, members }) => (members.size === group.members.length ? group : { ...group, members: [...members] }));
  return next.length === document.groups.length && next.every((group, index) => group === document.groups[index]) ? document : { ...document, groups: next };
}

/** Who would come into a group. */
function newMembers(document: GroupsDocument, cards: readonly ContactCard[]): Set<string> {
  const isIn = (address: string, name: string) => document.groups.some((group) => sameName(group.name, name) && group.members.includes(address));
  return new Set(cards.filter(({ address, groups }) => groups.some((name) => !isIn(address, name))).map(({ address }) => address));
}
