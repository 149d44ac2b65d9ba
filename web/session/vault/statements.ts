// What colleagues have signed of people whose keys they have verified (SPEC.md, "Statement"). It is asked about those whose keys this
// account has not verified itself: its own look outweighs anybody's word.
import { statementAbout, type Id, type SignedObject, type Statement } from '#crypto';
import { answer } from '../api.ts';
import { attested, colleaguesBy, type Colleagues } from './colleagues.ts';
import { findByAccount, NO_CONTACTS } from './contact-book.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import type { ContactsDocument } from './documents.ts';
import { findPeople, forgetPerson, type Person } from './people.ts';
import { isVerified, vouchedIdentities, type Word } from './pins.ts';
import { statementBy } from './signed-statement.ts';
import { readDocument } from './state.ts';

export type Words = ReadonlyMap<Id, Word>;
/** `keys`: the newest identity of whom it was asked about. */
export type KnownWord = { word: Word | null; keys: string; at: number };

/** How long an answer is believed. */
const FRESH_MS = 5 * 60_000;
const ASKED_MAX = 200;

/** By account. Who is not in it has nobody's word, which the server may also have kept back. */
export async function wordsAbout(context: VaultContext, people: readonly Person[]): Promise<Words> {
  const unlocked = requireUnlocked(context);
  const { account, session, words } = unlocked;
  if (!session.practice) return new Map();
  const book = (await readDocument(context, 'contacts')) ?? NO_CONTACTS;
  const concerned = people.filter((person) => person.account !== account && !isVerified(findByAccount(book, person.account)?.pin));
  const old = context.now() - FRESH_MS;
  const missing = concerned.filter((person) => {
    const known = words.get(person.account);
    return !known || known.at < old || known.keys !== person.newest.hash;
  });
  for (let at = 0; at < missing.length; at += ASKED_MAX) await ask(context, { people: missing.slice(at, at + ASKED_MAX), book });
  return new Map(concerned.flatMap((person) => {
    const word = words.get(person.account)?.word;
    return word ? [[person.account, word] as const] : [];
  }));
}

type Asking = { people: readonly Person[]; book: ContactsDocument };

/** Without an answer that can be read there is nobody's word, as when the server keeps it back: nothing waits for it. */
async function ask(context: VaultContext, asking: Asking): Promise<void> {
  const { words } = requireUnlocked(context);
  const said = await hear(context, asking).catch(() => null);
  if (!said) return;
  for (const person of asking.people) {
    words.set(person.account, { word: await wordAbout(context, { person, said }), keys: person.newest.hash, at: context.now() });
  }
}

async function hear(context: VaultContext, { people, book }: Asking): Promise<Said[]> {
  const practice = requireId(requireUnlocked(context).session.practice?.id ?? '');
  const json = { accounts: people.map(({ account }) => account), addresses: people.map(({ address }) => address) };
  const shown = await answer(context.api.practice.statements['look-up'].$post({ json }));
  const colleagues = await colleaguesBy(context, { memberships: shown, practice });
  const said = await Promise.all(shown.statements.map(async (each) => await saidBy(each, { colleagues, book, practice })));
  return said.filter((each) => each !== null);
}

/** `by`: only said by the server. */
type Shown = { by: string; object: SignedObject };
type Said = { statement: Statement; by: Person };

/** Null for what no colleague has signed with keys that still stand. */
async function saidBy({ by, object }: Shown, { colleagues: { people, trusted }, book, practice }: { colleagues: Colleagues; book: ContactsDocument; practice: Id }): Promise<Said | null> {
  const signer = people.find(({ person }) => person.account === by);
  if (!signer) return null;
  const { person, member } = signer;
  const known = trusted.get(person.account);
  const statement = await statementBy(object, { person, known: known ?? vouchedIdentities(person), book });
  const isColleague = known !== undefined || (await attested(trusted, { person, member, practice })) !== null;
  return statement && isColleague ? { statement, by: person } : null;
}

async function wordAbout(context: VaultContext, { person, said }: { person: Person; said: readonly Said[] }): Promise<Word | null> {
  // It may speak of keys that are newer than what this device has seen of them.
  const seen = said.some(isSaying('contradicts', person)) ? await lookUpAnew(context, person) : person;
  const contradicting = said.find(isSaying('contradicts', seen));
  if (contradicting) return wordOf('contradicts', contradicting);
  const vouching = said.findLast(isSaying('vouches', seen));
  const follows = vouchedIdentities(seen).some(({ hash }) => hash === person.newest.hash);
  return vouching && follows ? wordOf('vouches', vouching) : null;
}

const isSaying = (what: Word['says'], person: Person) => ({ statement }: Said) => statementAbout(statement, person) === what;

async function lookUpAnew(context: VaultContext, person: Person): Promise<Person> {
  forgetPerson(context, person.account);
  return (await findPeople(context, [person.account])).get(person.account) ?? person;
}

function wordOf(says: Word['says'], { by: { account, name } }: Said): Word {
  return { says, by: account, name };
}
