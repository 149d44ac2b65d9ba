// The check of the e-mail part for what should stand in the secure part (product.md, F12). It runs in the browser, knows no
// person, and only ever asks: whether something tells about a patient is for the sender to say.
import { findBirthDates } from './birth-dates.ts';
import { findFileNames } from './file-names.ts';
import type { Finding, Found } from './finding.ts';
import { findInsuranceNumbers } from './insurance-numbers.ts';
import { findPhoneNumbers } from './phone-numbers.ts';
import { findRecordNumbers } from './record-numbers.ts';
import { findSecureWords, knownWords } from './secure-words.ts';

export type CheckedNotice = {
  subject: string;
  text: string;
  /** Subject and text of the secure part. */
  secure: string;
  fileNames: readonly string[];
  /** Names that may stand in an e-mail: of the sender, the practice and the recipients, and the words we put there ourselves. */
  known: readonly string[];
  /** Texts with telephone numbers that may stand in an e-mail. */
  ownNumbers: readonly string[];
};

export type CheckOptions = {
  /** Unix milliseconds. */
  now: number;
  /** The reader's locale, which decides on 3/4/1985 and on numbers without a country. */
  locale: string;
};

/** Findings in the order of reading, each place once. */
export async function checkNotice(notice: CheckedNotice, options: CheckOptions): Promise<Finding[]> {
  const [subject, text] = await Promise.all([check(notice.subject, notice, options), check(notice.text, notice, options)]);
  return [...subject.map((found) => ({ ...found, field: 'subject' as const })), ...text.map((found) => ({ ...found, field: 'text' as const }))];
}

async function check(text: string, notice: CheckedNotice, { now, locale }: CheckOptions): Promise<Found[]> {
  if (text.trim() === '') return [];
  const known = knownWords(...notice.known);
  const region = new Intl.Locale(locale).maximize().region ?? 'US';
  const phones = await findPhoneNumbers(text, { country: region, own: notice.ownNumbers });
  // What says most about a place comes first.
  const found = once([
    ...findInsuranceNumbers(text),
    ...findBirthDates(text, { now, order: region === 'US' ? 'month-first' : 'day-first' }),
    ...findRecordNumbers(text),
    ...phones.found,
    ...findFileNames(text, { names: notice.fileNames, known }),
    ...(await findSecureWords(text, { secure: notice.secure, known })),
  ]);
  return found.filter((place) => !phones.told.some(({ start, end }) => start <= place.start && place.end <= end));
}

/** Of places that meet only the first stays; names and copied words that meet or touch become one. */
function once(found: Found[]): Found[] {
  const kept: Found[] = [];
  for (const candidate of found) {
    const meets = kept.find(({ start, end }) => candidate.start <= end + 1 && start <= candidate.end + 1);
    if (meets === undefined) kept.push({ ...candidate });
    else if (meets.kind === candidate.kind && isOfWords(candidate.kind)) {
      meets.start = Math.min(meets.start, candidate.start);
      meets.end = Math.max(meets.end, candidate.end);
    } else if (candidate.start >= meets.end || candidate.end <= meets.start) kept.push({ ...candidate });
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

function isOfWords(kind: Found['kind']): boolean {
  return kind === 'secure-words' || kind === 'file-name';
}
