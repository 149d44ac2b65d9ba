// Looks for given strings in everything a server keeps: as UTF-8, UTF-16, hex and base64 at each alignment.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** `file: string` for each find below the folder. */
export async function findInFiles(folder: string, wanted: string[]): Promise<string[]> {
  const patterns = wanted.map((word) => ({ word, forms: encodings(word) }));
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const { word, forms } of patterns) if (forms.some((form) => bytes.includes(form))) found.push(`${path}: ${word}`);
  }
  return found;
}

/** `table: string` for each find in any row, after PostgreSQL has undone its own compression. */
export async function findInTables(databaseUrl: string, wanted: string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`);
    const found: string[] = [];
    for (const { name } of tables.rows) {
      const rows = await client.query<Record<string, unknown>>(`select * from ${name}`);
      for (const row of rows.rows) {
        const bytes = Buffer.concat(Object.values(row).map(asBytes));
        for (const word of wanted) if (encodings(word).some((form) => bytes.includes(form))) found.push(`${name}: ${word}`);
      }
    }
    return found;
  } finally {
    await client.end();
  }
}

function asBytes(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  return Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}

function encodings(word: string): Buffer[] {
  const utf8 = Buffer.from(word);
  // The middle of a base64 text does not depend on what stands before, once for each of three alignments.
  const base64 = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64').slice(4, -4));
  const forms = [utf8, Buffer.from(word, 'utf16le'), Buffer.from(utf8.toString('hex'))];
  for (const text of base64) if (text.length >= 8) forms.push(Buffer.from(text), Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_')));
  return forms;
}
