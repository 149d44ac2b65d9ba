// Typing narrows: what holds "crown" holds "cro", so only what was found a letter ago is looked through again, and what is asked for once
// more costs next to nothing. Texts alone count here; where messages are may have changed meanwhile.
import { holds, type SearchQuery, type Term } from './query.ts';
import type { SearchEntry } from './record.ts';
import { entriesInOrder, type SearchIndex } from './search-index.ts';

type Terms = Pick<SearchQuery, 'words' | 'from' | 'to' | 'subject'>;
export type Narrowed = { order: readonly SearchEntry[]; terms: Terms; found: SearchEntry[] };

/** The messages whose words hold every term, newest first. */
export function entriesWith(index: SearchIndex, terms: Terms): readonly SearchEntry[] {
  const order = entriesInOrder(index);
  const { narrowed } = index;
  const among = narrowed?.order === order && isNarrower(terms, narrowed.terms) ? narrowed.found : order;
  const found = among.filter((entry) => holdsAll(entry, terms));
  index.narrowed = { order, terms, found };
  return found;
}

function holdsAll({ sender, recipients, subject, all }: SearchEntry, { words, from, to, subject: inSubject }: Terms): boolean {
  return holds(sender, from) && holds(recipients, to) && holds(subject, inSubject) && holds(all, words);
}

/** Whatever holds these terms holds those. */
function isNarrower(these: Terms, those: Terms): boolean {
  return (['words', 'from', 'to', 'subject'] as const).every((key) => those[key].every((loose) => these[key].some((strict) => implies(strict, loose))));
}

/** Each way to write the one begins with a way to write the other. */
function implies(strict: Term, loose: Term): boolean {
  return strict.every((way) => loose.some((beginning) => way.startsWith(beginning)));
}
