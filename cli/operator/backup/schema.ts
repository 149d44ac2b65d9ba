// A restored database grows in a schema of its own, beside the one in use, and takes its place in one transaction at the end.
import { randomBytes } from 'node:crypto';
import { Kysely, Migrator, PostgresDialect } from 'kysely';
import pg from 'pg';
import { readMigrations } from '../../../server/database/migrator.ts';
import { OperatorError } from '../office.ts';
import { APPLICATION, quoted } from './connection.ts';

/** Whatever a server keeps open on the database. Other commands are short. */
const SERVERS = `select count(*)::int as servers from pg_stat_activity
  where datname = current_database() and application_name like 'sealpost%' and application_name <> '${APPLICATION}'`;
/** Made by starting a server once: an installation that has nothing else is empty. */
const WITHOUT_PEOPLE = /^(kysely_migration(_lock)?|installation|plans|rate_limits)$/;

export async function assertNoServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ servers: number }>(SERVERS);
  if (rows[0]?.servers !== 0) throw new OperatorError('A server is running on this database: stop all of them first.');
}

export async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(`select relname::text as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`);
  for (const { name } of rows) {
    if (WITHOUT_PEOPLE.test(name)) continue;
    const found = await client.query(`select from ${quoted(name)} limit 1`);
    if (found.rowCount !== 0) return false;
  }
  return true;
}

/** An empty schema with the tables as they were when the backup was made; `client` works in it from now on. Answers its name. */
export async function makeSchema(client: pg.Client, { url, migrations }: { url: string; migrations: readonly string[] }): Promise<string> {
  const name = `restored_${randomBytes(6).toString('hex')}`;
  await client.query(`create schema ${quoted(name)}`);
  await migrateTo(migrations.at(-1) ?? '', { url, schema: name });
  await client.query(`set search_path to ${quoted(name)}`);
  return name;
}

async function migrateTo(last: string, { url, schema }: { url: string; schema: string }): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, application_name: APPLICATION, max: 1, statement_timeout: 0 });
  pool.on('error', () => undefined);
  const onCreateConnection = async (connection: { executeQuery: (query: never) => Promise<unknown> }): Promise<void> => {
    await connection.executeQuery({ sql: `set search_path to ${quoted(schema)}`, parameters: [] } as never);
  };
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool, onCreateConnection }) });
  try {
    const migrator = new Migrator({ db: database, provider: { getMigrations: readMigrations }, migrationTableSchema: schema });
    const { error } = await migrator.migrateTo(last);
    if (error !== undefined) throw error;
  } finally {
    await database.destroy();
  }
}

/** Throws where this version of Sealpost does not know how the backup's tables were made. */
export async function assertKnown(migrations: readonly string[]): Promise<void> {
  const known = Object.keys(await readMigrations()).toSorted();
  if (migrations.some((name, index) => known[index] !== name)) {
    throw new OperatorError('The backup was made by another version of Sealpost than this one can read: restore it with that version, or a newer one.');
  }
}

/** From here on the restored database is the one that a server finds. What was there before is gone, extensions aside. */
export async function takePlace(client: pg.Client, { schema, target }: { schema: string; target: string }): Promise<void> {
  const before = `${schema}_before`;
  await client.query('begin');
  await assertNoServer(client);
  const { rows } = await client.query<{ name: string }>('select extname::text as name from pg_extension where extnamespace = $1::regnamespace', [quoted(target)]);
  for (const { name } of rows) await client.query(`alter extension ${quoted(name)} set schema ${quoted(schema)}`);
  await client.query(`alter schema ${quoted(target)} rename to ${quoted(before)}`);
  await client.query(`alter schema ${quoted(schema)} rename to ${quoted(target)}`);
  await client.query(`grant usage on schema ${quoted(target)} to public`);
  await client.query(`drop schema ${quoted(before)} cascade`);
  await client.query('commit');
}
