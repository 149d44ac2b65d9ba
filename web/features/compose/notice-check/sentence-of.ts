// The sentence around a place: what "Move to secure message" takes along, so that no half of it stays behind.
import type { Place } from './finding.ts';

const ENDS = /[.!?]["')\]]?\s|\n/g;
/** A full stop after these ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:dr|prof|mr|mrs|ms|st|no|nr|d\.?o\.?b|geb|tel|pat|approx|ca|bzw|z\.\s?b|e\.g|i\.e|\p{L}|\d{1,2})\.$/iu;

/** Grown to whole sentences; lines always end one. The end includes the space after it. */
export function sentenceOf(text: string, place: Place): Place {
  let start = 0;
  for (const match of text.matchAll(ENDS)) {
    const end = match.index + match[0].length;
    if (match[0] !== '\n' && ABBREVIATION.test(text.slice(start, match.index + 1))) continue;
    if (end > place.start && end >= place.end) return { start, end };
    if (end <= place.start) start = end;
  }
  return { start, end: text.length };
}
