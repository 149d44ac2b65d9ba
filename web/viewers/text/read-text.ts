// Reads a text or a table as far as it is shown.
import { chunksOf } from '../byte-port.ts';
import type { FileBytes } from '../source.ts';
import { decodeText, type Decoded } from './decode-text.ts';
import { parseTable } from './parse-table.ts';

/** Longer files are cut here, with a word on it. */
const BYTES_MAX = 20_000_000;
const ROWS_MAX = 200_000;
const LINES_MAX = 400_000;
/** Longer lines go on in the next row: one of a megabyte would stop any browser. */
const LINE_CHARACTERS = 4_000;

export type ReadText = {
  lines: string[];
  /** Null where it is no table. */
  table: { rows: string[][]; columns: number } | null;
  encoding: Decoded['encoding'];
  /** Bytes that were read, where that is not all of them. */
  cutAt: number | null;
  /** There are more than are shown. */
  more: { lines: boolean; rows: boolean };
};

export async function readText(bytes: FileBytes, kind: 'text' | 'table'): Promise<ReadText> {
  const taken = await take(bytes);
  const { text, encoding } = decodeText(taken);
  const table = kind === 'table' ? parseTable(text, ROWS_MAX) : null;
  const lines = splitLines(text);
  const more = { lines: lines.length >= LINES_MAX, rows: table !== null && table.rows.length >= ROWS_MAX };
  return { lines, table, encoding, cutAt: taken.length < bytes.size ? taken.length : null, more };
}

async function take(bytes: FileBytes): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(Math.min(bytes.size, BYTES_MAX));
  let filled = 0;
  for await (const chunk of chunksOf(bytes)) {
    const part = chunk.subarray(0, whole.length - filled);
    whole.set(part, filled);
    filled += part.length;
    if (filled === whole.length && filled < bytes.size) break;
  }
  return whole.subarray(0, filled);
}

function splitLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/, LINES_MAX)) {
    for (let at = 0; at === 0 || at < line.length; at += LINE_CHARACTERS) lines.push(line.slice(at, at + LINE_CHARACTERS));
    if (lines.length >= LINES_MAX) return lines.slice(0, LINES_MAX);
  }
  return lines;
}
