// The doctor's checks that ask the database.
import type pg from 'pg';
import type { Settings } from '../../../server/config.ts';
import { secretsHash } from '../../../server/database/installation.ts';
import { readMigrations } from '../../../server/database/migrator.ts';
import type { Secrets } from '../../../server/secrets.ts';
import { fail, type Finding, ok, warn } from './finding.ts';

const OLDEST_POSTGRES = 15;
const CLOCK_WARN_SECONDS = 5;
const CLOCK_FAIL_SECONDS = 300;
const WAITING_MINUTES = 60;
const BACKUP_DAYS = 7;
const SPARE_CONNECTIONS = 25;

export async function checkDatabase(client: pg.Client): Promise<Finding> {
  const row = await one<{ version: number; most: number; used: number; encoding: string }>(client, `
    select current_setting('server_version_num')::int / 10000 as version, current_setting('max_connections')::int as most,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used, current_setting('server_encoding') as encoding`);
  if (row.version < OLDEST_POSTGRES) return fail(`PostgreSQL ${row.version} is too old: move to ${OLDEST_POSTGRES} or newer.`);
  if (row.encoding !== 'UTF8') return fail(`its encoding is ${row.encoding}: make one with UTF8 and restore a backup into it.`);
  if (row.most - row.used < SPARE_CONNECTIONS) return warn(`${row.used} of ${row.most} connections are used: raise max_connections, a server takes up to 22.`);
  return ok(`PostgreSQL ${row.version}`);
}

export async function checkMigrations(client: pg.Client): Promise<Finding> {
  const known = Object.keys(await readMigrations()).toSorted();
  const exists = await one<{ there: boolean }>(client, `select to_regclass('kysely_migration') is not null as there`);
  if (!exists.there) return fail('the database is empty: start the server once, it sets it up; or restore a backup.');
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name');
  const applied = new Set(rows.map(({ name }) => name));
  const newer = [...applied].filter((name) => !known.includes(name));
  if (newer.length > 0) return fail('the database was made by a newer version of Sealpost: run that one.');
  const missing = known.filter((name) => !applied.has(name));
  return missing.length > 0 ? warn(`${missing.length} are to come: start the server of this version, it applies them.`) : ok(`all ${known.length} are applied`);
}

export async function checkOwnSecrets(client: pg.Client, secrets: Secrets): Promise<Finding> {
  const { rows } = await client.query<{ same: boolean }>('select secrets_hash = $1 as same from installation', [secretsHash(secrets)]);
  if (rows[0] === undefined) return warn('no server has used this database yet.');
  return rows[0].same ? ok('they belong together') : fail('SECRETS_FILE holds those of another database: put back the file that this one was first used with.');
}

/** Against the database's clock and what it has noted already; for S3 the store refuses requests that are a quarter of an hour off. */
export async function checkClock(client: pg.Client, { databaseUrl }: Pick<Settings, 'databaseUrl'>): Promise<Finding> {
  const started = Date.now();
  const row = await one<{ now: Date; newest: Date | null }>(client, 'select clock_timestamp() as now, (select max(created_at) from outbox) as newest');
  const here = (started + Date.now()) / 2;
  const off = Math.round((here - row.now.getTime()) / 1000);
  const words = `this machine's clock and the database's differ by ${Math.abs(off)} s: set both by NTP.`;
  if (Math.abs(off) >= CLOCK_FAIL_SECONDS) return fail(words);
  if (Math.abs(off) >= CLOCK_WARN_SECONDS) return warn(words);
  const ahead = Math.round(((row.newest?.getTime() ?? 0) - here) / 1000);
  if (ahead >= CLOCK_WARN_SECONDS) return fail(`the newest mail was written ${ahead} s in the future: the clock is behind, or was ahead. Set it by NTP.`);
  return ok(databaseUrl === null ? 'runs forward' : 'agrees with the database');
}

export async function checkOutbox(client: pg.Client): Promise<Finding> {
  const row = await one<{ failed: number; waiting: number }>(client, `
    select count(*) filter (where status = 'failed')::int as failed,
      count(*) filter (where status in ('queued', 'sending') and created_at < now() - interval '${WAITING_MINUTES} minutes'
        or status = 'waiting' and next_attempt_at < now() - interval '${WAITING_MINUTES} minutes')::int as waiting
    from outbox`);
  if (row.waiting > 0) return fail(`${row.waiting} mails have been waiting for more than an hour: see the line on mail, and whether a server runs.`);
  if (row.failed > 0) return warn(`${row.failed} failed: sealpost mail list shows them, sealpost mail retry sends them again.`);
  return ok('none');
}

export async function checkBackups(client: pg.Client): Promise<Finding> {
  const row = await one<{ last: Date | null; missing: number | null }>(client, `
    select max(finished_at) as last, (select missing from backups order by finished_at desc limit 1) as missing from backups`);
  if (row.last === null) return warn('none was ever made: sealpost backup --help.');
  const days = Math.floor((Date.now() - row.last.getTime()) / 86_400_000);
  if (days >= BACKUP_DAYS) return warn(`the last one is ${days} days old: run sealpost backup every night.`);
  if ((row.missing ?? 0) > 0) return fail(`${row.missing} attachments were missing from the blob store at the last one: look for them in an older backup.`);
  return ok(`the last one was made ${row.last.toISOString()}`);
}

async function one<Row extends object>(client: pg.Client, text: string): Promise<Row> {
  const { rows } = await client.query<Row>(text);
  const [row] = rows;
  if (row === undefined) throw new Error('no answer');
  return row;
}
