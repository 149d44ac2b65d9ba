// Pins: the keys by which a contact is known. Keys may follow each other, each signed by the one before; anything else is a
// change, and nothing is encrypted to changed keys before a person has looked.
import type { VerifiedIdentity } from '#crypto';
import type { Verification } from '../vault-api/contacts.ts';
import type { Pin, StoredContact } from './documents.ts';
import type { Person } from './people.ts';

export type Judgement =
  | 'unknown' // nothing pinned yet
  | 'known'
  | 'rotated' // newer keys, vouched for by the pinned ones
  | 'changed';

/** Whether that identity was withdrawn, by what the server shows now or by what it ever showed. */
export function isRevoked(hash: string, { pin, person }: { pin: Pin | null | undefined; person: Person }): boolean {
  return person.revoked.has(hash) || pin?.revoked?.includes(hash) === true;
}

export function judge(pin: Pin | null | undefined, person: Person): Judgement {
  if (isRevoked(person.newest.hash, { pin, person })) return 'changed';
  if (!pin) return 'unknown';
  if (pin.account !== person.account) return 'changed';
  const known = person.identities.findIndex(({ hash }) => hash === pin.identities.at(-1));
  if (known === -1) return 'changed';
  const later = person.identities.slice(known + 1);
  // A restart is signed by nobody who was known before.
  if (later.some(({ restart }) => restart)) return 'changed';
  return later.length > 0 ? 'rotated' : 'known';
}

/**
 * The identities that a person's newest keys go back to by signatures: those from the last restart on. What stands before it
 * signed nothing of this, and the server could have put it there.
 */
export function vouchedIdentities({ identities }: Pick<Person, 'identities'>): readonly VerifiedIdentity[] {
  return identities.slice(Math.max(0, identities.findLastIndex(({ restart }) => restart)));
}

type Known = { verification: Pin['verification']; before: Pin | null };

/** `before`: what was pinned so far. Its keys stay known, or mail from before a restart would close. */
export function newPin(person: Person, { verification, before }: Known): Pin {
  const vouched = vouchedIdentities(person).map(({ hash }) => hash);
  const earlier = before?.account === person.account ? before.identities.filter((hash) => !vouched.includes(hash)) : [];
  const revoked = [...new Set([...(before?.revoked ?? []), ...person.revoked])];
  return { account: person.account, identities: [...earlier, ...vouched], verification, ...(revoked.length > 0 && { revoked }), changedAt: null };
}

/** Of somebody whose keys are there, and which nobody has accepted. */
export function unacceptedPin({ account }: Person, now: number): Pin {
  return { account, identities: [], verification: { kind: 'first-use', at: now }, changedAt: now };
}

/** What the pin becomes after this look at the person; the same object where nothing is new. */
export function updatePin(known: Pin | null, { person, now }: { person: Person; now: number }): Pin {
  const pin = known && withRevocations(known, person);
  const judgement = judge(pin, person);
  if (!pin) return newPin(person, { verification: { kind: 'first-use', at: now }, before: null });
  if (judgement === 'changed') return pin.changedAt === null ? { ...pin, changedAt: now } : pin;
  // How a person was verified stays true for keys that the verified ones have signed.
  if (judgement === 'rotated') return { ...newPin(person, { verification: pin.verification, before: pin }), ...(pin.disputed && { disputed: pin.disputed }) };
  return pin.changedAt === null ? pin : { ...pin, changedAt: null };
}

function withRevocations(pin: Pin, { account, revoked }: Person): Pin {
  const before = pin.revoked ?? [];
  const news = pin.account === account ? [...revoked].filter((hash) => !before.includes(hash)) : [];
  return news.length === 0 ? pin : { ...pin, revoked: [...before, ...news] };
}

/** What a colleague has signed of somebody's keys. */
export type Word = {
  says: 'vouches' | 'contradicts';
  name: string;
  /** The identity that they verified. */
  stated: string;
  /** That it is another account's, which has this address by their word. */
  another: boolean;
};

/**
 * What becomes of the pin by what a colleague says of these keys. Their word outweighs first use and nothing else; that they know other keys stays
 * until a person has compared, or those very keys turn out to be the person's: the look-up was late. Of keys that this account has proved it says at
 * most whose the address is that they have taken since (statements.ts).
 */
export function heardOf(pin: Pin, { word, now }: { word: Word | undefined; now: number }): Pin {
  if (!word || (isVerified(pin) && !word.another) || pin.changedAt !== null) return pin;
  const { says, name, stated } = word;
  if (says === 'contradicts') return pin.disputed ? pin : { ...pin, disputed: { at: now, name, stated } };
  const { disputed, ...rest } = pin;
  if (disputed && disputed.stated !== stated) return pin;
  return disputed || pin.verification.kind === 'first-use' ? { ...rest, verification: { kind: 'colleague', at: now, by: name } } : pin;
}

export function verificationOf(contact: StoredContact | undefined): Verification | null {
  return contact?.pin ? verificationBy(contact.pin) : null;
}

export function verificationBy({ verification, changedAt, disputed }: Pin): Verification {
  if (disputed) return { kind: 'changed', at: disputed.at, by: disputed.name };
  return changedAt === null ? verification : { kind: 'changed', at: changedAt };
}

/** By this account itself. */
export function isVerified(pin: Pin | null | undefined): boolean {
  return pin?.verification.kind === 'access-code' || pin?.verification.kind === 'compared';
}
