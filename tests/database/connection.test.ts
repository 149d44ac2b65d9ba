// Connections that PostgreSQL ends while they are in use: at its restart, at a failover, by an administrator.
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/connection.ts';
import { openLog } from '../../server/log.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await createTestDatabase();
});
afterAll(() => fresh.drop());

/** Ends the connection with that process id, and waits until it is gone. */
async function cut(pid: number): Promise<void> {
  const administrator = new pg.Client({ connectionString: fresh.url });
  await administrator.connect();
  await administrator.query('select pg_terminate_backend($1)', [pid]);
  await expect.poll(async () => (await administrator.query('select 1 from pg_stat_activity where pid = $1', [pid])).rowCount).toBe(0);
  await administrator.end();
}

describe('a connection that is cut', () => {
  test.each(['between two statements of a transaction', 'in the middle of a statement'])('%s fails the work that holds it, and nothing else', async (when) => {
    const logged: string[] = [];
    const faults: unknown[] = [];
    let cutting: Promise<void> | null = null;
    const database = openDatabase({ url: fresh.url, log: openLog({ write: (line) => void logged.push(line) }) });
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => faults.push(error));
    try {
      const work = database.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
        cutting = cut(rows[0]?.pid ?? 0);
        if (when === 'in the middle of a statement') await sql`select pg_sleep(20)`.execute(transaction);
        await cutting;
        await sql`select 1`.execute(transaction);
      });
      await expect(work).rejects.toThrow();
      // The statement fails before the administrator has looked: the database is not to be dropped under that connection.
      await cutting;
      expect((await sql<{ one: number }>`select 1 as one`.execute(database)).rows).toEqual([{ one: 1 }]);
      expect(faults).toEqual([]);
      expect(logged.join('')).toContain('a database connection ended');
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of others) process.on('uncaughtException', listener);
      await database.destroy();
    }
  });
});
