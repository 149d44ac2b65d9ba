// Contacts from a table: separated by commas, semicolons or tabs, with the columns' names in the first line.
import Papa from 'papaparse';
import { type ColumnField, fieldOf } from './csv-columns.ts';
import type { CardAtLine, LineProblem, ReadContacts } from './read-contacts.ts';
import { bareCell } from './safe-cell.ts';

type Row = { line: number; cells: string[] };

/** Excel's own first line, which names the separator. */
const SEPARATOR_LINE = /^sep=(.)\n/i;

export function readCsv(text: string): ReadContacts {
  const named = SEPARATOR_LINE.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  const { data, errors } = Papa.parse<string[]>(body, { newline: '\n', delimiter: named?.[1] ?? separatorOf(body) });
  const rows = withLines(data, named === null ? 1 : 2);
  const open = errors.find(({ type }) => type === 'Quotes');
  if (open) return refused([{ line: rows[open.row ?? 0]?.line ?? 1, kind: 'open-quote', shown: '' }]);
  const [head, ...entries] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const fields = (head?.cells ?? []).map(fieldOf);
  if (!fields.includes('address')) return refused([{ line: head?.line ?? 1, kind: 'no-address-column', shown: '' }]);

  const cards: CardAtLine[] = [];
  const problems: LineProblem[] = [];
  const withoutAddress: number[] = [];
  for (const { line, cells } of entries) {
    if (cells.slice(fields.length).some((cell) => cell.trim() !== '')) {
      problems.push({ line, kind: 'too-many-fields', shown: '' });
      continue;
    }
    const found = cardsOf({ fields, cells });
    if (found.length === 0) withoutAddress.push(line);
    cards.push(...found.map((card) => ({ line, card })));
  }
  return { cards, problems, withoutAddress };
}

/** The one by which the first line names most columns: what stands in notes may hold any of them, and more often. */
function separatorOf(body: string): string {
  const head = (delimiter: string) => Papa.parse<string[]>(body.trimStart(), { newline: '\n', delimiter, preview: 1 }).data[0] ?? [];
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, known: head(delimiter).filter((name) => fieldOf(name) !== null).length }));
  return counted.toSorted((a, b) => b.known - a.known)[0]?.delimiter ?? ',';
}

function refused(problems: LineProblem[]): ReadContacts {
  return { cards: [], problems, withoutAddress: [] };
}

/** Line feeds inside quotes count as lines, too. */
function withLines(data: readonly string[][], first: number): Row[] {
  let line = first;
  return data.map((cells) => {
    const row = { line, cells: cells.map(bareCell) };
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
    return row;
  });
}

/** Who has several addresses is several contacts: each is written to by itself. */
function cardsOf({ fields, cells }: { fields: readonly (ColumnField | null)[]; cells: readonly string[] }): CardAtLine['card'][] {
  const all = (field: ColumnField) => cells.filter((cell, index) => fields[index] === field && cell.trim() !== '');
  const parts = (['prefix', 'first', 'middle', 'last', 'suffix'] as const).flatMap(all);
  const name = all('name')[0] ?? parts.map((part) => part.trim()).join(' ');
  const rest = { name, practice: all('practice')[0] ?? '', notes: all('notes').join('\n'), groups: all('groups').flatMap(categoriesOf) };
  return all('address').flatMap((cell) => cell.split(' ::: ')).map((address) => ({ address: address.trim().replace(/^mailto:/i, ''), ...rest }));
}

/** Outlook parts them by semicolons, Google by `:::`; Google's own begin with a star. */
function categoriesOf(cell: string): string[] {
  return cell.split(/;|:::/).map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('* '));
}
