// sealpost restore: reads the whole backup first, fills a database beside the one in use and the blob store, checks them against
// the backup, and only then puts database and secrets in place. Whatever fails before that leaves the installation as it was.
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type pg from 'pg';
import type { BlobStore } from '../../../server/blobs/blob-store.ts';
import { openBlobStore } from '../../../server/blobs/index.ts';
import { readSettings, type Settings } from '../../../server/config.ts';
import { readSecrets, type Secrets, secretsText } from '../../../server/secrets.ts';
import { explainDatabase, OperatorError, print, printAside } from '../office.ts';
import type { OpenWith } from './age-file.ts';
import { ArchiveDamagedError } from './age-stream.ts';
import { loadBlob } from './blob-loader.ts';
import { type Contents, readBackup } from './check.ts';
import { connect, quoted } from './connection.ts';
import { startDatabase } from './database-place.ts';
import { type OpenOptions, openWith } from './keys.ts';
import { TableLoader } from './load.ts';
import { assertKnown, assertNoServer, isEmpty, makeSchema, takePlace } from './schema.ts';

type Options = OpenOptions & { check?: true; replace?: true };
type Restoring = { file: string; with: OpenWith; contents: Contents; settings: Settings; replace: boolean };

export async function restoreBackup(file: string, options: Options): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const opening = await openWith(options);
    const contents = await readBackup(file, { open: opening });
    await assertKnown(contents.manifest.migrations);
    if (options.check === true) return report(contents, 'The backup is sound');
    await restore({ file, with: opening, contents, settings, replace: options.replace === true });
    report(contents, 'Restored');
  } catch (error) {
    throw explain(error, file);
  }
}

async function restore({ settings, ...restoring }: Restoring): Promise<void> {
  const before = await readSecrets(settings.secretsFile);
  // The embedded database keeps the password it was made with; nothing else depends on it.
  const password = (before ?? restoring.contents.secrets).databasePassword;
  const place = await startDatabase(settings, { password });
  try {
    const client = await connect(place.url);
    try {
      await restoreInto(client, { ...restoring, settings, url: place.url, before, secrets: { ...restoring.contents.secrets, databasePassword: password } });
    } finally {
      await client.end().catch(() => undefined);
    }
  } finally {
    await place.close();
  }
}

type Target = Restoring & { url: string; before: Secrets | null; secrets: Secrets };

async function restoreInto(client: pg.Client, target: Target): Promise<void> {
  const { settings, url, contents, replace, secrets, before } = target;
  await assertNoServer(client);
  if (!replace && !(await isEmpty(client))) throw new OperatorError('There are people and messages here already: --replace puts the backup in their place.');
  const { rows } = await client.query<{ target: string }>('select current_schema()::text as target');
  const inUse = rows[0]?.target ?? 'public';
  const blobs = await openBlobStore(settings, printAside);
  const schema = await makeSchema(client, { url, migrations: contents.manifest.migrations });
  try {
    await fill(client, { ...target, blobs });
    const draft = await writeSecrets(settings.secretsFile, secrets);
    try {
      if (before !== null) await copyFile(settings.secretsFile, `${settings.secretsFile}.before-${Date.now()}`);
      await takePlace(client, { schema, target: inUse });
      await rename(draft, settings.secretsFile);
    } finally {
      await rm(draft, { force: true });
    }
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    await client.query(`drop schema if exists ${quoted(schema)} cascade`).catch(() => undefined);
    throw error;
  } finally {
    await blobs.close();
  }
}

/** Everything in the backup once more, this time to be kept; compared with what the first reading found. */
async function fill(client: pg.Client, { file, with: opening, contents, blobs }: Target & { blobs: BlobStore }): Promise<void> {
  const tables = new TableLoader(client, contents.manifest);
  let loading: 'tables' | 'blobs' = 'tables';
  const endTables = async () => {
    if (loading === 'tables') await tables.end();
    loading = 'blobs';
  };
  const again = await readBackup(file, {
    open: opening,
    handlers: {
      begun: () => tables.begin(),
      table: async (entry) => {
        if (loading !== 'tables') throw new ArchiveDamagedError();
        await tables.take(entry);
      },
      blob: async (entry) => {
        await endTables();
        await loadBlob(entry, { client, blobs });
      },
    },
  });
  await endTables();
  if (!isSame(again, contents)) throw new ArchiveDamagedError();
  await tables.assertCounts(contents.end);
  await assertAllBlobs(client, contents);
}

/** The file could have been changed between the two readings. */
function isSame(one: Contents, other: Contents): boolean {
  const text = ({ manifest, secrets, end }: Contents) => JSON.stringify([manifest, secretsText(secrets), end]);
  return text(one) === text(other);
}

/** Every attachment of the restored database has come with its blob, but for those that the backup itself lacks. */
async function assertAllBlobs(client: pg.Client, { end }: Contents): Promise<void> {
  const { rows } = await client.query<{ count: number }>('select count(*)::float8 as count from attachments where not (id = any($1))', [end.missing]);
  if (rows[0]?.count !== end.blobs) throw new ArchiveDamagedError();
}

async function writeSecrets(path: string, secrets: Secrets): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  await file.writeFile(secretsText(secrets));
  await file.sync();
  await file.close();
  return draft;
}

function report({ manifest, end }: Contents, what: string): void {
  const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0);
  print(`${what}: ${rows} rows and ${end.blobs} attachments of ${manifest.createdAt}, by Sealpost ${manifest.sealpost}.`);
  if (end.missing.length > 0) print(`${end.missing.length} attachments were lost before the backup was made.`);
}

function explain(error: unknown, file: string): unknown {
  if (error instanceof ArchiveDamagedError) return new OperatorError(`${file} is damaged, incomplete, or not sealed for this key. Nothing was changed.`);
  const { code, path } = error as NodeJS.ErrnoException;
  // Integrity constraints and malformed rows: PostgreSQL's classes 22 and 23.
  if (code !== undefined && /^2[23]...$/.test(code)) return new OperatorError(`${file} is damaged: its rows do not belong together (${code}). Nothing was changed.`);
  if (code === 'EISDIR') return new OperatorError(`${file} is a folder: name the file in it.`);
  if (code !== undefined && path === file) return new OperatorError(`${file} cannot be read (${code}).`);
  return explainDatabase(error);
}
