// An installation with people, messages and attachments, and a backup of it; and places where it may be restored.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { expect } from 'vitest';
import { assertSameSecrets } from '../../server/database/installation.ts';
import { secretsText } from '../../server/secrets.ts';
import { attach } from './attaching.ts';
import { type Outcome, sealpostCommand } from './cli.ts';
import { founder, type TestClient } from './client.ts';
import { guestOf, send } from './correspondence.ts';
import { createEmptyDatabase } from './postgres.ts';
import { startTestServer, type TestServer } from './test-server.ts';

export const SECRETS_MODE = { mode: 0o600 } as const;

/** `from`: the environment of the command that backs it up. `archive`: where the backup is; `made`: what the command said. */
export type BackedUp = {
  server: TestServer;
  owner: TestClient;
  folder: string;
  from: Record<string, string>;
  archive: string;
  made: Outcome;
  identity: string;
  recipient: string;
  keyFile: string;
  stop(): Promise<void>;
};

export async function backedUp(): Promise<BackedUp> {
  const server = await startTestServer();
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-backup-'));
  await assertSameSecrets(server.database, server.parts.secrets);
  const { dataDir } = server.parts.settings;
  await writeFile(join(dataDir, 'secrets.json'), secretsText({ ...server.parts.secrets, databasePassword: 'x'.repeat(32) }), SECRETS_MODE);
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const keyFile = join(folder, 'identity.txt');
  await writeFile(keyFile, `# for tests\n${identity}\n`);
  const from = { DATABASE_URL: server.databaseUrl, DATA_DIR: dataDir, BACKUP_RECIPIENT: recipient };
  const owner = await founder(server);
  const { guest } = await guestOf(owner);
  const attachments = [await attach(owner, randomBytes(6_000_000)), await attach(owner, new Uint8Array(0))];
  await send(owner, { to: [guest.address], text: 'With two files', attachments });
  await attach(owner, randomBytes(50), { complete: false });
  const archive = join(folder, 'good.age');
  const made = await sealpostCommand(['backup', archive], from);
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { server, owner, folder, from, archive, made, identity, recipient, keyFile, stop };
}

export type Place = { url: string; dataDir: string; env: Record<string, string> };

export async function emptyPlace({ folder }: Pick<BackedUp, 'folder'>): Promise<Place> {
  const { url } = await createEmptyDatabase();
  const dataDir = await mkdtemp(join(folder, 'place-'));
  return { url, dataDir, env: { DATABASE_URL: url, DATA_DIR: dataDir } };
}

export async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table as text. */
export async function rowsOf(url: string): Promise<Record<string, string[]>> {
  const tables = await query<{ name: string }>(url, `select relname::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`);
  const all: Record<string, string[]> = {};
  for (const { name } of tables) all[name] = (await query<{ row: string }>(url, `select t::text as row from "${name}" t order by 1`)).map(({ row }) => row);
  return all;
}

export async function filesIn(dataDir: string): Promise<string[]> {
  return (await readdir(join(dataDir, 'blobs'), { recursive: true }).catch(() => [])).filter((name) => /\.(blob|part)$/.test(name)).toSorted();
}

/** Nothing at all has come into the place. */
export async function assertUntouched({ url, dataDir }: Place): Promise<void> {
  expect(await query(url, `select nspname from pg_namespace where nspname like 'restored%'`)).toEqual([]);
  expect(Object.values(await rowsOf(url)).flat()).toEqual([]);
  expect((await readdir(dataDir)).filter((name) => name.startsWith('secrets'))).toEqual([]);
}

export async function* readable(path: string): AsyncGenerator<Uint8Array> {
  yield await readFile(path);
}
