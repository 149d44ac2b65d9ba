// Lets one process at a time do a piece of work, by PostgreSQL's advisory locks: a process that dies lets go by itself.
import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** The first half of our locks' numbers; the second says which work. */
const FAMILY = 0x5ea1;

/** Runs `work` unless another process is at it. Returns whether it ran. */
export async function alone(database: Kysely<Tables>, lock: number, work: () => Promise<void>): Promise<boolean> {
  return await database.connection().execute(async (connection) => {
    const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${FAMILY}::int, ${lock}::int) as taken`.execute(connection);
    if (rows[0]?.taken !== true) return false;
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(${FAMILY}::int, ${lock}::int)`.execute(connection);
    }
    return true;
  });
}
