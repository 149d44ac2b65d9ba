// To whom the texts of a practice are sealed: members whom an administrator that this account trusts has signed for, under their newest keys. That
// the server calls somebody a member counts for nothing (crypto/SPEC.md, Q1).
import { fingerprint, isId, toBase64Url, type Id, type KemPublicKey, type SignedObject } from '#crypto';
import { sealPracticeTexts, type OpenedTexts, type SeenTexts, type TextsContent } from '#crypto/practice';
import { answer, settled } from '../api.ts';
import { attested, colleaguesBy } from './colleagues.ts';
import { pinOf } from './contact-book.ts';
import { readBook } from './contacts.ts';
import { requireStillOpen, requireUnlocked, type VaultContext } from './context.ts';
import { judge } from './pins.ts';

/** `broughtBy`: the administrator whom the membership names. */
type Receiver = { account: Id; kem: string; kemPublicKey: KemPublicKey; broughtBy: Id | null };
export type Receivers = {
  receivers: readonly Receiver[];
  /** Those to whom the texts before were not sealed, or under another key, or who have lost their stanza by leaving. */
  added: readonly Receiver[];
  /** Somebody is added, somebody is no member any more, or who signed the texts before is none. */
  isDue: boolean;
};

/**
 * `before`: the texts that are replaced. Whoever reads them goes on, while they are members and have the key that these are sealed to; but not by the list of
 * an edition that nobody has proved to be an administrator's.
 */
export async function lookForReceivers(context: VaultContext, { practice, before }: { practice: Id; before: OpenedTexts | null }): Promise<Receivers> {
  const { account, self } = requireUnlocked(context);
  const { members, receivers: given, ...memberships } = await answer(context.api.practice.texts.members.$get());
  const { trusted, people } = await colleaguesBy(context, { memberships, practice });
  const book = await readBook(context);
  const receivers: Receiver[] = [{ account, kem: self.newest.kemKeyHash, kemPublicKey: self.kemPublicKey, broughtBy: null }];
  const readers = before !== null && before.accepted !== null ? before.receivers : [];
  const had = (one: Pick<Receiver, 'account' | 'kem'>) => readers.some((each) => each.account === one.account && each.kem === one.kem);
  for (const { person, member } of people) {
    if (person.account === account || !members.includes(person.account) || judge(pinOf(book, person), person) === 'changed' || pinOf(book, person)?.disputed) continue;
    const receiver = { account: person.account, kem: await fingerprint(person.kemPublicKey), kemPublicKey: person.kemPublicKey, broughtBy: administratorOf(member) };
    if (had(receiver) || trusted.has(person.account) || (await attested(trusted, { person, member, practice })) !== null) receivers.push(receiver);
  }
  // Who left and has come back is named in what is signed, and has no stanza any more.
  const added = receivers.filter((receiver) => !had(receiver) || !given.includes(receiver.account));
  const isDue = added.length > 0 || before?.receivers.every((each) => members.includes(each.account)) !== true || !members.includes(before.signer);
  return { receivers, added, isDue };
}

function administratorOf({ json }: SignedObject): Id | null {
  const { administrator } = JSON.parse(json) as { administrator?: unknown };
  return typeof administrator === 'string' && isId(administrator) ? administrator : null;
}

type Writing = { practice: Id; edition: number; content: TextsContent; receivers: readonly Receiver[]; written: boolean };

/** Throws `conflict` where another edition is there by now, or a receiver is no member any more. Answers what is accepted by that. */
export async function writeTexts(context: VaultContext, { practice, edition, content, receivers, written }: Writing): Promise<SeenTexts> {
  const unlocked = requireUnlocked(context);
  const { account, self, keyring } = unlocked;
  const { sealed, receivers: order, accepted } = await sealPracticeTexts({
    practice, edition, time: context.now(), signer: { account, identity: self.newest.hash }, receivers, content, keyring,
  });
  requireStillOpen(unlocked);
  const wire = order.flatMap((id) => receivers.filter((each) => each.account === id).map(({ account: receiver, kem }) => ({ account: receiver, kem })));
  await settled(context.api.practice.texts.$put({ json: { edition, sealed: toBase64Url(sealed), receivers: wire, written } }));
  return accepted;
}
