// What is typed into the search field, taken apart: words, and conditions such as from:lee, has:attachment or after:2026-03-01.
// All that is typed counts together.
import { conditionKey, conditionValue } from './condition-names.ts';
import { canBecomeDay, parseDay } from './days.ts';
import { foldWord, spellOut, wordsOf } from './words.ts';

/** Ways to write one term: words that follow each other, the last one perhaps only begun. Any of them will do. */
export type Term = readonly string[];

export const searchFolders = ['inbox', 'sent', 'drafts', 'archive', 'trash'] as const;
export type SearchFolder = (typeof searchFolders)[number];

export type SearchQuery = {
  words: Term[];
  from: Term[];
  to: Term[];
  subject: Term[];
  attachment: boolean;
  /** Beginnings of names, folded: a message needs a label for each of them. */
  labels: string[];
  /** Any of these; empty: everywhere. */
  folders: SearchFolder[];
  /** Unix milliseconds: from this moment on, and before this one. */
  after: number | null;
  before: number | null;
};

/** A piece of the typed text: a condition, or null for words, and what it says, by their English names in whichever language they were typed. */
export type QueryPart = { key: string | null; value: string; source: string };

// Quotation marks as keyboards of phones and of both languages set them, too.
const PART = /([a-z]+):(?=\s|$)|(?:([a-z]+):)?(?:["“„”«»]([^"“„”«»]*)["“„”«»]?|(\S+))/giu;

/** Looks for no words: it is a date, or was meant as one. */
const DATE_LIKE = /^[\d.-]*$/;

export function splitQuery(text: string): QueryPart[] {
  return [...text.matchAll(PART)].map(([source, bare, named, quoted, plain]) => {
    const typed = named ?? bare;
    const key = typed === undefined ? null : conditionKey(typed);
    return { key, value: conditionValue(key, quoted ?? plain ?? ''), source };
  });
}

export function parseQuery(text: string): SearchQuery {
  const query: SearchQuery = { words: [], from: [], to: [], subject: [], attachment: false, labels: [], folders: [], after: null, before: null };
  for (const part of splitQuery(text)) if (!applyCondition(query, part)) query.words.push(...termsOf(part.source));
  return query;
}

/**
 * What stands where a date should and is none, as it was typed: it narrows nothing. While somebody is `typing`, what stands at the end is
 * left out as long as it may become one.
 */
export function misreadDates(text: string, { typing }: { typing: boolean }): string[] {
  const parts = splitQuery(text);
  return parts.flatMap(({ key, value }, index) => {
    if ((key !== 'after' && key !== 'before') || !DATE_LIKE.test(value) || parseDay(value) !== null) return [];
    return value === '' || (typing && index === parts.length - 1 && canBecomeDay(value)) ? [] : [value];
  });
}

export function isEmptyQuery({ words, from, to, subject, attachment, labels, folders, after, before }: SearchQuery): boolean {
  return [words, from, to, subject, labels, folders].every((each) => each.length === 0) && !attachment && after === null && before === null;
}

/** Every term that may stand in the text, to be marked there. */
export function termsToMark({ words, from, to, subject }: SearchQuery): Term[] {
  return [...words, ...from, ...to, ...subject];
}

/** Whether a folded text (`foldText`) holds every term. Words begin with what was typed: " cro" is in " crown 26". */
export function holds(folded: string, terms: readonly Term[]): boolean {
  return terms.every((ways) => ways.some((way) => folded.includes(` ${way}`)));
}

/** False where it is no condition, or one of a value that there is not: then it is searched for as it stands. */
function applyCondition(query: SearchQuery, { key, value }: QueryPart): boolean {
  switch (key) {
    case 'from':
    case 'to':
    case 'subject':
      query[key].push(...termsOf(value));
      return true;
    case 'has':
      query.attachment ||= value === 'attachment';
      return value === 'attachment' || value === '';
    case 'label':
      if (value.trim() !== '') query.labels.push(foldWord(value.trim()));
      return true;
    case 'in': {
      const folder = searchFolders.find((each) => each === value);
      if (folder !== undefined) query.folders.push(folder);
      return folder !== undefined || value === '';
    }
    case 'after':
    case 'before': {
      const day = parseDay(value);
      if (day !== null) query[key] = key === 'after' ? Math.max(day, query.after ?? day) : Math.min(day, query.before ?? day);
      // A date that is still being typed, or is none (`misreadDates`), narrows nothing.
      return day !== null || DATE_LIKE.test(value);
    }
    default:
      return false;
  }
}

/** The words of one piece must follow each other: "26.3", an address, or what stands in quotation marks. */
function termsOf(text: string): Term[] {
  const words = [...wordsOf(text)].map(({ word }) => word);
  if (words.length === 0) return [];
  const folded = words.map(foldWord).join(' ');
  const spelt = words.map((word) => spellOut(word) ?? foldWord(word)).join(' ');
  return [spelt === folded ? [folded] : [folded, spelt]];
}
