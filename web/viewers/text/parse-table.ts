// Tables as text (RFC 4180, and what programs really write): the delimiter is the one that cuts the first lines most evenly.

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE_ROWS = 20;

export type Table = { rows: string[][]; columns: number; delimiter: string };

export function parseTable(text: string, rowsMax: number): Table {
  const delimiter = findDelimiter(text);
  const rows = readRows(text, { delimiter, rowsMax });
  return { rows, columns: rows.reduce((most, row) => Math.max(most, row.length), 0), delimiter };
}

/** A line "sep=;" at the beginning is how spreadsheets say it. */
export function findDelimiter(text: string): string {
  const said = /^sep=(.)\r?\n/.exec(text)?.[1];
  if (said !== undefined) return said;
  const sample = text.slice(0, 65_536);
  const scores = DELIMITERS.map((delimiter) => {
    const widths = readRows(sample, { delimiter, rowsMax: SAMPLE_ROWS }).map((row) => row.length);
    const usual = widths[0] ?? 1;
    const even = widths.filter((width) => width === usual).length / Math.max(1, widths.length);
    return { delimiter, score: usual > 1 ? usual * even ** 3 : 0 };
  });
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
}

function readRows(text: string, { delimiter, rowsMax }: { delimiter: string; rowsMax: number }): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = /^sep=.\r?\n/.exec(text)?.[0].length ?? 0;
  let quotes = true;
  while (at < text.length && rows.length < rowsMax) {
    const quoted = quotes && text[at] === '"' ? quotedCell(text, { at, delimiter }) : null;
    // One that never closes would take all rows below into its cell: it is a sign like others (5" for inches), and so are those after it.
    if (quotes && text[at] === '"' && quoted === null) quotes = false;
    const { cell, end } = quoted ?? plainCell(text, { at, delimiter });
    row.push(cell);
    at = end;
    if (text[at] === delimiter) {
      at += 1;
      // A delimiter at the very end is followed by an empty cell.
      if (at === text.length) row.push('');
      else continue;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0 && rows.length < rowsMax) rows.push(row);
  return rows;
}

type Cell = { cell: string; end: number };

/** Null where its quote never closes. */
function quotedCell(text: string, { at, delimiter }: { at: number; delimiter: string }): Cell | null {
  let cell = '';
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    cell += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const after = plainCell(text, { at: quote + 1, delimiter });
      return { cell: cell + after.cell, end: after.end };
    }
    cell += '"';
    from = quote + 2;
  }
}

function plainCell(text: string, { at, delimiter }: { at: number; delimiter: string }): Cell {
  let end = at;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { cell: text.slice(at, end), end };
}
