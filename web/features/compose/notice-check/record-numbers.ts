// Numbers that a word before them makes a patient's: "Patient no. 20431", "MRN 88-1204", "Akte 4711/26".
import { placesOf, type Found } from './finding.ts';

const OWNER = 'patients?|pat|mrn|chart|medical record|health record|record|case|file|hospital|insurance|policy|member|versicherten|versicherung|kassen|kranken(?:blatt|akte)|akten?|fall|karteikarten?|kartei|patienten|befund';
const WORD = `(?:${OWNER})(?:[- ]?(?:number|no|nr|num|id|nummer|zeichen|#))?`;
const NUMBERED = `(?:${OWNER})[- ]?(?:number|no|nr|num|id|nummer|zeichen|#)`;
/** Digits, perhaps after a few letters, with letters and separators between. */
const TOKEN = '(?:\\p{L}{1,4}[-/.]?)?\\d(?:[\\p{L}\\d]|[-/.](?=[\\p{L}\\d]))*';

/** After the bare word a year is none: "policy 2026", "Akte 2026". */
const YEAR = /^(?:19|20)\d{2}$/;
const SAYS_NUMBER = /(?:number|no|nr|num|id|nummer|zeichen|[:#]|\s(?:is|ist|lautet))\.?\s?[:#]?\s?$/i;

const PATTERNS = [
  // The word, and a number at once: "MRN 881204", "case #4711"
  new RegExp(`(?<![\\p{L}\\d])${WORD}\\.?\\s?[:#]?\\s?(${TOKEN})(?![\\p{L}\\d])`, 'giud'),
  // The word as a number's name, with "is" between: "Patient number is 20431"
  new RegExp(`(?<![\\p{L}\\d])${NUMBERED}\\.?\\s?(?:is|ist|lautet)\\s(${TOKEN})(?![\\p{L}\\d])`, 'giud'),
];

export function findRecordNumbers(text: string): Found[] {
  return PATTERNS.flatMap((pattern) =>
    placesOf(pattern, text).flatMap(({ match }): Found[] => {
      const [start, end] = match.indices?.[1] ?? [0, 0];
      const token = text.slice(start, end);
      if (YEAR.test(token) && !SAYS_NUMBER.test(text.slice(0, start))) return [];
      return token.replaceAll(/\D/g, '').length >= 3 ? [{ kind: 'record-number', start, end }] : [];
    }),
  );
}
