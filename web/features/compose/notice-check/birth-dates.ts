// Dates that may be somebody's date of birth: a year or more ago, or named as one.
import { placesOf, type Found, type Place } from './finding.ts';

const DAY_MS = 86_400_000;
/** Notices speak of appointments and visits, which are seldom as long ago; whoever was born since is found by the word before. */
const LONG_AGO_MS = 365 * DAY_MS;
const OLDEST_YEARS = 120;

const MONTHS = monthNames(['en', 'de']);
const MONTH = [...MONTHS.keys()].sort((a, b) => b.length - a.length).map(escape).join('|');

type DateOrder = 'day-first' | 'month-first';
type Calendar = { day: number; month: number; year: number };

const PATTERNS: readonly { pattern: RegExp; read: (groups: string[], order: DateOrder) => Calendar | null }[] = [
  // 1985-04-03
  { pattern: /(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])/g, read: ([year, month, day]) => calendar(day, month, year) },
  // 3.4.1985, 03/04/85, 3-4-1985
  {
    pattern: /(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-]|\.\d)/g,
    read: ([first, , second, year], order) =>
      order === 'month-first' ? (calendar(second, first, year) ?? calendar(first, second, year)) : (calendar(first, second, year) ?? calendar(second, first, year)),
  },
  // 3 April 1985, 3. Apr. 1985, 3rd of April, 1985
  {
    pattern: new RegExp(`(?<![\\d\\p{L}])(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s?(?:of\\s)?(${MONTH})\\.?,?\\s?(\\d{4})(?!\\d)`, 'giu'),
    read: ([day, month, year]) => calendar(day, MONTHS.get(fold(month ?? '')), year),
  },
  // April 3, 1985
  {
    pattern: new RegExp(`(?<!\\p{L})(${MONTH})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})(?!\\d)`, 'giu'),
    read: ([month, day, year]) => calendar(day, MONTHS.get(fold(month ?? '')), year),
  },
];

/** Said before a date: then it is one of birth, however young. */
const NAMED = /(?:\b(?:born|birth|birthday|d\.?o\.?b|geb(?:oren|urtsdatum|urtstag)?)\b)[^\d\n]{0,20}$/iu;

/** Said before a date: then it is of a letter, a visit or a beginning, and of no birth. */
const OF_SOMETHING = /(?<!\p{L})(?:seit|vom|since|dated|version)(?: dem)?\s$/iu;

/** `now` is unix milliseconds; `order` says how 3/4/1985 is read here. */
export function findBirthDates(text: string, { now, order }: { now: number; order: DateOrder }): Found[] {
  const found = PATTERNS.flatMap(({ pattern, read }) =>
    placesOf(pattern, text).flatMap(({ match, start, end }): Place[] => {
      const date = read(match.slice(1), order);
      const before = text.slice(0, start);
      const isNamed = NAMED.test(before);
      return date !== null && (isNamed || !OF_SOMETHING.test(before)) && mayBeBirth(date, { now, isNamed }) ? [{ start, end }] : [];
    }),
  );
  return found.map((place) => ({ ...place, kind: 'birth-date' }));
}

function mayBeBirth(date: Calendar, { now, isNamed }: { now: number; isNamed: boolean }): boolean {
  // Two digits mean the last such year that is over.
  const thisYear = new Date(now).getFullYear();
  const year = date.year > 99 ? date.year : [2000, 1900].map((century) => century + date.year).find((candidate) => candidate <= thisYear) ?? 0;
  const time = Date.UTC(year, date.month - 1, date.day);
  if (time > now || year < thisYear - OLDEST_YEARS) return false;
  return isNamed || now - time >= LONG_AGO_MS;
}

/** Null where there is no such day. */
function calendar(day: string | undefined, month: string | number | undefined, year: string | undefined): Calendar | null {
  const date = { day: Number(day), month: Number(month), year: Number(year) };
  const probe = new Date(Date.UTC(2000, date.month - 1, date.day));
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && probe.getUTCMonth() === date.month - 1 ? date : null;
}

/** Long and short names, folded: "märz" and "marz" are both March. */
function monthNames(locales: string[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const locale of locales) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const name = format.format(Date.UTC(2000, month - 1, 1)).replace('.', '').toLowerCase();
        names.set(name, month);
        names.set(fold(name), month);
      }
    }
  }
  return names;
}

function fold(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
