// While a backup runs no blob is deleted: the snapshot that it has taken may refer to it (docs/decisions/044-backups.md).
// An advisory lock says so, which ends with the connection that holds it: a backup that dies holds nothing back.
import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { Tables } from './tables.ts';

/** In the family of our locks (alone.ts), far from the numbers of jobs. */
const LOCK = [0x5ea1, 1000] as const;
const PATIENCE_MS = 5000;
const PAUSE_MS = 100;

/**
 * To be asked after the transaction that deleted the row has committed. A backup takes the lock before its snapshot: one whose
 * snapshot still shows the row had the lock before that commit, so this sees it; one that comes later does not show the row.
 */
export async function mayRemoveBlobs(database: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock_shared(${LOCK[0]}::int, ${LOCK[1]}::int) as free`.execute(database);
  return rows[0]?.free === true;
}

/** Holds deletions back for as long as this connection lives. False where another backup does so already. */
export async function holdBlobs(client: pg.Client): Promise<boolean> {
  // Those who ask hold it too, for a moment.
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await wait(PAUSE_MS)) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1::int, $2::int) as held', [...LOCK]);
    if (rows[0]?.held === true) return true;
  }
  return false;
}
