// The embedded default: a real PostgreSQL 18 from npm in the data folder, reached through a socket, for one server at a time.
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { withinTime } from '../shutdown.ts';
import { StartError } from '../start-error.ts';
import { type Cluster, type ClusterOptions, prepareCluster, ROLE } from './postgres-cluster.ts';
import { endProcess, findRunning, launch, type PostgresProcess, waitForEnd } from './postgres-process.ts';

export type EmbeddedPostgres = {
  /** A connection URL for the application's database. Holds the password. */
  url: string;
  /** Ends the database. Idempotent. */
  stop: () => Promise<void>;
};

type Options = ClusterOptions & { log: Log };
type Attempt = { cluster: Cluster; password: string; log: Log };
type Running = { process: PostgresProcess; owner: pg.Client };

class HeldByAnother extends StartError {}

const DATABASE = 'sealpost';
const OWNER_LOCK = 7_346_211;
const START_MS = 60_000;
const RESTART_PAUSE_MS = 5000;
const LAUNCHES = 3;
const OWNER_END_MS = 500;

/** Where a running server leaves the embedded database's connection URL for the operator's commands. */
export function embeddedDatabaseUrlFile({ dataDir }: { dataDir: string }): string {
  return join(dataDir, 'database-url');
}

/**
 * Makes the database on first use, starts it (or takes over one that a crashed server left running) and keeps it up until
 * `stop`. Throws StartError where it cannot, and where another server is using this folder.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const attempt: Attempt = { cluster: await prepareCluster(options), password: options.password, log: options.log };
  const stopping = new AbortController();
  const first = await bringUp(attempt);
  const url = connectionUrl(first.process, { password: options.password, database: DATABASE });
  const urlFile = embeddedDatabaseUrlFile(options);
  await writeFile(urlFile, `${url}\n`, { mode: 0o600 });
  const kept = keepUp(attempt, { first, stopping: stopping.signal });

  const stop = async (): Promise<void> => {
    stopping.abort();
    await kept;
    await rm(urlFile, { force: true });
  };
  return { url, stop };
}

/** Brings the database up again whenever it ends by itself; when told to stop, ends it and returns. */
async function keepUp(attempt: Attempt, { first, stopping }: { first: Running; stopping: AbortSignal }): Promise<void> {
  let current: Running | null = first;
  while (!stopping.aborted) {
    // The owner's connection lives as long as the database does.
    if (current !== null) await once(current.owner, 'end', { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) break;
    attempt.log.error('the embedded database ended: starting it again');
    await sleep(RESTART_PAUSE_MS, undefined, { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) break;
    current = await bringUp(attempt).catch((error: unknown) => {
      attempt.log.error({ err: error }, 'the embedded database does not start');
      return null;
    });
  }
  if (current === null) return;
  await withinTime(current.owner.end().catch(() => undefined), OWNER_END_MS);
  await endProcess(current.process);
}

/** Returns once the database answers and this server is its owner. What it has launched in vain it ends. */
async function bringUp(attempt: Attempt): Promise<Running> {
  const launched: PostgresProcess[] = [];
  try {
    return await findOrLaunch(attempt, launched);
  } catch (error) {
    // Held by another server, it serves that one, whoever launched it.
    if (!(error instanceof HeldByAnother)) for (const process of launched) await endProcess(process);
    throw error;
  }
}

async function findOrLaunch(attempt: Attempt, launched: PostgresProcess[]): Promise<Running> {
  const { cluster } = attempt;
  const deadline = Date.now() + START_MS;
  let process = await findRunning(cluster.folder);
  while (Date.now() < deadline) {
    if (process === null && launched.length === LAUNCHES) break;
    if (process === null) {
      process = await launch(cluster);
      launched.push(process);
    }
    const owner = await connectAsOwner(process, attempt);
    // All that start in this folder share one socket: of two launched at once, the other one may have answered.
    if (owner !== null) return { process: (await findRunning(cluster.folder)) ?? process, owner };
    // It may be starting, or ending with the server before us; in that case its place is free in a moment.
    if (await waitForEnd(process.pid, 50)) process = await findRunning(cluster.folder);
  }
  throw new StartError(`The embedded database does not start: ${cluster.logFile} may say why.`);
}

/** A connection that holds the owner's lock for as long as it lives; null while the database does not answer yet. */
async function connectAsOwner(process: PostgresProcess, { cluster, password, log }: Attempt): Promise<pg.Client | null> {
  const connectionString = connectionUrl(process, { password, database: 'postgres' });
  const client = new pg.Client({ connectionString, keepAlive: true, connectionTimeoutMillis: 5000 });
  client.on('error', (error) => log.warn({ err: error }, 'the connection to the embedded database failed'));
  try {
    await client.connect();
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw new StartError(`The secrets file does not belong to the database in ${cluster.folder}.`);
    return null;
  }
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [OWNER_LOCK]);
  if (rows[0]?.mine !== true) {
    await client.end();
    throw new HeldByAnother(`Another Sealpost is running on ${dirname(cluster.folder)}: stop it first, or set another DATA_DIR.`);
  }
  const existing = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (existing.rowCount === 0) await client.query(`create database ${DATABASE}`);
  return client;
}

function connectionUrl({ socketFolder }: PostgresProcess, { password, database }: { password: string; database: string }): string {
  return `postgresql://${ROLE}:${encodeURIComponent(password)}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}
