// The way to PostgreSQL: one pool for the process, with Kysely in front.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import type { Tables } from './tables.ts';

const INT8 = 20; // the type's object id in PostgreSQL
const POOL_SIZE = 20;
const CONNECT_MS = 5000;
/** A new connection costs more than what most requests do with it. */
const IDLE_MS = 10 * 60_000;
const STATEMENT_MS = 30_000;

/** Every int8 of ours (sizes, counts, milliseconds) is below 2^53; pg would hand them over as strings. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => (id === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(id, format)) as ReturnType<pg.CustomTypesConfig['getTypeParser']>,
};

/** Opens no connection before the first query. End it with `destroy()`. */
export function openDatabase({ url, log }: { url: string; log: Log }): Kysely<Tables> {
  return openPool({ url, log, statementMilliseconds: STATEMENT_MS, size: POOL_SIZE });
}

/** For migrations: one connection that may take its time, and wait for another server that is migrating. */
export function openDatabaseForMigration({ url, log }: { url: string; log: Log }): Kysely<Tables> {
  return openPool({ url, log, statementMilliseconds: 0, size: 1 });
}

function openPool({ url, log, statementMilliseconds, size }: { url: string; log: Log; statementMilliseconds: number; size: number }): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'sealpost',
    max: size,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: statementMilliseconds,
    idle_in_transaction_session_timeout: statementMilliseconds,
    keepAlive: true,
    types,
  });
  // A connection that ends is replaced at the next query. Without a listener of its own it would end the process: the pool
  // listens to those that are idle, nobody to those that a request holds.
  pool.on('connect', (client) => client.on('error', (error) => log.warn({ err: error }, 'a database connection ended')));
  pool.on('error', () => undefined);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
