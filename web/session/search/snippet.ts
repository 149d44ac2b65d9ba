// A few words of a message around what was searched for.
import { firstMarked } from './marks.ts';
import type { Term } from './query.ts';
import type { SearchRecord } from './record.ts';

const CHARACTERS = 160;
const BEFORE = 40;

/** From the secure message; from the e-mail message where only that one holds the words; else how the message begins. */
export function snippetOf({ body, notice }: SearchRecord, terms: readonly Term[]): string {
  for (const text of [body, notice.text, notice.subject]) {
    const flat = text.replaceAll(/\s+/g, ' ').trim();
    const at = firstMarked(flat, terms);
    if (at !== -1) return cut(flat, at);
  }
  return cut(body.slice(0, 4 * CHARACTERS).replaceAll(/\s+/g, ' ').trim(), 0);
}

export function markedIn(text: string, terms: readonly Term[]): boolean {
  return firstMarked(text, terms) !== -1;
}

function cut(text: string, at: number): string {
  const from = at <= BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1;
  const start = from > at ? at : from;
  const piece = text.slice(start, start + CHARACTERS);
  return `${start > 0 ? '…' : ''}${piece}${start + CHARACTERS < text.length ? '…' : ''}`;
}
