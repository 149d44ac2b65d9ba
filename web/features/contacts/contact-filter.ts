// Finding a contact: every word in name, practice, address or notes, whatever its case, accents and umlauts.
import { foldWord, spellOut } from '../../session/search/words.ts';
import type { Contact } from '../../session/vault-api/contacts.ts';

/** Contacts are never changed in place, so what was folded once holds. */
const folded = new WeakMap<Contact, string>();

export function matchesContact(contact: Contact, filter: string): boolean {
  const text = foldedText(contact);
  return foldWord(filter).split(/\s+/).every((word) => text.includes(word));
}

function foldedText(contact: Contact): string {
  const known = folded.get(contact);
  if (known !== undefined) return known;
  const { name, practice, address, notes } = contact;
  const text = [name, practice, address, notes].flatMap((part) => [foldWord(part), spellOut(part) ?? '']).join(' ');
  folded.set(contact, text);
  return text;
}
