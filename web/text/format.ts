// Dates, sizes, durations, lists and plurals, by the reader's locale. Words around them stand in text/en and text/de.
import { language } from '#words/language.ts';

const second = 1000;
const day = 86_400_000;

/** The locale of the words, with the reader's own regional habits where the language is the same. */
export const localeOfWords = (): string => {
  const own = typeof navigator === 'undefined' ? language.locale : navigator.language;
  return own.split('-')[0] === language.code ? own : language.locale;
};

const remembered = new Map<string, Intl.DateTimeFormat>();
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = localeOfWords() + JSON.stringify(options);
  const known = remembered.get(key) ?? new Intl.DateTimeFormat(localeOfWords(), options);
  remembered.set(key, known);
  return known;
}

const rememberedNumbers = new Map<string, Intl.NumberFormat>();
/** Making one takes far longer than using it, and a list of files uses many. */
function numberFormat(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = localeOfWords() + JSON.stringify(options);
  const known = rememberedNumbers.get(key) ?? new Intl.NumberFormat(localeOfWords(), options);
  rememberedNumbers.set(key, known);
  return known;
}

/** Short form for lists: the time today, the weekday in the last six days, else the date. */
export function formatWhen(time: number, now: number): string {
  const startOfToday = new Date(now).setHours(0, 0, 0, 0);
  if (time >= startOfToday && time < startOfToday + day) return formatTime(time);
  if (time < startOfToday && time >= startOfToday - 6 * day) return dateFormat({ weekday: 'short' }).format(time);
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return dateFormat(sameYear ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' }).format(time);
}

/** Long form for one message: weekday, date and time. */
export function formatMoment(time: number): string {
  return dateFormat({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' }).format(time);
}

export function formatDay(time: number): string {
  return dateFormat({ day: 'numeric', month: 'long', year: 'numeric' }).format(time);
}

export function formatTime(time: number): string {
  return dateFormat({ hour: 'numeric', minute: '2-digit' }).format(time);
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Decimal units, as file managers on every platform but Windows show them: 1 MB is 10⁶ bytes. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return numberFormat({ style: 'unit', unit: units[step] ?? 'byte', unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: digits }).format(value);
}

/** Rough time left or to wait: "8 seconds", "3 minutes", "2 hours". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / second));
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [Math.round(seconds / 60), 'minute'] : [Math.round(seconds / 3600), 'hour'];
  return numberFormat({ style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(Number(value));
}

/** A country by its two letters. */
export function formatCountry(code: string): string {
  return new Intl.DisplayNames([localeOfWords()], { type: 'region' }).of(code) ?? code;
}

/** "Ana, Lee and you" */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(localeOfWords(), { type: 'conjunction' }).format(items);
}

/** Of a share: 0.5 is "50%". */
export function formatPercent(share: number): string {
  return numberFormat({ style: 'percent' }).format(share);
}

export function formatNumber(value: number): string {
  return numberFormat().format(value);
}

/** Picks the word for a number and puts the number before it: `formatCount(2, { one: 'file', other: 'files' })` is "2 files". */
export function formatCount(count: number, words: { one: string; other: string }): string {
  return `${formatNumber(count)} ${count === 1 ? words.one : words.other}`;
}

/** "Dr. Ana Ruiz, Northside Dental"; whichever of the two is known. */
export function formatPerson({ name, practice }: { name: string; practice: string | null }): string {
  return [name, practice ?? ''].filter((part) => part !== '').join(', ');
}
