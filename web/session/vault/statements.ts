// What colleagues have signed of people whose keys they have verified (SPEC.md, "Statement"). It is asked about those whose keys this
// account has not verified itself at their address: its own look outweighs anybody's word, but for an address that was taken since.
import { statementAbout, type Id, type Statement, type VerifiedIdentity } from '#crypto';
import { answer } from '../api.ts';
import { attested, colleaguesBy, type Colleagues } from './colleagues.ts';
import { findByAccount, NO_CONTACTS, pinOf } from './contact-book.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import type { ContactsDocument } from './documents.ts';
import { isProvedAt } from './moved-contact.ts';
import { findPeople, forgetPerson, type Person } from './people.ts';
import { isVerified, judge, vouchedIdentities, type Word } from './pins.ts';
import { statementBy } from './signed-statement.ts';
import { readDocument } from './state.ts';

export type Words = ReadonlyMap<Id, Word>;
/** `keys`: the newest identity of whom it was asked about. */
export type KnownWord = { word: Word | null; keys: string; at: number };

/** How long an answer is believed. */
const FRESH_MS = 5 * 60_000;
/** After which one that did not come is asked for again. */
const AGAIN_MS = 30_000;
const ASKED_MAX = 200;

/** By account. Who is not in it has nobody's word, which the server may also have kept back. */
export async function wordsAbout(context: VaultContext, people: readonly Person[]): Promise<Words> {
  const unlocked = requireUnlocked(context);
  const { account, session, words } = unlocked;
  if (!session.practice) return new Map();
  const book = (await readDocument(context, 'contacts')) ?? NO_CONTACTS;
  const concerned = people.filter((person) => person.account !== account && !isProvedAt(findByAccount(book, person.account), person.address));
  const old = context.now() - FRESH_MS;
  const missing = concerned.filter((person) => {
    const known = words.get(person.account);
    return !known || known.at < old || known.keys !== person.newest.hash;
  });
  for (let at = 0; at < missing.length; at += ASKED_MAX) await ask(context, { people: missing.slice(at, at + ASKED_MAX), book });
  return new Map(concerned.flatMap((person) => {
    const known = words.get(person.account);
    // About these very keys: what was said of others says nothing of them.
    const word = (known?.keys === person.newest.hash ? known.word : null) ?? shownBefore(context, { person, book });
    return word ? [[person.account, word] as const] : [];
  }));
}

/** Whoever takes an address at which compose has shown a colleague's word for somebody else's keys contradicts it, though the server keeps it back from then on. */
function shownBefore(context: VaultContext, { person, book }: { person: Person; book: ContactsDocument }): Word | null {
  const shown = requireUnlocked(context).vouched.get(person.address);
  const known = findByAccount(book, person.account);
  if (!shown || !known || known.address === person.address || vouchedIdentities(person).some(({ hash }) => hash === shown.keys)) return null;
  return { says: 'contradicts', name: shown.name, stated: shown.keys, another: true };
}

type Asking = { people: readonly Person[]; book: ContactsDocument };

/** Without an answer that can be read there is nobody's word, as when the server keeps it back: nothing waits for it. */
async function ask(context: VaultContext, asking: Asking): Promise<void> {
  const { words } = requireUnlocked(context);
  const said = await hear(context, asking).catch(() => null);
  for (const person of asking.people) {
    const { account, newest: { hash: keys } } = person;
    const before = words.get(account);
    const kept = before?.keys === keys ? before.word : null;
    if (said === null) words.set(account, { word: kept, keys, at: context.now() - FRESH_MS + AGAIN_MS });
    else words.set(account, { word: await wordAbout(context, { person, said: said.filter((each) => isHeard(each, { person, asking })) }), keys, at: context.now() });
  }
}

/** Keys that this account has proved are its own to judge; whose the address is that they have taken since, others may know. */
function isHeard(each: Said, { person, asking: { people, book } }: { person: Person; asking: Asking }): boolean {
  if (each.statement.account === person.account && isVerified(findByAccount(book, person.account)?.pin)) return false;
  return !hasLeft(each, { person, people });
}

/** Of whoever had the person's address before, and has left it by their own chain, as far as they are asked about too. */
function hasLeft({ statement }: Said, { person, people }: { person: Person; people: readonly Person[] }): boolean {
  if (statement.account === person.account) return false;
  return people.some((each) => each.account === statement.account && each.address !== statement.address && vouchedIdentities(each).some(({ hash }) => hash === statement.identity));
}

async function hear(context: VaultContext, { people, book }: Asking): Promise<Said[]> {
  const practice = requireId(requireUnlocked(context).session.practice?.id ?? '');
  const json = { accounts: people.map(({ account }) => account), addresses: people.map(({ address }) => address) };
  const shown = await answer(context.api.practice.statements['look-up'].$post({ json }));
  const colleagues = await colleaguesBy(context, { memberships: shown, practice });
  const signers = new Map<string, Promise<Signer | null>>();
  const said = await Promise.all(shown.statements.map(async ({ by, object }) => {
    const signer = await (signers.get(by) ?? signers.set(by, signerOf(by, { colleagues, book, practice })).get(by));
    const statement = signer && (await statementBy(object, { ...signer, book }));
    return statement ? { statement, by: nameOf(signer.person, book) } : null;
  }));
  return said.filter((each) => each !== null);
}

type Signer = { person: Person; known: readonly VerifiedIdentity[] };
type Said = { statement: Statement; by: string };

/** Null for whoever is no colleague, or shows other keys than this account knows of them. `by`: only said by the server. */
async function signerOf(by: string, { colleagues: { people, trusted }, book, practice }: { colleagues: Colleagues; book: ContactsDocument; practice: Id }): Promise<Signer | null> {
  const signer = people.find(({ person }) => person.account === by);
  if (!signer) return null;
  const { person, member } = signer;
  const pin = pinOf(book, person);
  if (pin && judge(pin, person) === 'changed') return null;
  const known = trusted.get(person.account);
  if (known) return { person, known };
  return (await attested(trusted, { person, member, practice })) === null ? null : { person, known: vouchedIdentities(person) };
}

/** By the address book before the server, which could put anybody's name there. */
function nameOf({ account, name }: Person, book: ContactsDocument): string {
  return findByAccount(book, account)?.name || name;
}

async function wordAbout(context: VaultContext, { person, said }: { person: Person; said: readonly Said[] }): Promise<Word | null> {
  // It may speak of keys that are newer than what this device has seen of them.
  const newer = said.some(isSaying('contradicts', person)) ? await lookUpAnew(context, person) : person;
  const seen = newer.identities.some(({ hash }) => hash === person.newest.hash) ? newer : person;
  const contradicting = said.find(isSaying('contradicts', seen));
  if (contradicting) return wordOf('contradicts', { person, ...contradicting });
  // It holds for the address that was proved, and for none that these keys have taken since.
  const vouching = said.findLast((each) => each.statement.address === person.address && isSaying('vouches', seen)(each));
  const follows = vouchedIdentities(seen).some(({ hash }) => hash === person.newest.hash);
  return vouching && follows ? wordOf('vouches', { person, ...vouching }) : null;
}

const isSaying = (what: Word['says'], person: Person) => ({ statement }: Said) => statementAbout(statement, person) === what;

async function lookUpAnew(context: VaultContext, person: Person): Promise<Person> {
  forgetPerson(context, person.account);
  return (await findPeople(context, [person.account])).get(person.account) ?? person;
}

function wordOf(says: Word['says'], { by, statement, person }: Said & { person: Person }): Word {
  return { says, name: by, stated: statement.identity, another: statement.account !== person.account };
}
