// A fresh, migrated database for a test file, on the run's PostgreSQL.
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase } from '../../server/database/connection.ts';
import { migrate } from '../../server/database/migrator.ts';
import type { Tables } from '../../server/database/tables.ts';
import { openLog } from '../../server/log.ts';

export type TestDatabase = {
  /** For what connects by itself: a server in a process of its own, LISTEN. */
  url: string;
  database: Kysely<Tables>;
  /** Closes the pool and drops the database, whoever is still connected. */
  drop: () => Promise<void>;
};

const TEMPLATE = 'sealpost_template';
const TEMPLATE_LOCK = 5_120_077;
const silent = openLog({ write: () => undefined });

/** Migrations run once for the run, in a template; each database is a copy. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { name, url } = await createEmptyDatabase({ template: true });
  const database = openDatabase({ url, log: silent });
  const drop = async (): Promise<void> => {
    await database.destroy();
    await asAdministrator((client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { url, database, drop };
}

/** Without `template` nothing has been migrated: for tests of the migrations themselves. */
export async function createEmptyDatabase(options: { template?: true } = {}): Promise<{ name: string; url: string }> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdministrator(async (client) => {
    if (options.template === true) await ensureTemplate(client);
    await client.query(`create database ${name} template ${options.template === true ? TEMPLATE : 'template0'}`);
  });
  return { name, url: urlOf(name) };
}

/** Test files run side by side: the first one makes the template while the others wait. */
async function ensureTemplate(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const existing = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
    if (existing.rowCount !== 0) return;
    const draft = `${TEMPLATE}_${randomBytes(4).toString('hex')}`;
    await client.query(`create database ${draft}`);
    await migrate({ url: urlOf(draft), log: silent });
    await client.query(`alter database ${draft} rename to ${TEMPLATE}`);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

async function asAdministrator<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: inject('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(inject('postgres'));
  url.pathname = `/${database}`;
  return url.href;
}
