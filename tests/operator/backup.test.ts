// Backups at the seams: what a snapshot shows is never deleted under it, and what is restored is what was there. Real PostgreSQL, real
// folders, the commands as processes. The whole way with people in it: tests/e2e/backup.test.ts.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../cli/operator/backup/age-file.ts';
import { readArchive, textOf } from '../../cli/operator/backup/archive-reader.ts';
import { openSnapshot } from '../../cli/operator/backup/dump.ts';
import { listen } from '../../server/database/listen.ts';
import { cleanUp, removeStrayBlobs } from '../../server/jobs/clean-up.ts';
import { secretsText } from '../../server/secrets.ts';
import { attach } from '../support/attaching.ts';
import { assertUntouched, backedUp, emptyPlace, filesIn, query, readable, rowsOf, SECRETS_MODE, type BackedUp, type Place } from '../support/backups.ts';
import { sealpostCommand } from '../support/cli.ts';
import { DAY_MS } from '../support/test-server.ts';

const PASSPHRASE = 'five random words for this';

let backup: BackedUp;
beforeAll(async () => {
  backup = await backedUp();
}, 120_000);
afterAll(() => backup.stop());

/** In a process of its own. */
async function restore(file: string, { env }: Pick<Place, 'env'>, ...options: string[]) {
  return await sealpostCommand(['restore', file, '--identity', backup.keyFile, ...options], env);
}

it('says that the blob store does not answer, and leaves no file', async () => {
  const store = { S3_ENDPOINT: 'http://127.0.0.1:1', S3_BUCKET: 'bucket', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'sekret' };
  const file = join(backup.folder, 'without-store.age');
  const outcome = await sealpostCommand(['backup', file], { ...backup.from, ...store });
  expect(outcome).toMatchObject({ code: 1, stderr: 'The blob store does not answer (ECONNREFUSED): see whether it runs. There is no backup.\n' });
  expect((await readdir(backup.folder)).filter((name) => name.startsWith('without-store'))).toEqual([]);
});

describe('while a backup holds its snapshot', () => {
  it('no blob is deleted, by whomever and however late, and afterwards those that nothing refers to go', async () => {
    const { parts } = backup.server;
    const deleted = await attach(backup.owner, randomBytes(100));
    const stale = await attach(backup.owner, randomBytes(100));
    const exists = async (id: string) => (await filesIn(parts.settings.dataDir)).some((name) => name.endsWith(`${id}.blob`));
    const later = { ...parts, clock: () => Date.now() + 20 * DAY_MS };
    const snapshot = await openSnapshot(backup.server.databaseUrl);
    try {
      expect((await backup.owner.call(`DELETE /api/attachments/${deleted.id}`)).status).toBe(204);
      await cleanUp(later);
      await removeStrayBlobs(later);
      const known = (await backup.server.database.selectFrom('attachments').select('id').execute()).map(({ id }) => id);
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
    const snapshot = await openSnapshot(backup.server.databaseUrl);
    try {
      expect(await sealpostCommand(['backup', join(backup.folder, 'second.age')], backup.from)).toMatchObject({ code: 1, stderr: 'Another backup is running on this database.\n' });
    } finally {
      await snapshot.client.end();
    }
    expect(await readdir(backup.folder)).not.toContain('second.age');
  });
});

describe('a restored installation', () => {
  it('has every row and every attachment, and nobody signed in', { timeout: 180_000 }, async () => {
    expect(backup.made).toMatchObject({ code: 0, stdout: '' });
    const place = await emptyPlace(backup);
    const { code, stdout, stderr } = await restore(backup.archive, place);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Restored: \d+ rows and 2 attachments of 20\S+Z, by Sealpost \d/);
    const [restored, original] = [await rowsOf(place.url), await rowsOf(backup.server.databaseUrl)];
    const gone = ['sessions', 'log_ins', 'tickets', 'rate_limits', 'activity_origins'];
    for (const name of gone) expect(restored[name], name).toEqual([]);
    // `backups` has been written when the snapshot was long taken.
    const apart = [...gone, 'attachments', 'backups'];
    const names = Object.keys(original).filter((name) => !name.startsWith('kysely') && !apart.includes(name));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(restored[name], name).toEqual(original[name]);
    expect(restored['attachments']).toHaveLength(2);
    for (const name of await filesIn(place.dataDir)) {
      const [here, there] = await Promise.all([place.dataDir, backup.server.parts.settings.dataDir].map((dir) => readFile(join(dir, 'blobs', name))));
      expect(here?.equals(there ?? Buffer.alloc(0))).toBe(true);
    }
    expect(await filesIn(place.dataDir)).toHaveLength(2);
    expect(JSON.parse(await readFile(join(place.dataDir, 'secrets.json'), 'utf8'))).toMatchObject({ opaqueSetup: backup.server.parts.secrets.opaqueSetup });
    // Its constraints are all there again.
    const constraints = `select conname::text, pg_get_constraintdef(oid) as definition from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`;
    expect(await query(place.url, constraints)).toEqual(await query(backup.server.databaseUrl, constraints));
    // So are the triggers: two that keep the activity log as it is, one that keeps the thread of deliveries, eleven that tell what changes.
    const triggers = `select tgname::text, tgenabled::text, replace(pg_get_triggerdef(oid), 'public.', '') as definition from pg_trigger where not tgisinternal order by 1`;
    expect(await query(place.url, triggers)).toEqual(await query(backup.server.databaseUrl, triggers));
    expect(await query(place.url, triggers)).toHaveLength(14);
    expect(await query(place.url, `select nspname from pg_namespace where nspname like 'restored%'`)).toEqual([]);

    const again = await restore(backup.archive, place);
    expect(again).toMatchObject({ code: 1, stderr: 'There are people and messages here already: --replace puts the backup in their place.\n' });
    await query(place.url, `update accounts set name = 'Somebody else'`);
    expect((await restore(backup.archive, place, '--replace')).code).toBe(0);
    expect((await rowsOf(place.url))['accounts']).toEqual(original['accounts']);
  });

  it('is not made where a server is running', async () => {
    // Every server listens for notices for as long as it lives.
    const listener = listen({ url: backup.server.databaseUrl, channel: 'test', heard: () => undefined, log: backup.server.parts.log });
    const before = await rowsOf(backup.server.databaseUrl);
    const { code, stderr } = await restore(backup.archive, { env: backup.from }, '--replace');
    await listener.close();
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'A server is running on this database: stop all of them first.\n' });
    expect(await rowsOf(backup.server.databaseUrl)).toEqual(before);
  });
});

describe('sealpost backup and restore', { timeout: 240_000 }, () => {
  it('check a backup without touching anything', async () => {
    const place = await emptyPlace(backup);
    const { code, stdout } = await restore(backup.archive, place, '--check');
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^The backup is sound: \d+ rows and 2 attachments/) as string });
    await assertUntouched(place);
  });

  it('seal for a key that sealpost backup-key made, from the setting or an option, to a file or a pipe', async () => {
    const key = join(backup.folder, 'key.txt');
    const made = await sealpostCommand(['backup-key', key], {});
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^age1pq1[a-z\d]+\n$/) as string });
    expect(await sealpostCommand(['backup-key', key], {})).toMatchObject({ code: 1, stderr: `${key} is there already: it may be the only key to older backups.\n` });
    const { BACKUP_RECIPIENT: _, ...without } = backup.from;
    const piped = await sealpostCommand(['backup', '-'], { ...without, BACKUP_RECIPIENT: made.stdout.trim() });
    expect(piped.code).toBe(0);
    const file = join(backup.folder, 'piped.age');
    await writeFile(file, Buffer.from(piped.stdout, 'latin1'));
    const place = await emptyPlace(backup);
    expect((await sealpostCommand(['restore', '--check', file, '--identity', key], { DATA_DIR: place.dataDir })).code).toBe(0);
    expect((await restore(file, place, '--check')).stderr).toMatch(/not sealed for this key/);
  });

  it('seal with a passphrase, from the environment or a file', async () => {
    const place = await emptyPlace(backup);
    const { BACKUP_RECIPIENT: _, ...without } = backup.from;
    const file = join(backup.folder, 'passphrase.age');
    const passphraseFile = join(backup.folder, 'passphrase.txt');
    await writeFile(passphraseFile, `${PASSPHRASE}\n`);
    expect((await sealpostCommand(['backup', file], { ...without, BACKUP_PASSPHRASE: PASSPHRASE })).code).toBe(0);
    expect((await sealpostCommand(['restore', '--check', file, '-p', passphraseFile], place.env)).code).toBe(0);
    expect((await sealpostCommand(['restore', '--check', file], { ...place.env, BACKUP_PASSPHRASE: `not ${PASSPHRASE}` })).stderr).toMatch(/not sealed for this key/);
  });

  it('say in one line what is missing or wrong', async () => {
    const { BACKUP_RECIPIENT: _, ...without } = backup.from;
    const target = join(backup.folder, 'never.age');
    const failing = async (args: string[], env: Record<string, string>) => {
      const { code, stdout, stderr } = await sealpostCommand(args, env);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^[^\n]+\n$/);
      return stderr;
    };
    expect(await failing(['backup', target], without)).toMatch(/^Say for whom the backup is/);
    expect(await failing(['backup', target], { ...without, BACKUP_PASSPHRASE: 'short' })).toMatch(/at least 12 characters/);
    expect(await failing(['backup', target, '-r', 'age1nobody'], backup.from)).toMatch(/not an age public key/);
    expect(await failing(['backup', target], { ...without, BACKUP_RECIPIENT: 'nobody' })).toMatch(/^BACKUP_RECIPIENT: /);
    expect(await failing(['backup', '/nowhere/at/all.age'], backup.from)).toMatch(/^\/nowhere\/at\/all.age cannot be written \(ENOENT\)/);
    expect(await failing(['backup', target], { ...backup.from, DATA_DIR: backup.folder })).toMatch(/secrets.json is not there/);
    expect(await failing(['restore', target], { ...backup.from, BACKUP_PASSPHRASE: PASSPHRASE })).toMatch(/never.age cannot be read \(ENOENT\)/);
    expect(await failing(['restore', backup.folder, '--check'], { ...backup.from, BACKUP_PASSPHRASE: PASSPHRASE })).toBe(`${backup.folder} is a folder: name the file in it.\n`);
    expect(await failing(['restore', backup.archive], without)).toMatch(/^Say what opens the backup/);
    const elsewhere = await mkdtemp(join(backup.folder, 'other-'));
    await mkdir(join(elsewhere, 'blobs'));
    await writeFile(join(elsewhere, 'secrets.json'), secretsText({ ...backup.server.parts.secrets, masterKey: new Uint8Array(32), databasePassword: 'x'.repeat(32) }), SECRETS_MODE);
    expect(await failing(['backup', target], { ...backup.from, DATA_DIR: elsewhere })).toMatch(/^SECRETS_FILE: these are not the secrets of this database/);
    expect((await readdir(backup.folder)).filter((name) => name.startsWith('never'))).toEqual([]);
  });

  it('write into nothing but an ordinary file', async () => {
    const pipe = join(backup.folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const refusal = async (target: string) => {
      const { code, stderr } = await sealpostCommand(['backup', target], backup.from);
      expect(code).toBe(1);
      return stderr;
    };
    expect(await refusal(pipe)).toBe(`${pipe} is not an ordinary file: name one, or - for standard output.\n`);
    expect((await lstat(pipe)).isFIFO()).toBe(true);
    const linked = join(backup.folder, 'linked-pipe');
    await symlink(pipe, linked);
    expect(await refusal(linked)).toMatch(/is not an ordinary file/);
    expect((await lstat(linked)).isSymbolicLink()).toBe(true);
    expect(await refusal(backup.folder)).toBe(`${backup.folder} is a folder: name a file in it.\n`);
    const [newest, link] = [join(backup.folder, 'newest.age'), join(backup.folder, 'link.age')];
    await writeFile(newest, '');
    await symlink(newest, link);
    expect((await sealpostCommand(['backup', link], backup.from)).code).toBe(0);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect((await lstat(newest)).size).toBeGreaterThan(0);
  });

  it('back up what is left where the store has lost an attachment, and say so', async () => {
    const lost = (await filesIn(backup.server.parts.settings.dataDir))[0] ?? '';
    const path = join(backup.server.parts.settings.dataDir, 'blobs', lost);
    const content = await readFile(path);
    await rm(path);
    const file = join(backup.folder, 'lost.age');
    const made = await sealpostCommand(['backup', file], backup.from);
    await writeFile(path, content);
    expect(made.code).toBe(3);
    expect(made.stderr).toMatch(/\n1 attachments were missing from the blob store before/);
    const place = await emptyPlace(backup);
    const restored = await restore(file, place);
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 attachments were lost before the backup was made/) as string });
    expect(await filesIn(place.dataDir)).toHaveLength(1);
  });

  it('hold what any tar and sha256sum can check', async () => {
    const names: string[] = [];
    let manifest = '';
    await readArchive(openFile(readable(backup.archive), { identities: [backup.identity] }), async (entry) => {
      names.push(entry.name);
      if (entry.name === 'sealpost-backup.json') manifest = await textOf(entry.bytes);
    });
    expect(names.slice(0, 2)).toEqual(['sealpost-backup.json', 'secrets.json']);
    expect(names.at(-1)).toBe('end.json');
    expect(names.some((name) => /^tables\/(sessions|log_ins|tickets|rate_limits)\//.test(name))).toBe(false);
    expect(JSON.parse(manifest)).toMatchObject({ format: 1, migrations: expect.arrayContaining(['0001-accounts']) as string[] });
  });
});
