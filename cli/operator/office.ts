// What the commands' work needs: the settings, the server's database, and errors that are one line.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Kysely } from 'kysely';
import { readSettings, type Settings } from '../../server/config.ts';
import { reasonAway } from '../../server/database/away.ts';
import { openDatabase } from '../../server/database/connection.ts';
import { embeddedDatabaseUrlFile } from '../../server/database/embedded-postgres.ts';
import type { Tables } from '../../server/database/tables.ts';
import { openLog } from '../../server/log.ts';

/** Its message is shown as it is. */
export class OperatorError extends Error {
  readonly code = 'operator';
}

export type Office = { database: Kysely<Tables>; settings: Settings; now: Date };

/** Does the work on the database and closes it. */
export async function withDatabase(work: (office: Office) => Promise<void>): Promise<void> {
  const settings = readSettings(process.env);
  const database = openDatabase({ url: await databaseUrl(settings), log: openLog({ write: () => undefined }) });
  try {
    await work({ database, settings, now: new Date() });
  } catch (error) {
    throw explainDatabase(error);
  } finally {
    await database.destroy();
  }
}

async function databaseUrl(settings: Settings): Promise<string> {
  if (settings.databaseUrl !== null) return settings.databaseUrl;
  const file = embeddedDatabaseUrlFile(settings);
  const url = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new OperatorError('The embedded database is not running: start the server first (npm start), or set DATABASE_URL.');
    throw new OperatorError(`${file} cannot be read (${error.code ?? 'unknown reason'}): run this as the user who starts the server.`);
  });
  return url.trim();
}

const UNDEFINED_TABLE = '42P01';
const UNDEFINED_COLUMN = '42703';

/** In words for the operator where it is the database that fails; anything else unchanged. */
export function explainDatabase(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === UNDEFINED_TABLE) return new OperatorError('The database is empty: start the server once, it sets it up.');
  if (code === UNDEFINED_COLUMN) return new OperatorError('The database is of another version of Sealpost: start the server of this one, it brings the database along.');
  const away = reasonAway(error);
  return away === null ? error : new OperatorError(`The database does not answer (${away}): see whether it runs, and DATABASE_URL.`);
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One thing of a list: its fields side by side, or one JSON object. */
export function printRow(fields: Record<string, string | number | boolean | null>, { json }: { json: true | undefined }): void {
  print(json === true ? JSON.stringify(fields) : Object.values(fields).map(inWords).join('  '));
}

function inWords(value: string | number | boolean | null): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '-');
}

/** The first line that is typed, or comes in by a pipe; empty where none does. */
export async function askForLine(question: string): Promise<string> {
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
  }
}

/** On standard error, where it does not mix with what a command puts out. */
export function printAside(line: string): void {
  process.stderr.write(`${line}\n`);
}
