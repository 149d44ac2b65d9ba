// Where the database is: DATABASE_URL, the embedded one that a server runs, or the same started here for the time of the work.
import { readFile } from 'node:fs/promises';
import type { Settings } from '../../../server/config.ts';
import { embeddedDatabaseUrlFile, startEmbeddedPostgres } from '../../../server/database/embedded-postgres.ts';
import { openLog } from '../../../server/log.ts';
import { connect } from './connection.ts';

export type DatabasePlace = { url: string; close: () => Promise<void> };

const nothing = async (): Promise<void> => undefined;
const log = openLog({ write: () => undefined });

/** Beside a running server, or without one. `password`: of the embedded database. */
export async function findDatabase(settings: Settings, { password }: { password: string }): Promise<DatabasePlace> {
  if (settings.databaseUrl !== null) return { url: settings.databaseUrl, close: nothing };
  const written = await readFile(embeddedDatabaseUrlFile(settings), 'utf8').catch(() => null);
  if (written !== null && (await answers(written.trim()))) return { url: written.trim(), close: nothing };
  return await startDatabase(settings, { password });
}

/** For this command alone: a running server refuses to share the embedded database. */
export async function startDatabase(settings: Settings, { password }: { password: string }): Promise<DatabasePlace> {
  if (settings.databaseUrl !== null) return { url: settings.databaseUrl, close: nothing };
  const { url, stop } = await startEmbeddedPostgres({ dataDir: settings.dataDir, password, log });
  return { url, close: stop };
}

/** A server that was killed leaves its file behind. */
async function answers(url: string): Promise<boolean> {
  try {
    await (await connect(url)).end();
    return true;
  } catch {
    return false;
  }
}
