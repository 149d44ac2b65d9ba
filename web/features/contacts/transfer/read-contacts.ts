// A file of contacts, read whole: what can be taken, and what is wrong at which line. Nothing is changed by it.
import type { ContactCard } from '../../../session/vault-api/contacts.ts';
import { fitToBook } from './card-limits.ts';
import { decodeText } from './decode-text.ts';

/** What one entry of a file says, and the line at which it begins. */
export type CardAtLine = { line: number; card: ContactCard };

export type ProblemKind =
  | 'empty'
  | 'too-large'
  | 'too-many'
  | 'no-address-column'
  | 'too-many-fields'
  | 'open-quote'
  | 'not-an-address'
  | 'too-long'
  | 'not-a-card'
  | 'open-card';

/** `shown`: the words of the file that are meant. `line` null: the file as a whole. */
export type LineProblem = { line: number | null; kind: ProblemKind; shown: string };

/** `withoutAddress`: lines of entries that nobody can write to; they are left out. */
export type ReadContacts = { cards: CardAtLine[]; problems: LineProblem[]; withoutAddress: number[] };

const LARGEST_BYTES = 20_000_000;
const MOST_CARDS = 20_000;

export async function readContacts(file: File): Promise<ReadContacts> {
  if (file.size > LARGEST_BYTES) return refused('too-large');
  const text = decodeText(new Uint8Array(await file.arrayBuffer()));
  if (text.trim() === '') return refused('empty');
  // By what is in it: its name may say anything.
  const read = /^\s*begin:vcard\s*$/im.test(text) ? (await import('./read-vcards.ts')).readVcards(text) : (await import('./read-csv.ts')).readCsv(text);
  if (read.cards.length > MOST_CARDS) return refused('too-many');
  return fitToBook(read);
}

function refused(kind: ProblemKind): ReadContacts {
  return { cards: [], problems: [{ line: null, kind, shown: '' }], withoutAddress: [] };
}
