// The address book and the fingerprints in it: what a person keeps about others, and what this account knows of their keys.
import { comparisonCode, type Id, type VerifiedIdentity } from '#crypto';
import { plainName } from '#crypto/plain-name';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { Contact, Fingerprint, RemovedContact, Suggestions, Verification } from '../vault-api/contacts.ts';
import { doubtAbout, readInvitations } from './own-invitations.ts';
import { changeContact, contactView, findByAccount, findContact, NO_CONTACTS, pinOf, suggestContacts } from './contact-book.ts';
import { NO_GROUPS, suggestGroups, withMemberships, withMoves } from './contact-groups.ts';
import { requireAddress, requireUnlocked, type VaultContext } from './context.ts';
import { lookUpAddresses } from './directory.ts';
import type { ContactsDocument, StoredContact } from './documents.ts';
import { afterMoves, followMove, isElsewhere, movedContact, type Move } from './moved-contact.ts';
import { addressesOf, findPeople, type Person } from './people.ts';
import { heardOf, isRevoked, newPin, updatePin, verificationBy, type Word } from './pins.ts';
import { editState, readDocument } from './state.ts';
import { stateContacts } from './load-stating.ts';
import { wordsAbout } from './statements.ts';

export async function readBook(context: VaultContext): Promise<ContactsDocument> {
  return (await readDocument(context, 'contacts')) ?? NO_CONTACTS;
}

export async function listContacts(context: VaultContext): Promise<Contact[]> {
  const { contacts } = await readBook(context);
  return contacts.filter(({ listed }) => listed).map(contactView);
}

export async function suggest(context: VaultContext, query: string): Promise<Suggestions> {
  const { groups } = (await readDocument(context, 'groups')) ?? NO_GROUPS;
  return { people: suggestContacts((await readBook(context)).contacts, query).map(contactView), groups: suggestGroups(groups, query) };
}

type Kept = { address: string; name: string; practice: string; notes: string; groups?: readonly string[] };

export async function saveContact(context: VaultContext, { address: typed, name, practice, notes, groups: chosen }: Kept): Promise<void> {
  const address = requireAddress(typed);
  await editState(context, {
    contacts: (book) => changeContact(book ?? NO_CONTACTS, address, (contact) => ({ ...contact, name: plainName(name), practice: plainName(practice), notes, listed: true })),
    groups: (document) => document && (chosen ? withMemberships(document, { address, ids: new Set(chosen) }) : document),
  });
}

/** Answers what `restoreContact` brings back; null: nobody was there. */
export async function removeContact(context: VaultContext, typed: string): Promise<RemovedContact | null> {
  const address = requireAddress(typed);
  const done: { contact?: StoredContact; groups: Id[] } = { groups: [] };
  await editState(context, {
    contacts: (book) => {
      const contact = findContact(book, address);
      if (!book || !contact) return book;
      if (contact.listed) done.contact = contact;
      return changeContact(book, address, (before) => ({ ...before, name: '', practice: '', notes: '', listed: false, uses: 0 }));
    },
    groups: (document) => {
      if (!document) return document;
      done.groups = document.groups.filter(({ members }) => members.includes(address)).map(({ id }) => id);
      return withMemberships(document, { address, ids: new Set() });
    },
  });
  if (!done.contact) return null;
  const { name, practice, notes, uses } = done.contact;
  return { address, name, practice, notes, uses, groups: done.groups };
}

/** Takes `removeContact` back. What was written about the contact meanwhile stays. */
export async function restoreContact(context: VaultContext, { address: typed, groups: was, ...removed }: RemovedContact): Promise<void> {
  const address = requireAddress(typed);
  await editState(context, {
    contacts: (book) =>
      changeContact(book ?? NO_CONTACTS, address, ({ name, practice, notes, uses, ...contact }) => ({
        ...contact, listed: true, name: name || removed.name, practice: practice || removed.practice, notes: notes || removed.notes, uses: uses + removed.uses,
      })),
    groups: (document) => {
      if (!document) return document;
      const now = document.groups.filter(({ members }) => members.includes(address)).map(({ id }) => id);
      return withMemberships(document, { address, ids: new Set([...now, ...was]) });
    },
  });
}

/** Takes note of people met: pins who is new, follows keys and addresses that known keys vouch for, marks keys that changed. */
export async function notePeople(context: VaultContext, people: readonly Person[]): Promise<void> {
  if (people.length === 0) return;
  const now = context.now();
  const { account } = requireUnlocked(context);
  const others = people.filter((person) => person.account !== account);
  const invitations = await readInvitations(context);
  const words = await wordsAbout(context, others);
  // Who moves is decided by the address book; the groups follow in the same change.
  const moves: Move[] = [];
  await editState(context, {
    contacts: (before) => {
      moves.length = 0;
      return others.reduce<ContactsDocument>((next, person) => {
        const look = { person, now, invitations };
        const from = movedContact(next, look)?.address;
        if (from !== undefined) moves.push({ from, to: person.address });
        const book = followMove(next, look);
        // Who has not come here from where they are known is not met anew: first use would pass for what was verified.
        const at = isElsewhere(book, look) ? (findByAccount(book, person.account)?.address ?? person.address) : person.address;
        return changeContact(book, at, (contact) => noted(contact, { person, word: words.get(person.account), now }));
      }, before ?? NO_CONTACTS);
    },
    groups: (document) => document && withMoves(document, moves),
  });
}

type Contacted = ContactsDocument['contacts'][number];

function noted(contact: Contacted, look: { person: Person; word: Word | undefined; now: number }): Contacted {
  const pin = heardOf(updatePin(contact.pin, look), look);
  if (pin === contact.pin) return contact;
  // Whoever is met for the first time comes into the address book; whom a person removed stays out of it.
  const { name, practice } = look.person;
  return { ...contact, pin, listed: contact.listed || contact.pin === null, name: contact.name || name, practice: contact.practice || practice };
}

/** The identity behind an address, in groups to be read aloud. Null: one's own. */
export async function fingerprint(context: VaultContext, typed: string | null): Promise<Fingerprint> {
  const { self } = requireUnlocked(context);
  const address = typed === null ? self.address : requireAddress(typed);
  if (address === self.address) return fingerprintOf(self, { name: self.name, verification: { kind: 'self' } });
  const person = await currentPerson(context, address);
  requireUnlocked(context).shownKeys.set(address, person.newest.hash);
  const contact = findContact(await readBook(context), address);
  const words = await wordsAbout(context, [person]);
  const look = { person, word: words.get(person.account), now: context.now() };
  const pin = heardOf(updatePin(pinOf(await readBook(context), { address, account: person.account }), look), look);
  return fingerprintOf(person, { name: contact?.name || person.name, verification: verificationBy(pin) });
}

function fingerprintOf(person: { address: string; newest: VerifiedIdentity }, shown: { name: string; verification: Verification }): Fingerprint {
  return { address: person.address, name: shown.name, groups: comparisonCode(person.newest.hash), verification: shown.verification };
}

/** A person has looked: the keys shown by `fingerprint` are the contact's, and how far they are known. */
export async function confirmKeys(context: VaultContext, choice: { address: string; as: 'compared' | 'first-use' }): Promise<void> {
  const address = requireAddress(choice.address);
  const person = await currentPerson(context, address);
  // Exactly what the person has seen: the server could show other keys now. And a withdrawn key is nobody's any more.
  const shown = requireUnlocked(context).shownKeys.get(address);
  const pin = pinOf(await readBook(context), { address, account: person.account });
  if (person.newest.hash !== shown || isRevoked(shown, { pin, person })) throw new VaultError('keys_changed', { addresses: [address] });
  // A look does not outweigh an access code that was not, or wrongly, answered. A comparison does.
  const doubt = doubtAbout(await readInvitations(context), { addresses: [address, ...addressesOf(person)], now: context.now() });
  if (doubt === 'refused' && choice.as === 'first-use') throw new VaultError('claim_wrong', { addresses: [address] });
  // Nor what a colleague has verified.
  if (pin?.disputed && choice.as === 'first-use') throw new VaultError('keys_changed', { addresses: [address] });
  const now = context.now();
  await editState(context, {
    contacts: (before) => {
      const book = followMove(before ?? NO_CONTACTS, { person, now, invitations: null });
      return changeContact(book, findContact(book, address) ? address : person.address, (contact) => ({
        ...contact, pin: newPin(person, { verification: { kind: choice.as, at: afterMoves(contact, now) }, before: contact.pin }), listed: true, name: contact.name || person.name, practice: contact.practice || person.practice,
      }));
    },
  });
  // What was refused for its sender's keys may open now.
  const { messages } = requireUnlocked(context);
  for (const [id, message] of messages) if (message.status === 'failed') messages.delete(id);
  await stateContacts(context);
}

/** Who has this address now: by look-up, or, while the own address is unconfirmed, by the account that it was met under. */
async function currentPerson(context: VaultContext, address: string): Promise<Person> {
  try {
    const [found] = await lookUpAddresses(context, [requireAddress(address)]);
    const left = found?.moved;
    if (left && findContact(await readBook(context), address)?.pin?.account === left.account) return left;
    if (found?.person) return found.person;
  } catch (error) {
    if (!isVaultError(error, 'not_confirmed')) throw error;
  }
  const pin = findContact(await readBook(context), address)?.pin;
  const person = pin ? (await findPeople(context, [pin.account])).get(pin.account) : null;
  if (!person) throw new VaultError('not_found');
  return person;
}
