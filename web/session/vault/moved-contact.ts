// Contacts who have changed their address (SPEC.md, I8): the same person under another one, where the chain that was pinned says so. What
// the server says of who went where counts for nothing by itself.
import { doubtAbout } from './own-invitations.ts';
import { emptyContact, findByAccount, findContact } from './contact-book.ts';
import type { ContactsDocument, InvitationsDocument, StoredContact } from './documents.ts';
import { addressesOf, type Person } from './people.ts';
import { isVerified, judge, vouchedIdentities } from './pins.ts';

export type Move = { from: string; to: string };

/** `invitations`: mine, which may still wait for whoever has the new address. Null where a person has looked at the very keys that move. */
type Look = { person: Person; now: number; invitations: InvitationsDocument | null };

/** The contact that goes on under the address which this person has now; undefined where nobody moves. */
export function movedContact(book: ContactsDocument, { person, now, invitations }: Look): StoredContact | undefined {
  const known = book.contacts.find((contact) => contact.pin?.account === person.account && contact.address !== person.address);
  const judgement = judge(known?.pin, person);
  if (!known || (judgement !== 'known' && judgement !== 'rotated')) return undefined;
  if (!vouchedIdentities(person).some(({ address }) => address === known.address)) return undefined;
  // Somebody else is known under that address: whoever comes to it by a change is a changed contact there, and nobody is replaced.
  const there = findContact(book, person.address)?.pin;
  if (there && there.account !== person.account) return undefined;
  // Somebody else was invited there: being known is no answer to the access code (V7).
  const knownAs = [known.address, ...(known.formerly ?? []).map(({ address }) => address)];
  const addresses = addressesOf(person).filter((address) => !knownAs.includes(address));
  return invitations && doubtAbout(invitations, { addresses, now }) !== null ? undefined : known;
}

/** Whether they are known under another address alone, from which they have not come here: a changed contact (I8). */
export function isElsewhere(book: ContactsDocument, look: Look): boolean {
  const { address, account } = look.person;
  return !findContact(book, address)?.pin && findByAccount(book, account) !== undefined && movedContact(book, look) === undefined;
}

/** Whether this account itself has proved that these keys are whoever has this address: not one that they have taken since. */
export function isProvedAt(contact: StoredContact | undefined, address: string): boolean {
  if (!contact || contact.address !== address || !isVerified(contact.pin)) return false;
  return (contact.pin?.verification.at ?? 0) > lastMove(contact);
}

/** When a proof counts for the address that a contact has now: after the last move, whichever device's clock noted that. */
export function afterMoves(contact: StoredContact, now: number): number {
  return Math.max(now, lastMove(contact) + 1);
}

function lastMove({ formerly }: StoredContact): number {
  return formerly?.at(-1)?.at ?? -1;
}

/** The book with this person's contact under their address of now. The same book where nobody moves. */
export function followMove(book: ContactsDocument, look: Look): ContactsDocument {
  const { person, now } = look;
  const known = movedContact(book, look);
  if (!known) return book;
  const there = findContact(book, person.address);
  const others = book.contacts.filter((contact) => contact !== known && contact !== there);
  return followMove({ ...book, contacts: [...others, moved(known, { there, to: person.address, now })] }, look);
}

type To = { there: StoredContact | undefined; to: string; now: number };

/** What was kept at the new address already is joined to it; how the person was verified stays true, since those keys signed the change. */
function moved(known: StoredContact, { there = emptyContact(known.address), to, now }: To): StoredContact {
  const formerly = [...(known.formerly ?? []), ...(there.formerly ?? []), { address: known.address, at: now }].filter(({ address }) => address !== to);
  return {
    address: to,
    name: known.name || there.name,
    practice: known.practice || there.practice,
    notes: [known.notes, there.notes].filter(Boolean).join('\n'),
    listed: known.listed || there.listed,
    pin: there.pin && isVerified(there.pin) && !isVerified(known.pin) ? there.pin : known.pin,
    lastUsed: Math.max(known.lastUsed, there.lastUsed),
    uses: known.uses + there.uses,
    formerly,
  };
}

/** Where a contact who was kept under this address is now; the address itself where nobody was, or somebody is. */
export function currentAddress(book: ContactsDocument, address: string): string {
  if (findContact(book, address)) return address;
  return book.contacts.findLast(({ formerly }) => formerly?.some((each) => each.address === address))?.address ?? address;
}
