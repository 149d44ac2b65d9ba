// Brings the database to the form this version needs: runs what is new in migrations/, forward only, one server at a time.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Log } from '../log.ts';
import { repository } from '../repository.ts';
import { StartError } from '../start-error.ts';
import { reasonAway } from './away.ts';
import { openDatabaseForMigration } from './connection.ts';
import type { Tables } from './tables.ts';

const FILE_NAME = /^(\d{4}-[a-z\d-]+)\.ts$/;

/** By name, in the order they run. */
export async function readMigrations(): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {};
  for (const file of await readdir(join(repository, 'migrations'))) {
    const name = FILE_NAME.exec(file)?.[1];
    if (name !== undefined) migrations[name] = (await import(`../../migrations/${name}.ts`)) as Migration;
  }
  return migrations;
}

/** Kysely's migrator holds an advisory lock meanwhile, and runs all that is new in one transaction: all of it, or nothing. */
export async function migrate({ url, log }: { url: string; log: Log }): Promise<void> {
  const database = openDatabaseForMigration({ url, log });
  try {
    await migrateOn(database, log);
  } finally {
    await database.destroy();
  }
}

async function migrateOn(database: Kysely<Tables>, log: Log): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: readMigrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  for (const { migrationName, status } of results) log.info({ migration: migrationName, status }, 'migration');
  if (error === undefined) return;
  log.error({ err: error }, 'the database could not be migrated');
  throw new StartError(explain(error, results.find(({ status }) => status === 'Error')?.migrationName));
}

/** Kysely's word for a migration that has run and is not known here. */
const UNKNOWN_MIGRATION = /^corrupted migrations/;

function explain(error: unknown, failed: string | undefined): string {
  if (failed !== undefined) return `The database is unchanged: migration ${failed} failed.`;
  if (error instanceof Error && UNKNOWN_MIGRATION.test(error.message)) return 'The database was made by a newer version of Sealpost than this one: start that one.';
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
  return `The database does not let Sealpost in (${reasonAway(error) ?? code}): see DATABASE_URL.`;
}
