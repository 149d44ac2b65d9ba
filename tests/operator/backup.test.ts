// Backups at the seams: what a snapshot shows is never deleted under it, a damaged archive changes nothing, and what is restored is
// what was there. Real PostgreSQL, real folders, the commands as processes. The whole way with people in it: tests/e2e/backup.test.ts.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openFile, sealFile } from '../../cli/operator/backup/age-file.ts';
import { ArchiveWriter } from '../../cli/operator/backup/archive-writer.ts';
import { type Entry, readArchive, textOf } from '../../cli/operator/backup/archive-reader.ts';
import { openSnapshot } from '../../cli/operator/backup/dump.ts';
import { restoreBackup } from '../../cli/operator/backup/restore.ts';
import { OperatorError } from '../../cli/operator/office.ts';
import { assertSameSecrets } from '../../server/database/installation.ts';
import { listen } from '../../server/database/listen.ts';
import { cleanUp, removeStrayBlobs } from '../../server/jobs/clean-up.ts';
import { secretsText } from '../../server/secrets.ts';
import { attach } from '../support/attaching.ts';
import { type Outcome, sealpostCommand } from '../support/cli.ts';
import { founder, type TestClient } from '../support/client.ts';
import { guestOf, send } from '../support/correspondence.ts';
import { createEmptyDatabase } from '../support/postgres.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

const AGE_NONCE_BYTES = 16;
/** 64 KiB and the tag. */
const AGE_PIECE_BYTES = 65_552;

const PASSPHRASE = 'five random words for this';
const SECRETS_MODE = { mode: 0o600 } as const;

let server: TestServer;
let folder: string;
let owner: TestClient;
let from: Record<string, string>;
let archive: string;
let made: Outcome;
let identity: string;
let recipient: string;
let keyFile: string;

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'sealpost-backup-'));
  await assertSameSecrets(server.database, server.parts.secrets);
  const { dataDir } = server.parts.settings;
  await writeFile(join(dataDir, 'secrets.json'), secretsText({ ...server.parts.secrets, databasePassword: 'x'.repeat(32) }), SECRETS_MODE);
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  keyFile = join(folder, 'identity.txt');
  await writeFile(keyFile, `# for tests\n${identity}\n`);
  from = { DATABASE_URL: server.databaseUrl, DATA_DIR: dataDir, BACKUP_RECIPIENT: recipient };
  owner = await founder(server);
  const { guest } = await guestOf(owner);
  const attachments = [await attach(owner, randomBytes(6_000_000)), await attach(owner, new Uint8Array(0))];
  await send(owner, { to: [guest.address], text: 'With two files', attachments });
  await attach(owner, randomBytes(50), { complete: false });
  archive = join(folder, 'good.age');
  made = await sealpostCommand(['backup', archive], from);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

type Place = { url: string; dataDir: string; env: Record<string, string> };

async function emptyPlace(): Promise<Place> {
  const { url } = await createEmptyDatabase();
  const dataDir = await mkdtemp(join(folder, 'place-'));
  return { url, dataDir, env: { DATABASE_URL: url, DATA_DIR: dataDir } };
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table as text. */
async function rowsOf(url: string): Promise<Record<string, string[]>> {
  const tables = await query<{ name: string }>(url, `select relname::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`);
  const all: Record<string, string[]> = {};
  for (const { name } of tables) all[name] = (await query<{ row: string }>(url, `select t::text as row from "${name}" t order by 1`)).map(({ row }) => row);
  return all;
}

async function filesIn(dataDir: string): Promise<string[]> {
  return (await readdir(join(dataDir, 'blobs'), { recursive: true }).catch(() => [])).filter((name) => /\.(blob|part)$/.test(name)).toSorted();
}

/** Where the last piece of an age file begins (C2SP age, "Payload"): after a header that ends with its MAC's line, a nonce and whole pieces. */
function startOfLastPiece(bytes: Buffer): number {
  const pieces = bytes.indexOf('\n', bytes.indexOf('\n--- ') + 1) + 1 + AGE_NONCE_BYTES;
  return pieces + Math.floor((bytes.length - pieces - 1) / AGE_PIECE_BYTES) * AGE_PIECE_BYTES;
}

/** In a process of its own. */
async function restore(file: string, { env }: Pick<Place, 'env'>, ...options: string[]) {
  return await sealpostCommand(['restore', file, '--identity', keyFile, ...options], env);
}

/** The line with which it is refused; in this process, since there are many. */
async function refusalOf(file: string, { env }: Place): Promise<string> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const refused = await restoreBackup(file, { identity: [keyFile] }).then(() => null, (error: unknown) => error);
  expect(refused).toBeInstanceOf(OperatorError);
  return (refused as OperatorError).message;
}
afterEach(() => vi.unstubAllEnvs());

/** Nothing at all has come into the place. */
async function assertUntouched({ url, dataDir }: Place): Promise<void> {
  expect(await query(url, `select nspname from pg_namespace where nspname like 'restored%'`)).toEqual([]);
  expect(Object.values(await rowsOf(url)).flat()).toEqual([]);
  expect((await readdir(dataDir)).filter((name) => name.startsWith('secrets'))).toEqual([]);
}

/** The good archive taken apart and put together otherwise, sealed by somebody who has the public key. */
async function reworked(name: string, change: (entry: Entry, bytes: Buffer) => (readonly [string, Buffer])[]): Promise<string> {
  const writer = new ArchiveWriter();
  const filling = readArchive(openFile(readable(archive), { identities: [identity] }), async (entry) => {
    const bytes: Uint8Array[] = [];
    for await (const chunk of entry.bytes) bytes.push(chunk);
    for (const [path, content] of change(entry, Buffer.concat(bytes))) await writer.add(path, content);
  }).then(() => writer.end());
  const sealed: Uint8Array[] = [];
  for await (const chunk of sealFile(writer.bytes, { recipients: [recipient] })) sealed.push(chunk);
  await filling;
  const path = join(folder, name);
  await writeFile(path, Buffer.concat(sealed));
  return path;
}

async function* readable(path: string): AsyncGenerator<Uint8Array> {
  yield await readFile(path);
}

describe('while a backup holds its snapshot', () => {
  it('no blob is deleted, by whomever and however late, and afterwards those that nothing refers to go', async () => {
    const { parts } = server;
    const deleted = await attach(owner, randomBytes(100));
    const stale = await attach(owner, randomBytes(100));
    const exists = async (id: string) => (await filesIn(parts.settings.dataDir)).some((name) => name.endsWith(`${id}.blob`));
    const later = { ...parts, clock: () => Date.now() + 20 * DAY_MS };
    const snapshot = await openSnapshot(server.databaseUrl);
    try {
      expect((await owner.call(`DELETE /api/attachments/${deleted.id}`)).status).toBe(204);
      await cleanUp(later);
      await removeStrayBlobs(later);
      const known = (await server.database.selectFrom('attachments').select('id').execute()).map(({ id }) => id);
      expect(known).not.toContain(deleted.id);
      expect(known).not.toContain(stale.id);
      const seen = await snapshot.client.query<{ id: string }>('select id from attachments');
      expect(seen.rows.map(({ id }) => id)).toEqual(expect.arrayContaining([deleted.id, stale.id]));
      expect([await exists(deleted.id), await exists(stale.id)]).toEqual([true, true]);
    } finally {
      await snapshot.client.end();
    }
    await removeStrayBlobs(later);
    expect([await exists(deleted.id), await exists(stale.id)]).toEqual([false, false]);
  });

  it('another one is refused', async () => {
    const snapshot = await openSnapshot(server.databaseUrl);
    try {
      expect(await sealpostCommand(['backup', join(folder, 'second.age')], from)).toMatchObject({ code: 1, stderr: 'Another backup is running on this database.\n' });
    } finally {
      await snapshot.client.end();
    }
    expect(await readdir(folder)).not.toContain('second.age');
  });
});

describe('a restored installation', () => {
  it('has every row and every attachment, and nobody signed in', { timeout: 180_000 }, async () => {
    expect(made).toMatchObject({ code: 0, stdout: '' });
    const place = await emptyPlace();
    const { code, stdout, stderr } = await restore(archive, place);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Restored: \d+ rows and 2 attachments of 20\S+Z, by Sealpost \d/);
    const [restored, original] = [await rowsOf(place.url), await rowsOf(server.databaseUrl)];
    const gone = ['sessions', 'log_ins', 'tickets', 'rate_limits', 'activity_origins'];
    for (const name of gone) expect(restored[name], name).toEqual([]);
    // `backups` has been written when the snapshot was long taken.
    const apart = [...gone, 'attachments', 'backups'];
    const names = Object.keys(original).filter((name) => !name.startsWith('kysely') && !apart.includes(name));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(restored[name], name).toEqual(original[name]);
    expect(restored['attachments']).toHaveLength(2);
    for (const name of await filesIn(place.dataDir)) {
      const [here, there] = await Promise.all([place.dataDir, server.parts.settings.dataDir].map((dir) => readFile(join(dir, 'blobs', name))));
      expect(here?.equals(there ?? Buffer.alloc(0))).toBe(true);
    }
    expect(await filesIn(place.dataDir)).toHaveLength(2);
    expect(JSON.parse(await readFile(join(place.dataDir, 'secrets.json'), 'utf8'))).toMatchObject({ opaqueSetup: server.parts.secrets.opaqueSetup });
    // Its constraints are all there again.
    const constraints = `select conname::text, pg_get_constraintdef(oid) as definition from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`;
    expect(await query(place.url, constraints)).toEqual(await query(server.databaseUrl, constraints));
    // So are the triggers: two that keep the activity log as it is, one that keeps the thread of deliveries, eleven that tell what changes.
    const triggers = `select tgname::text, tgenabled::text, replace(pg_get_triggerdef(oid), 'public.', '') as definition from pg_trigger where not tgisinternal order by 1`;
    expect(await query(place.url, triggers)).toEqual(await query(server.databaseUrl, triggers));
    expect(await query(place.url, triggers)).toHaveLength(14);
    expect(await query(place.url, `select nspname from pg_namespace where nspname like 'restored%'`)).toEqual([]);

    const again = await restore(archive, place);
    expect(again).toMatchObject({ code: 1, stderr: 'There are people and messages here already: --replace puts the backup in their place.\n' });
    await query(place.url, `update accounts set name = 'Somebody else'`);
    expect((await restore(archive, place, '--replace')).code).toBe(0);
    expect((await rowsOf(place.url))['accounts']).toEqual(original['accounts']);
  });

  it('is not made where a server is running', async () => {
    // Every server listens for notices for as long as it lives.
    const listener = listen({ url: server.databaseUrl, channel: 'test', heard: () => undefined, log: server.parts.log });
    const before = await rowsOf(server.databaseUrl);
    const { code, stderr } = await restore(archive, { env: from }, '--replace');
    await listener.close();
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'A server is running on this database: stop all of them first.\n' });
    expect(await rowsOf(server.databaseUrl)).toEqual(before);
  });
});

describe('an archive that is not whole and exactly as it was made is refused before anything is changed', () => {
  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['cut in the header', (bytes) => bytes.subarray(0, 50)],
    ['cut in the middle', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['cut at a piece', (bytes) => bytes.subarray(0, startOfLastPiece(bytes))],
    ['without its last byte', (bytes) => bytes.subarray(0, -1)],
    ['with one byte changed', (bytes) => Buffer.from(bytes).fill(bytes[3_000_000] === 1 ? 2 : 1, 3_000_000, 3_000_001)],
    ['continued', (bytes) => Buffer.concat([bytes, bytes])],
    ['no backup at all', () => randomBytes(5000)],
  ])('%s', async (name, damage) => {
    const place = await emptyPlace();
    const file = join(folder, `${name.replaceAll(' ', '-')}.age`);
    await writeFile(file, damage(await readFile(archive)));
    expect(await refusalOf(file, place)).toBe(`${file} is damaged, incomplete, or not sealed for this key. Nothing was changed.`);
    await assertUntouched(place);
  });

  it.each<[string, (entry: Entry, bytes: Buffer) => (readonly [string, Buffer])[], RegExp]>([
    ['without an attachment', ({ name }, bytes) => (name.startsWith('blobs/') ? [] : [[name, bytes]]), /is damaged/],
    ['with an attachment twice', ({ name }, bytes) => (name.startsWith('blobs/') ? [[name, bytes], [name, bytes]] : [[name, bytes]]), /is damaged/],
    ['without a table', ({ name }, bytes) => (name.startsWith('tables/deliveries/') ? [] : [[name, bytes]]), /is damaged/],
    ['without the practices that others refer to', ({ name }, bytes) => (name.startsWith('tables/practices/') ? [] : [[name, bytes]]), /is damaged/],
    ['without its end', ({ name }, bytes) => (name === 'end.json' ? [] : [[name, bytes]]), /is damaged/],
    ['with a file that does not belong there', ({ name }, bytes) => (name === 'end.json' ? [['../../escape', Buffer.from('x')], [name, bytes]] : [[name, bytes]]), /is damaged/],
    ['of a later version', ({ name }, bytes) => [[name, name === 'sealpost-backup.json' ? Buffer.from(bytes.toString().replace('"0001-accounts"', '"0001-others"')) : bytes]], /another version of Sealpost/],
    [
      "with another installation's secrets",
      ({ name }, bytes) => [[name, name === 'secrets.json' ? Buffer.from(secretsText({ ...server.parts.secrets, masterKey: new Uint8Array(randomBytes(32)), databasePassword: 'x'.repeat(32) })) : bytes]],
      /The secrets in this backup are not those of the database in it/,
    ],
  ])('sealed anew %s', async (name, change, message) => {
    const place = await emptyPlace();
    const file = await reworked(`${name.replaceAll(/[^a-z]+/g, '-')}.age`, change);
    expect(await refusalOf(file, place)).toMatch(message);
    await assertUntouched(place);
  });
});

describe('sealpost backup and restore', { timeout: 240_000 }, () => {
  it('check a backup without touching anything', async () => {
    const place = await emptyPlace();
    const { code, stdout } = await restore(archive, place, '--check');
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^The backup is sound: \d+ rows and 2 attachments/) as string });
    await assertUntouched(place);
  });

  it('seal for a key that sealpost backup-key made, from the setting or an option, to a file or a pipe', async () => {
    const key = join(folder, 'key.txt');
    const made = await sealpostCommand(['backup-key', key], {});
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^age1pq1[a-z\d]+\n$/) as string });
    expect(await sealpostCommand(['backup-key', key], {})).toMatchObject({ code: 1, stderr: `${key} is there already: it may be the only key to older backups.\n` });
    const { BACKUP_RECIPIENT: _, ...without } = from;
    const piped = await sealpostCommand(['backup', '-'], { ...without, BACKUP_RECIPIENT: made.stdout.trim() });
    expect(piped.code).toBe(0);
    const file = join(folder, 'piped.age');
    await writeFile(file, Buffer.from(piped.stdout, 'latin1'));
    const place = await emptyPlace();
    expect((await sealpostCommand(['restore', '--check', file, '--identity', key], { DATA_DIR: place.dataDir })).code).toBe(0);
    expect((await restore(file, place, '--check')).stderr).toMatch(/not sealed for this key/);
  });

  it('seal with a passphrase, from the environment or a file', async () => {
    const place = await emptyPlace();
    const { BACKUP_RECIPIENT: _, ...without } = from;
    const file = join(folder, 'passphrase.age');
    const passphraseFile = join(folder, 'passphrase.txt');
    await writeFile(passphraseFile, `${PASSPHRASE}\n`);
    expect((await sealpostCommand(['backup', file], { ...without, BACKUP_PASSPHRASE: PASSPHRASE })).code).toBe(0);
    expect((await sealpostCommand(['restore', '--check', file, '-p', passphraseFile], place.env)).code).toBe(0);
    expect((await sealpostCommand(['restore', '--check', file], { ...place.env, BACKUP_PASSPHRASE: `not ${PASSPHRASE}` })).stderr).toMatch(/not sealed for this key/);
  });

  it('say in one line what is missing or wrong', async () => {
    const { BACKUP_RECIPIENT: _, ...without } = from;
    const target = join(folder, 'never.age');
    const failing = async (args: string[], env: Record<string, string>) => {
      const { code, stdout, stderr } = await sealpostCommand(args, env);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^[^\n]+\n$/);
      return stderr;
    };
    expect(await failing(['backup', target], without)).toMatch(/^Say for whom the backup is/);
    expect(await failing(['backup', target], { ...without, BACKUP_PASSPHRASE: 'short' })).toMatch(/at least 12 characters/);
    expect(await failing(['backup', target, '-r', 'age1nobody'], from)).toMatch(/not an age public key/);
    expect(await failing(['backup', target], { ...without, BACKUP_RECIPIENT: 'nobody' })).toMatch(/^BACKUP_RECIPIENT: /);
    expect(await failing(['backup', '/nowhere/at/all.age'], from)).toMatch(/^\/nowhere\/at\/all.age cannot be written \(ENOENT\)/);
    expect(await failing(['backup', target], { ...from, DATA_DIR: folder })).toMatch(/secrets.json is not there/);
    expect(await failing(['restore', target], { ...from, BACKUP_PASSPHRASE: PASSPHRASE })).toMatch(/never.age cannot be read \(ENOENT\)/);
    expect(await failing(['restore', folder, '--check'], { ...from, BACKUP_PASSPHRASE: PASSPHRASE })).toBe(`${folder} is a folder: name the file in it.\n`);
    expect(await failing(['restore', archive], without)).toMatch(/^Say what opens the backup/);
    const elsewhere = await mkdtemp(join(folder, 'other-'));
    await mkdir(join(elsewhere, 'blobs'));
    await writeFile(join(elsewhere, 'secrets.json'), secretsText({ ...server.parts.secrets, masterKey: new Uint8Array(32), databasePassword: 'x'.repeat(32) }), SECRETS_MODE);
    expect(await failing(['backup', target], { ...from, DATA_DIR: elsewhere })).toMatch(/^SECRETS_FILE: these are not the secrets of this database/);
    expect((await readdir(folder)).filter((name) => name.startsWith('never'))).toEqual([]);
  });

  it('write into nothing but an ordinary file', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const refusal = async (target: string) => {
      const { code, stderr } = await sealpostCommand(['backup', target], from);
      expect(code).toBe(1);
      return stderr;
    };
    expect(await refusal(pipe)).toBe(`${pipe} is not an ordinary file: name one, or - for standard output.\n`);
    expect((await lstat(pipe)).isFIFO()).toBe(true);
    const linked = join(folder, 'linked-pipe');
    await symlink(pipe, linked);
    expect(await refusal(linked)).toMatch(/is not an ordinary file/);
    expect((await lstat(linked)).isSymbolicLink()).toBe(true);
    expect(await refusal(folder)).toBe(`${folder} is a folder: name a file in it.\n`);
    const [newest, link] = [join(folder, 'newest.age'), join(folder, 'link.age')];
    await writeFile(newest, '');
    await symlink(newest, link);
    expect((await sealpostCommand(['backup', link], from)).code).toBe(0);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect((await lstat(newest)).size).toBeGreaterThan(0);
  });

  it('back up what is left where the store has lost an attachment, and say so', async () => {
    const lost = (await filesIn(server.parts.settings.dataDir))[0] ?? '';
    const path = join(server.parts.settings.dataDir, 'blobs', lost);
    const content = await readFile(path);
    await rm(path);
    const file = join(folder, 'lost.age');
    const made = await sealpostCommand(['backup', file], from);
    await writeFile(path, content);
    expect(made.code).toBe(3);
    expect(made.stderr).toMatch(/\n1 attachments were missing from the blob store before/);
    const place = await emptyPlace();
    const restored = await restore(file, place);
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 attachments were lost before the backup was made/) as string });
    expect(await filesIn(place.dataDir)).toHaveLength(1);
  });

  it('hold what any tar and sha256sum can check', async () => {
    const names: string[] = [];
    let manifest = '';
    await readArchive(openFile(readable(archive), { identities: [identity] }), async (entry) => {
      names.push(entry.name);
      if (entry.name === 'sealpost-backup.json') manifest = await textOf(entry.bytes);
    });
    expect(names.slice(0, 2)).toEqual(['sealpost-backup.json', 'secrets.json']);
    expect(names.at(-1)).toBe('end.json');
    expect(names.some((name) => /^tables\/(sessions|log_ins|tickets|rate_limits)\//.test(name))).toBe(false);
    expect(JSON.parse(manifest)).toMatchObject({ format: 1, migrations: expect.arrayContaining(['0001-accounts']) as string[] });
  });
});
