// In which parts two versions of a draft differ, each shown shortly: where the texts part, or what only one of them has.
import type { Draft, DraftVersion } from '../../../session/vault-api/drafts.ts';
import { formatDay } from '../../../text/format.ts';
import { draftVersions } from '../../../text/draft-versions.ts';
import { plainText } from '../body-document.ts';

type Written = Pick<DraftVersion, 'recipients' | 'noticeSubject' | 'noticeText' | 'secureSubject' | 'body' | 'attachments' | 'expiry'>;
export type Part = keyof typeof draftVersions.parts;
export type Difference = { part: Part; here: string; there: string };

const words = draftVersions;
/** So much of a text is shown, and so much of it before the place where the two part. */
const SHOWN = 90;
const BEFORE = 24;

export function differences(here: Written, there: Written): Difference[] {
  const [names, otherNames] = [here, there].map(({ attachments }) => attachments.map(({ name }) => name));
  return [
    ofLists('recipients', here.recipients, there.recipients),
    ofTexts('noticeSubject', here.noticeSubject, there.noticeSubject),
    ofTexts('noticeText', here.noticeText, there.noticeText),
    ofTexts('secureSubject', here.secureSubject, there.secureSubject),
    ofBodies(here.body, there.body),
    ofLists('attachments', names ?? [], otherNames ?? []),
    ofTexts('expiry', expiryText(here.expiry), expiryText(there.expiry)),
  ].flatMap((found) => found ?? []);
}

function ofTexts(part: Part, here: string, there: string): Difference | null {
  if (here === there) return null;
  const from = partingPlace(here, there);
  return { part, here: excerpt(here, from), there: excerpt(there, from) };
}

/** Bold words, lists and links count too, though their words are the same. */
function ofBodies(here: Draft['body'], there: Draft['body']): Difference | null {
  const found = ofTexts('body', plainText(here), plainText(there));
  if (found !== null) return found;
  return inOneOrder(here) === inOneOrder(there) ? null : { part: 'body', here: words.layout, there: words.layout };
}

/** The editor and the store order the parts of a body differently. */
function inOneOrder(body: Draft['body']): string {
  return JSON.stringify(body, (_, value: unknown) => (isPlainObject(value) ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))) : value));
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What only one of them has; another order alone says nothing. */
function ofLists(part: Part, here: readonly string[], there: readonly string[]): Difference | null {
  const only = (own: readonly string[], other: readonly string[]) => own.filter((each) => !other.includes(each)).join(', ');
  const [left, right] = [only(here, there), only(there, here)];
  return left === '' && right === '' ? null : { part, here: excerpt(left, 0), there: excerpt(right, 0) };
}

function partingPlace(one: string, other: string): number {
  let place = 0;
  while (place < one.length && one[place] === other[place]) place += 1;
  return place;
}

/** From a word's beginning a little before the place. */
function excerpt(whole: string, place: number): string {
  const near = Math.max(0, Math.min(place, whole.length) - BEFORE);
  const start = near === 0 ? 0 : Math.max(whole.lastIndexOf(' ', near), whole.lastIndexOf('\n', near)) + 1;
  const text = whole.slice(start, start + SHOWN).replaceAll(/\s+/g, ' ').trim();
  if (text === '') return words.nothing;
  return `${start > 0 ? '… ' : ''}${text}${start + SHOWN < whole.length ? ' …' : ''}`;
}

function expiryText(expiry: Written['expiry']): string {
  if (expiry === null) return words.never;
  return 'days' in expiry ? words.days(expiry.days) : formatDay(expiry.at);
}
