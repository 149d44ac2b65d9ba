// Takes whole sentences out of a text, for the secure part.
import type { Place } from './finding.ts';
import { sentenceOf } from './sentence-of.ts';

/** What is left of the text, and the sentences that were taken out, in their order. */
export function moveSentences(text: string, places: readonly Place[]): { left: string; moved: string[] } {
  const moved: string[] = [];
  let left = '';
  let at = 0;
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    const { start, end } = sentenceOf(text, place);
    if (start < at) continue;
    left += text.slice(at, start);
    moved.push(text.slice(start, end).trim());
    at = end;
  }
  return { left: (left + text.slice(at)).replaceAll(/\n{3,}/g, '\n\n').trim(), moved };
}
