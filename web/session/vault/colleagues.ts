// Who is a colleague, by signatures alone (SPEC.md, V5): what an administrator whose keys this account knows has signed about somebody.
// The server's word that somebody is in the practice counts for nothing here.
import { isId, statementAbout, verifyMember, verifyMemberProposal, type Id, type Member, type MemberRole, type SignedObject, type VerifiedIdentity } from '#crypto';
import type { WireOpenInvitation } from '../wire.ts';
import { findByAccount, NO_CONTACTS, pinOf } from './contact-book.ts';
import { requireUnlocked, type VaultContext } from './context.ts';
import type { ContactsDocument } from './documents.ts';
import { verifyDirectory, type Person } from './people.ts';
import { isVerified, updatePin, vouchedIdentities } from './pins.ts';
import { statementBy } from './signed-statement.ts';
import { readDocument } from './state.ts';

type Known = readonly VerifiedIdentity[];
/** Administrators of the practice whose word counts, with the identities that are known to be theirs. */
export type Trusted = ReadonlyMap<Id, Known>;
type Signed = { person: Person; member: SignedObject };
/** With what somebody has signed of others' keys. */
type Entry = Signed & { statements: readonly SignedObject[] };
/** Memberships as the server shows them: this account's own, and those up to the founder's. */
export type Memberships = Pick<WireOpenInvitation, 'own' | 'administrators'>;
export type Colleagues = {
  trusted: Trusted;
  /** Everybody of whom there is an entry that verifies, with the membership that they show. */
  people: readonly Signed[];
  /** Who would be trusted, if an access code or a comparison had proved the keys. */
  unproved: Person | null;
};

/** Whether that person, by the identity that signed what it is about, belongs to this account's own practice. */
export async function isColleague(
  context: VaultContext, { person, memberships, identity }: { person: Person; memberships: Memberships & { member: SignedObject }; identity: string },
): Promise<boolean> {
  const practice = requireUnlocked(context).session.practice?.id;
  if (practice === undefined || !isId(practice)) return false;
  const { trusted } = await colleaguesBy(context, { memberships, practice });
  const known = trusted.get(person.account);
  if (known) return known.some(({ hash }) => hash === identity);
  return (await attested(trusted, { person, member: memberships.member, practice })) !== null;
}

export async function colleaguesBy(context: VaultContext, { memberships, practice }: { memberships: Memberships; practice: Id }): Promise<Colleagues> {
  const { people, gone } = await verifiedChain(memberships);
  const { trusted, unproved } = await trustedAbove(context, { chain: people, gone, own: memberships.own, practice });
  await trustBelow(trusted, { chain: people, practice });
  return { trusted, people, unproved };
}

/** The practice that this account belongs to by its own signature; null where that says none. */
export async function signedPractice(context: VaultContext, own: SignedObject | null): Promise<Id | null> {
  const { account, self } = requireUnlocked(context);
  return own && ((await signedBy({ known: vouchedIdentities(self), account, member: own }))?.practice ?? null);
}

async function verifiedChain({ administrators }: Memberships): Promise<{ people: Entry[]; gone: Person[] }> {
  const signed = await Promise.all(administrators.map(async ({ directory, ...shown }) => ({ ...shown, person: await verifyDirectory(directory).catch(() => null) })));
  return {
    people: signed.flatMap(({ person, member, statements }) => (person && member ? [{ person, member, statements: Array.isArray(statements) ? statements : [] }] : [])),
    gone: signed.flatMap(({ person, member }) => (person && !member ? [person] : [])),
  };
}

type Above = { chain: readonly Entry[]; gone: readonly Person[]; own: SignedObject | null; practice: Id };

/**
 * This account itself; whoever brought it in, as its own signature says, whose keys the access code has proved; and who brought in those,
 * as they have signed, where a person has verified these keys too, or one of those below has stated them. That keys are merely known is not enough: any
 * contact could then make members of this practice, together with the server. Who signed and has left for good ends the way up; the keys that they had count, where they are proved.
 */
async function trustedAbove(context: VaultContext, { chain, gone, own, practice }: Above): Promise<{ trusted: Map<Id, Known>; unproved: Person | null }> {
  const { account, self } = requireUnlocked(context);
  const book = (await readDocument(context, 'contacts')) ?? NO_CONTACTS;
  const trusted = new Map([[account, vouchedIdentities(self)]]);
  let below: { known: Known; account: Id; member: SignedObject } | null = own && { known: vouchedIdentities(self), account, member: own };
  while (below) {
    const administrator = await namedBy(below, practice);
    if (administrator === null || trusted.has(administrator)) break;
    const entry = chain.find(({ person }) => person.account === administrator);
    const person = entry?.person ?? gone.find((each) => each.account === administrator);
    const known = person ? await provedIdentities(book, { account, person, now: context.now(), chain, trusted }) : [];
    // Nobody is sent to compare keys with who is not there any more.
    if (known.length === 0) return { trusted, unproved: entry?.person ?? null };
    trusted.set(administrator, known);
    if (!entry) break;
    below = { known, account: administrator, member: entry.member };
  }
  return { trusted, unproved: null };
}

type Own = { known: Known; account: Id; member: SignedObject };

/** Whom an account has signed for as its administrator. */
async function namedBy(own: Own, practice: Id): Promise<Id | null> {
  const signed = await signedBy(own);
  return signed && signed.practice === practice && isId(signed.administrator) ? signed.administrator : null;
}

/** What an account has signed of its own membership: its signature is the last. */
async function signedBy({ known, account, member }: Own): Promise<Member | null> {
  const proposal = { json: member.json, signatures: member.signatures.slice(-1) };
  for (const { signPublicKey, hash } of known) {
    const signed = await verifyMemberProposal(proposal, signPublicKey).catch(() => null);
    if (signed && signed.account === account && signed.identity === hash) return signed;
  }
  return null;
}

/** Those of a person's identities that are pinned, or that these have signed, if an access code or a comparison has proved them. */
function verifiedIdentities(book: ContactsDocument, { person, now }: { person: Person; now: number }): Known {
  const before = findByAccount(book, person.account)?.pin;
  const pin = before ? updatePin(before, { person, now }) : null;
  if (!pin || pin.changedAt !== null || !isVerified(pin)) return [];
  return person.identities.filter(({ hash }) => pin.identities.includes(hash));
}

type Proving = { account: Id; person: Person; now: number; chain: readonly Entry[]; trusted: Trusted };

async function provedIdentities(book: ContactsDocument, { account, person, now, chain, trusted }: Proving): Promise<Known> {
  const verified = verifiedIdentities(book, { person, now });
  return verified.length > 0 ? verified : await statedIdentities(book, { account, person, now, chain, trusted });
}

/** By an administrator who is trusted already, and could make anybody one: unless this account knows other keys, or somebody else does. */
async function statedIdentities(book: ContactsDocument, { account, person, now, chain, trusted }: Proving): Promise<Known> {
  const before = pinOf(book, person);
  if (before && (before.disputed || updatePin(before, { person, now }).changedAt !== null)) return [];
  for (const below of chain) {
    const known = trusted.get(below.person.account);
    if (!known || below.person.account === account) continue;
    for (const object of below.statements) {
      const statement = await statementBy(object, { person: below.person, known, book });
      if (statement && statementAbout(statement, person) === 'vouches') return vouchedIdentities(person);
    }
  }
  return [];
}

/** Administrators whom those above have signed, and whom these have signed, and so on. */
async function trustBelow(trusted: Map<Id, Known>, { chain, practice }: { chain: readonly Signed[]; practice: Id }): Promise<void> {
  for (let grown = true; grown; ) {
    grown = false;
    for (const { person, member } of chain) {
      if (trusted.has(person.account)) continue;
      const role = await attested(trusted, { person, member, practice });
      if (role === null || role === 'member') continue;
      trusted.set(person.account, vouchedIdentities(person));
      grown = true;
    }
  }
}

/** As what a trusted administrator has signed that this person belongs to the practice; null where none has. */
export async function attested(trusted: Trusted, { person, member, practice }: Signed & { practice: Id }): Promise<MemberRole | null> {
  for (const [administrator, known] of trusted) {
    for (const { signPublicKey: administratorKey } of known) {
      for (const { signPublicKey: accountKey, hash } of vouchedIdentities(person)) {
        const signed: Member | null = await verifyMember(member, { administratorKey, accountKey }).catch(() => null);
        if (!signed) continue;
        const right = signed.administrator === administrator && signed.account === person.account && signed.practice === practice && signed.identity === hash;
        return right ? signed.role : null;
      }
    }
  }
  return null;
}
