// The address book, whom an address reaches, and how far their keys are known.
import type { Id } from './id.ts';

/** How far a contact's keys are known. `changed` stops sending until a person has looked. */
export type Verification =
  | { kind: 'access-code'; at: number }
  | { kind: 'compared'; at: number }
  /** A colleague of this name has verified the keys. */
  | { kind: 'colleague'; at: number; by: string }
  | { kind: 'first-use'; at: number }
  /** `by`: a colleague of this name has verified other keys than these. */
  | { kind: 'changed'; at: number; by?: string }
  | { kind: 'unconfirmed' }
  | { kind: 'self' };

export type Contact = {
  address: string;
  name: string;
  practice: string;
  notes: string;
  account: Id | null;
  verification: Verification | null;
  lastUsed: number;
  uses: number;
  /** The address that they had before, and since when this account knows of the new one. */
  formerly: { address: string; at: number } | null;
};

/** People who are written to together, by their addresses. */
export type ContactGroup = { id: Id; name: string; members: string[] };

/** What a removed contact loses. `groups`: those it was in. */
export type RemovedContact = Pick<Contact, 'address' | 'name' | 'practice' | 'notes' | 'uses'> & { groups: Id[] };

/** Whom a typed text may mean, the likeliest first. */
export type Suggestions = { people: Contact[]; groups: ContactGroup[] };

/** A contact as a file has it; groups by their names. */
export type ContactCard = { address: string; name: string; practice: string; notes: string; groups: string[] };

/** What importing would do. `refused`: which of the cards have no proper address, by their places. */
export type ImportPlan = { refused: number[]; added: number; changed: number; unchanged: number };

/** What happens when this address is written to. */
export type RecipientState =
  | 'registered' // keys pinned at first use, not compared yet
  | 'verified' // by access code or comparison
  | 'vouched' // a colleague has verified them
  | 'invited' // an open invitation is used
  | 'to-invite' // a new invitation is made on sending
  | 'not-allowed' // not registered, and this account may not invite
  | 'beyond-domains' // the practice allows no messages to this domain
  | 'deleted' // the account that was known is gone: invited anew under the contacts, or not written to
  | 'changed' // keys changed: look before sending
  | 'alarm'; // a claim that does not verify: never sent to

/** `typed`: as it was asked for; `address`: normalised, or where somebody known has moved, theirs of now; `formerly`: what they had before. */
export type Recipient = { typed: string; address: string; name: string; practice: string; state: RecipientState; self: boolean; formerly: string | null };

export type Fingerprint = { address: string; name: string; groups: string[]; verification: Verification };

export interface ContactsVault {
  contacts(): Promise<Contact[]>;
  suggest(query: string): Promise<Suggestions>;
  /** `groups`: all those it is in from now on; absent: as before. */
  saveContact(input: { address: string; name: string; practice: string; notes: string; groups?: Id[] }): Promise<void>;
  /** Answers what `restoreContact` takes back; null: nobody was there. What is known of the keys stays either way. */
  removeContact(address: string): Promise<RemovedContact | null>;
  restoreContact(removed: RemovedContact): Promise<void>;

  groups(): Promise<ContactGroup[]>;
  /** `id` null: a new one. Throws `group_exists` for a name that another group has. */
  saveGroup(input: { id: Id | null; name: string; members: string[] }): Promise<void>;
  /** Answers the group as it was, for `saveGroup` to bring back; null: it was not there. */
  removeGroup(id: Id): Promise<ContactGroup | null>;

  /** Changes nothing. */
  planImport(cards: ContactCard[]): Promise<ImportPlan>;
  /** Adds contacts and fills gaps; what a person has written stays. Throws `invalid_address` before anything is changed. */
  importContacts(cards: ContactCard[]): Promise<void>;

  /** Looks addresses up and compares with pins. Throws `invalid_address` with `details.addresses`. */
  resolve(addresses: string[]): Promise<Recipient[]>;
  /** `address` null: one's own. */
  fingerprint(address: string | null): Promise<Fingerprint>;
  /** A person has compared the fingerprint (`compared`), or has looked at the change and accepts it (`first-use`). */
  confirmKeys(input: { address: string; as: 'compared' | 'first-use' }): Promise<void>;
  /** Has the server keep, for colleagues, which keys this account has verified. Never throws: the next time makes up for it. */
  stateContacts(): Promise<void>;
}
