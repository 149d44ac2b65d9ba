// What happens when an address is written to: looked up, held against pins and claims, and decided. Both the view that
// compose shows and the keys that sending seals to come from the same decision.
import { domainOf, type Address } from '#crypto';
import { VaultError } from '../vault-error.ts';
import type { Recipient, RecipientState } from '../vault-api/contacts.ts';
import { settleClaims } from './claims.ts';
import { doubtAbout, isUnsettled, readInvitations } from './own-invitations.ts';
import { changeContact, findContact, NO_CONTACTS, pinOf } from './contact-book.ts';
import { notePeople, readBook } from './contacts.ts';
import { requireAddress, requireUnlocked, type VaultContext } from './context.ts';
import { lookUpAddresses, type FoundAddress, type InvitationKey } from './directory.ts';
import type { ContactsDocument, InvitationsDocument } from './documents.ts';
import { currentAddress, isElsewhere, movedContact } from './moved-contact.ts';
import { addressesOf, type Person } from './people.ts';
import { heardOf, isVerified, judge, unacceptedPin, updatePin, verificationBy, vouchedIdentities, type Word } from './pins.ts';
import { editState } from './state.ts';
import { wordsAbout, type Words } from './statements.ts';

type Reachable = 'registered' | 'vouched' | 'verified';

export type ResolvedRecipient = {
  address: Address;
  name: string;
  practice: string;
  self: boolean;
  /** As which addresses it was asked for: where somebody has moved, another than theirs. */
  asked: readonly Address[];
  /** The address that they had before, where this account knew them by it. */
  formerly: string | null;
} & (
  | { state: Reachable; person: Person; word: Word | undefined }
  | { state: 'invited'; invitation: InvitationKey }
  | { state: Exclude<RecipientState, Reachable | 'invited'> }
);

export async function resolve(context: VaultContext, typed: readonly string[]): Promise<Recipient[]> {
  const resolved = await resolveRecipients(context, parseAddresses(typed));
  noteShown(context, resolved);
  return typed.flatMap((text) => {
    const own = requireAddress(text);
    return resolved.filter(({ asked }) => asked.includes(own)).map(({ address, name, practice, state, self, formerly }) => ({ typed: text, address, name, practice, state, self, formerly }));
  });
}

function noteShown(context: VaultContext, resolved: readonly ResolvedRecipient[]): void {
  const { behindCode } = requireUnlocked(context);
  for (const { asked, state } of resolved) {
    for (const address of asked) {
      if (state === 'to-invite' || state === 'invited') behindCode.add(address);
      else behindCode.delete(address);
    }
  }
}

/**
 * Whether an access code was to prove these keys when a person last looked, and now only the server says whose they are. That may be so, but it
 * is for the person to see before anything is sealed to them.
 */
export function hasLostCode(context: VaultContext, { asked, state }: ResolvedRecipient): boolean {
  return state === 'registered' && asked.some((address) => requireUnlocked(context).behindCode.has(address));
}

/** Normalised, each once. Throws one error that names all that are no addresses. */
export function parseAddresses(typed: readonly string[]): Address[] {
  const addresses = new Set<Address>();
  const refused: string[] = [];
  for (const text of typed) {
    try {
      addresses.add(requireAddress(text));
    } catch {
      refused.push(text);
    }
  }
  if (refused.length > 0) throw new VaultError('invalid_address', { addresses: refused });
  return [...addresses];
}

export async function resolveRecipients(context: VaultContext, addresses: readonly Address[]): Promise<ResolvedRecipient[]> {
  const { address: own } = requireUnlocked(context);
  const before = await readBook(context);
  // From here on by the address that they have: first by what this account knows itself, then by what the server shows.
  const current = new Map(addresses.map((address) => [address, requireAddress(currentAddress(before, address))]));
  const others = [...new Set(current.values())].filter((address) => address !== own);
  const looked = others.length > 0 ? await lookUpAddresses(context, others) : [];
  await settleFor(context, looked);
  const [invitations, book] = [await readInvitations(context), await readBook(context)];
  const followed = new Map(looked.map((entry) => [entry.address, follow(context, { entry, book, invitations })]));
  const found = unique([...followed.values()]);
  const words = await wordsAbout(context, found.flatMap(({ person }) => person ?? []));
  const asked = new Map<Address, Address[]>();
  for (const address of addresses) {
    const now = current.get(address) ?? address;
    const reached = followed.get(now)?.address ?? now;
    asked.set(reached, [...(asked.get(reached) ?? []), address]);
  }
  const resolved = [...asked].map(([address, as]) => {
    const entry = found.find((each) => each.address === address);
    return { asked: as, ...(entry && address !== own ? decide(context, { found: entry, invitations, book, words }) : ownEntry(context)) };
  });
  await noteChanges(context, { found, words });
  await noteUnproved(context, { found, invitations, book });
  return resolved;
}

/** Who has moved from an address under which their keys are pinned is found where they are now, whoever has that address since. */
function follow(context: VaultContext, { entry, book, invitations }: Following): FoundAddress {
  const { address, self } = requireUnlocked(context);
  // Which addresses were one's own is told by one's own chain, and never by what the server shows as it.
  if (isOwnEarlier(entry, { book, self })) return { ...entry, address, person: self };
  const { moved: person } = entry;
  if (!person || movedContact(book, { person, now: context.now(), invitations })?.address !== entry.address) return entry;
  return { address: person.address, person, broken: false, invitation: null, deleted: null, moved: null };
}

type Following = { entry: FoundAddress; book: ContactsDocument; invitations: InvitationsDocument };

/** One's own earlier address, which nobody else has or is known by. */
function isOwnEarlier({ address, person, broken, invitation }: FoundAddress, { book, self }: { book: ContactsDocument; self: Person }): boolean {
  const free = person === null && !broken && invitation === null && !findContact(book, address)?.pin;
  return free && vouchedIdentities(self).some((identity) => identity.address === address);
}

/** Two addresses may lead to one person. */
function unique(found: readonly FoundAddress[]): FoundAddress[] {
  return [...new Map(found.map((entry) => [entry.address, entry])).values()];
}

type Decided<Kind = ResolvedRecipient> = Kind extends ResolvedRecipient ? Omit<Kind, 'asked'> : never;

/** Oneself is never looked up: the keys are here. */
function ownEntry(context: VaultContext): Decided {
  const { address, self, session } = requireUnlocked(context);
  return { address, name: session.name, practice: session.practice?.name ?? '', self: true, formerly: null, state: 'registered', person: self, word: undefined };
}

/** Somebody registered whose claim to my invitation I have not seen yet. */
async function settleFor(context: VaultContext, found: readonly FoundAddress[]): Promise<void> {
  const { invitations } = await readInvitations(context);
  const addresses = found.flatMap(({ person, moved }) => [person, moved].flatMap((each) => (each ? addressesOf(each) : [])));
  const waiting = invitations.some((each) => addresses.includes(each.address) && isUnsettled(each));
  if (waiting) await settleClaims(context);
}

type Deciding = { found: FoundAddress; invitations: InvitationsDocument; book: ContactsDocument; words: Words };

function decide(context: VaultContext, { found, invitations, book, words }: Deciding): Decided {
  const { address, person, invitation } = found;
  const left = person ? movedContact(book, { person, now: context.now(), invitations }) : undefined;
  const contact = findContact(book, address) ?? left;
  const formerly = left?.address ?? contact?.formerly?.at(-1)?.address ?? null;
  const named = {
    address,
    name: contact?.name || person?.name || '',
    practice: contact?.practice || person?.practice || '',
    self: false,
    formerly,
  };
  if (found.broken) return { ...named, state: 'alarm' };
  if (isBeyondDomains(context, found)) return { ...named, state: 'beyond-domains' };
  if (person) return { ...named, ...decideRegistered(context, { person, invitations, book, words }) };
  const own = invitation?.own && invitations.invitations.some((each) => each.id === invitation.id && isUnsettled(each));
  // Whose account is gone is not written to either, but nobody need compare keys. It takes a new invitation, which a person makes.
  if (contact?.pin && !own && found.deleted === contact.pin.account) return { ...named, state: 'deleted' };
  // Keys that are known do not vanish: a server that says so wants the message under another key. Unless I invited anew.
  if (contact?.pin && !own) return { ...named, state: 'changed' };
  // My own, but answered already or not in my records: it is not for the server to open it again.
  if (invitation?.own && !own) return { ...named, state: 'alarm' };
  if (invitation) return { ...named, state: 'invited', invitation };
  return { ...named, state: requireUnlocked(context).session.mayInvite ? 'to-invite' : 'not-allowed' };
}

/** As the server decides it when the message is sent: here so that it is seen before. */
function isBeyondDomains(context: VaultContext, { address, person }: FoundAddress): boolean {
  const { practice } = requireUnlocked(context).session;
  const allowed = practice?.policies.allowedDomains ?? [];
  return allowed.length > 0 && !allowed.includes(domainOf(address)) && person?.practiceId !== practice?.id;
}

function decideRegistered(
  context: VaultContext, { person, invitations, book, words }: Omit<Deciding, 'found'> & { person: Person },
): { state: Reachable; person: Person; word: Word | undefined } | { state: 'alarm' | 'changed' } {
  const pin = pinOf(book, person);
  const judgement = judge(pin, person);
  const elsewhere = isElsewhere(book, { person, now: context.now(), invitations });
  const settled = !elsewhere && (judgement === 'known' || judgement === 'rotated');
  const doubt = settled ? null : doubtAbout(invitations, { addresses: addressesOf(person), now: context.now() });
  if (doubt === 'refused') return { state: 'alarm' };
  if (elsewhere || judgement === 'changed' || doubt === 'unproved') return { state: 'changed' };
  const look = { person, word: words.get(person.account), now: context.now() };
  const verification = verificationBy(heardOf(updatePin(pin, look), look));
  const { kind } = verification;
  if (kind === 'changed' || isReplaced(context, { person, book })) return { state: 'changed' };
  if (kind === 'colleague') requireUnlocked(context).vouched.set(person.address, { keys: person.newest.hash, name: verification.by });
  return { state: isVerified(pin) ? 'verified' : kind === 'colleague' ? 'vouched' : 'registered', person, word: look.word };
}

/** Whether other keys were shown here as a colleague's word a moment ago: what compose has promised is what is sent to. */
function isReplaced(context: VaultContext, { person, book }: { person: Person; book: ContactsDocument }): boolean {
  const shown = requireUnlocked(context).vouched.get(person.address);
  return shown !== undefined && !pinOf(book, person) && !vouchedIdentities(person).some(({ hash }) => hash === shown.keys);
}

/** Keys that came without an answer to my invitation, or in the place of others: not accepted, but shown under Trust, where a person decides. */
async function noteUnproved(context: VaultContext, { found, invitations, book }: { found: readonly FoundAddress[]; invitations: InvitationsDocument; book: ContactsDocument }): Promise<void> {
  const now = context.now();
  const isUnproved = (person: Person) => doubtAbout(invitations, { addresses: addressesOf(person), now }) === 'unproved' || isReplaced(context, { person, book });
  const unproved = found.flatMap(({ person }) => (person && isUnproved(person) ? [person] : []));
  if (unproved.length === 0) return;
  await editState(context, {
    contacts: (book) =>
      unproved.reduce(
        (next, person) => changeContact(next, person.address, (contact) => (contact.pin ? contact : { ...contact, listed: true, pin: unacceptedPin(person, now) })),
        book ?? NO_CONTACTS,
      ),
  });
}

/** Keys that rotated with the pinned ones' signature, or changed, or that a colleague knows otherwise: the address book remembers. Who is new is pinned on sending. */
async function noteChanges(context: VaultContext, { found, words }: { found: readonly FoundAddress[]; words: Words }): Promise<void> {
  const book = await readBook(context);
  await notePeople(context, found.flatMap(({ person }) => (person && (pinOf(book, person) || words.get(person.account)?.says === 'contradicts') ? [person] : [])));
}
