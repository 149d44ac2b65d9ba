// The embedded database on a real disk: first start, next start, two at once, crashes, folders that cannot be used.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { type EmbeddedPostgres, embeddedDatabaseUrlFile, startEmbeddedPostgres } from '../../server/database/embedded-postgres.ts';
import { failureIn } from '../../server/database/postgres-cluster.ts';
import { findRunning } from '../../server/database/postgres-process.ts';
import { openLog } from '../../server/log.ts';

const password = 'a-password-of-the-test-only';
const log = openLog({ write: () => undefined });
let dataDir: string;
let started: EmbeddedPostgres[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(inject('folder'), 'data-'));
  await chmod(dataDir, 0o711);
  started = [];
});
afterEach(async () => {
  for (const database of started) await database.stop();
});

async function start(options: { dataDir?: string; password?: string } = {}): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, password, log, ...options });
  started.push(database);
  return database;
}

async function ask<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

const mainProcess = async (): Promise<number> => (await findRunning(join(dataDir, 'database')))?.pid ?? 0;

describe('the embedded database', () => {
  test('is PostgreSQL 18, keeps what is written over a stop, and leaves its address for the operator while it runs', async () => {
    const first = await start();
    expect(await ask(first.url, `show server_version`)).toEqual([{ server_version: expect.stringMatching(/^18\./) }]);
    await ask(first.url, `create table kept as select 'here' as word`);
    expect((await readFile(embeddedDatabaseUrlFile({ dataDir }), 'utf8')).trim()).toBe(first.url);
    expect((await stat(embeddedDatabaseUrlFile({ dataDir }))).mode & 0o777).toBe(0o600);
    await Promise.all([first.stop(), first.stop()]);
    expect(await mainProcess()).toBe(0);
    await expect(stat(embeddedDatabaseUrlFile({ dataDir }))).rejects.toThrow('ENOENT');
    const second = await start();
    expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'here' }]);
  });

  test('listens on no port, lets nobody in without the password, and writes no statements or values to its log', async () => {
    const { url } = await start();
    expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password/);
    await ask(url, 'create table once (word text primary key)');
    await ask(url, `insert into once values ('canary-value')`);
    await expect(ask(url, `insert into once values ('canary-value')`)).rejects.toThrow(/duplicate/);
    await expect(ask(url, `select 'canary-statement' from nowhere`)).rejects.toThrow();
    const written = await readFile(join(dataDir, 'database.log'), 'utf8');
    expect(written).toContain('duplicate key');
    expect(written).not.toMatch(/canary/);
  });

  test('belongs to one server: the second is told so, at the first start too', async () => {
    const outcomes = await Promise.allSettled([start(), start()]);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(String(refused?.reason)).toMatch(/Another Sealpost is running on/);
    await expect(start()).rejects.toThrow(/Another Sealpost is running on/);
    expect((await readdir(dataDir)).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  test('comes back by itself when it is killed', async () => {
    const { url } = await start();
    await ask(url, `create table kept as select 'here' as word`);
    process.kill(await mainProcess(), 'SIGKILL');
    await expect.poll(() => ask(url, 'select word from kept').catch(() => null), { timeout: 30_000, interval: 200 }).toEqual([{ word: 'here' }]);
  });

  test('that a killed server left running is taken over', async () => {
    const script = `
      import { startEmbeddedPostgres } from './server/database/embedded-postgres.ts';
      import { openLog } from './server/log.ts';
      await startEmbeddedPostgres({ dataDir: process.env.FOLDER, password: '${password}', log: openLog() });
      process.kill(process.pid, 'SIGKILL');`;
    expect(() => execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], { env: { ...process.env, FOLDER: dataDir }, stdio: 'pipe' })).toThrow();
    const left = await mainProcess();
    expect(left).toBeGreaterThan(0);
    const { url, stop } = await start();
    expect(await mainProcess()).toBe(left);
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop();
    expect(await mainProcess()).toBe(0);
  });

  test.runIf(process.platform === 'linux')('starts over the process number of a crash, though it belongs to somebody else by now', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'database', 'postmaster.pid'), `${process.pid}\n${dataDir}/database\n1\n5432\n/tmp\n\n\n`);
    expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('works in a folder whose path is long and strange', async () => {
    const strange = join(dataDir, `a "long" 'name', with % ${'x'.repeat(80)}`);
    expect(await ask((await start({ dataDir: strange })).url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('what cannot be used is refused in one line', () => {
  const oneLine = async (attempt: Promise<unknown>): Promise<string> => {
    const error = await attempt.then(() => null, (reason: Error) => reason);
    expect(error?.message).toMatch(/^[^\n]+$/);
    return error?.message ?? '';
  };

  test.runIf(process.getuid?.() === 0)('a folder that the database user cannot enter, by the name of the one that is closed', async () => {
    const closed = join(dataDir, 'closed');
    await mkdir(join(closed, 'inner'), { recursive: true });
    await chmod(closed, 0o700);
    expect(await oneLine(start({ dataDir: join(closed, 'inner') }))).toContain(`cannot enter ${closed}:`);
  });

  test('secrets of another installation, and no database is left running', async () => {
    await (await start()).stop();
    expect(await oneLine(start({ password: 'another-password-altogether' }))).toMatch(/secrets file does not belong/);
    expect(await mainProcess()).toBe(0);
  });

  test('a folder of another version of PostgreSQL', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '17\n');
    expect(await oneLine(start())).toMatch(/made by PostgreSQL 17/);
  });
});

test('names what went wrong while the database was made, not that initdb cleaned up after it', () => {
  const stderr = 'sh: 1: cannot create /dev/null: Permission denied\nchild process exited with exit code 2\ninitdb: removing data directory "/data/database.new"\n';
  expect(failureIn(stderr)).toBe('sh: 1: cannot create /dev/null: Permission denied');
});
