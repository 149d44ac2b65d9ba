// Who signed a message: which of a sender's identities may vouch for it, and how far its keys are known.
import type { Id, VerifiedIdentity } from '#crypto';
import { plainName } from '#crypto/plain-name';
import type { Verification } from '../vault-api/contacts.ts';
import { doubtAbout, readInvitations } from './own-invitations.ts';
import { findByAccount, findContact, pinOf } from './contact-book.ts';
import { readBook } from './contacts.ts';
import { requireUnlocked, type VaultContext } from './context.ts';
import type { ContactsDocument, InvitationsDocument } from './documents.ts';
import { currentAddress, isElsewhere } from './moved-contact.ts';
import { addressesOf, findPeople, forgetPerson, type Person } from './people.ts';
import { heardOf, isRevoked, judge, updatePin, verificationBy, vouchedIdentities } from './pins.ts';
import { wordsAbout, type Words } from './statements.ts';

export type SenderCheck = {
  /** The identity of that hash, if it may vouch for a message; `seen`: this device accepted the message before. */
  identity(claim: { account: Id; identity: string }, message: { seen: boolean }): Promise<VerifiedIdentity | null>;
  /** True where an identity was withheld because the keys are not those this account knows. */
  changed(account: Id): boolean;
  /** How far the sender's keys are known; `identity` is the one that signed the message, null where it did not open. */
  verification(account: Id, identity: string | null): Verification;
  name(account: Id): { name: string; practice: string } | null;
  /** What the address book calls whoever has this address; empty where it does not know. */
  nameAt(address: string): string;
  /** Those met for the first time or with newer keys, to be pinned. */
  met(): Person[];
};

/** Looks all the senders up at once. */
export async function createSenderCheck(context: VaultContext, accounts: readonly Id[]): Promise<SenderCheck> {
  const { account: own, self } = requireUnlocked(context);
  const [book, invitations] = [await readBook(context), await readInvitations(context)];
  const people = await findPeople(context, accounts);
  const words = new Map(await wordsAbout(context, [...people.values()].filter((person) => person !== null)));
  const withheld = new Set<Id>();
  const now = context.now();

  async function personWith(account: Id, identity: string): Promise<Person | null> {
    const person = people.get(account) ?? null;
    if (person?.identities.some(({ hash }) => hash === identity)) return person;
    // Perhaps newer than the last look-up.
    forgetPerson(context, account);
    const newer = (await findPeople(context, [account])).get(account) ?? null;
    people.set(account, newer);
    // What was said of the keys before says nothing of these.
    words.delete(account);
    for (const [of, word] of newer ? await wordsAbout(context, [newer]) : []) words.set(of, word);
    return newer;
  }

  return {
    async identity({ account, identity }, { seen }) {
      if (account === own) return vouchedIdentities(self).find(({ hash }) => hash === identity) ?? null;
      const person = await personWith(account, identity);
      const found = person?.identities.find(({ hash }) => hash === identity) ?? null;
      if (!person || !found) return null;
      const pin = pinOf(book, person);
      // What a withdrawn key signs may be a thief's, unless it was here before.
      if (isRevoked(found.hash, { pin, person }) && !seen) return null;
      if (pin?.identities.includes(found.hash)) return found;
      if (judge(pin, person) === 'changed') withheld.add(account);
      // Never known, and nothing that is known goes back to it: the server could have put it before a restart.
      else if (vouchedIdentities(person).includes(found)) return found;
      return null;
    },
    changed: (account) => withheld.has(account),
    verification(account, identity) {
      if (account === own && identity !== null) return { kind: 'self' };
      return verify({ person: people.get(account) ?? null, book, invitations, words, now }, identity);
    },
    name(account) {
      if (account === own) return { name: self.name, practice: self.practice };
      const person = people.get(account);
      if (!person) return null;
      const contact = findContact(book, person.address) ?? findByAccount(book, person.account);
      return { name: plainName(contact?.name ?? '') || person.name, practice: plainName(contact?.practice ?? '') || person.practice };
    },
    nameAt: (address) => (addressesOf(self).includes(address) ? self.name : plainName(findContact(book, currentAddress(book, address))?.name ?? '')),
    met: () => [...people.values()].filter((person): person is Person => isNews({ person, book, invitations, words, now, own })),
  };
}

type Known = { person: Person | null; book: ContactsDocument; invitations: InvitationsDocument; words: Words; now: number };

function verify({ person, book, invitations, words, now }: Known, identity: string | null): Verification {
  if (!person) return { kind: 'unconfirmed' };
  const pin = pinOf(book, person);
  // Registered without proving my access code: nothing but unverified.
  if ((!pin || isElsewhere(book, { person, now, invitations })) && doubtAbout(invitations, { addresses: addressesOf(person), now }) !== null) return { kind: 'unconfirmed' };
  const current = heardOf(updatePin(pin, { person, now }), { word: words.get(person.account), now });
  const verification = verificationBy(current);
  if (verification.kind === 'changed') return verification;
  // Only the server says that a message which did not open is from there.
  if (identity === null) return { kind: 'unconfirmed' };
  // Keys from before a restart are still known, but it is the later ones that were verified.
  const vouched = vouchedIdentities(person).some(({ hash }) => hash === identity);
  return vouched ? verification : { kind: 'first-use', at: current.verification.at };
}

function isNews({ person, book, invitations, words, now, own }: Known & { own: Id }): boolean {
  if (!person || person.account === own) return false;
  const pin = pinOf(book, person);
  // Not pinned before the claim: that would let first use pass for the proof.
  if (!pin) return judge(null, person) === 'unknown' && doubtAbout(invitations, { addresses: addressesOf(person), now }) === null;
  return heardOf(updatePin(pin, { person, now }), { word: words.get(person.account), now }) !== pin;
}
