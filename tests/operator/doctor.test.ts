// sealpost doctor with each thing broken in turn: which line says so, and what the exit code is.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { examine } from '../../cli/operator/doctor/doctor.ts';
import { assertSameSecrets } from '../../server/database/installation.ts';
import { enqueue } from '../../server/database/outbox.ts';
import { repository } from '../../server/repository.ts';
import { secretsText } from '../../server/secrets.ts';
import { FILE_LIST, readWebClient } from '../../server/web-client.ts';
import { createEmptyDatabase } from '../support/postgres.ts';
import { sealpostCommand } from '../support/cli.ts';
import { founder } from '../support/client.ts';
import { choose } from '../support/notices.ts';
import { DAY_MS, HOUR_MS, startTestServer, type TestServer } from '../support/test-server.ts';

/** What is built here, if anything is. */
const here = existsSync(join(repository, 'web', 'out', FILE_LIST)) ? readWebClient().build : 'none';

let server: TestServer;
let front: Server;
let health: { status: number; body: object };
let build: string;
let folder: string;
let well: Record<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'sealpost-doctor-'));
  await assertSameSecrets(server.database, server.parts.secrets);
  await writeFile(join(server.parts.settings.dataDir, 'secrets.json'), secretsText({ ...server.parts.secrets, databasePassword: 'x'.repeat(32) }), { mode: 0o600 });
  await server.database.insertInto('backups').values({ finished_at: new Date(), attachments: 1, missing: 0 }).execute();
  // What a server answers at its public address.
  front = createServer((request, response) => {
    const { status, body } = request.url === '/api/health' ? health : { status: 200, body: { build } };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { port } = front.address() as AddressInfo;
  well = { DATABASE_URL: server.databaseUrl, DATA_DIR: server.parts.settings.dataDir, PUBLIC_URL: `http://127.0.0.1:${port}` };
});
afterAll(async () => {
  front.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  health = { status: 200, body: { status: 'ok' } };
  build = here;
  await server.database.deleteFrom('outbox').execute();
});

type Line = { check: string; state: 'ok' | 'warn' | 'fail'; line: string };

/** In this process: the command itself is tried once below. */
async function doctor(environment: Record<string, string> = {}): Promise<{ lines: Line[]; failed: boolean }> {
  const written: string[] = [];
  for (const [name, value] of Object.entries({ ...well, ...environment })) vi.stubEnv(name, value);
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const exitCode = process.exitCode;
  process.exitCode = 0;
  try {
    await examine({ json: true });
    return { lines: written.join('').trim().split('\n').map((line) => JSON.parse(line) as Line), failed: process.exitCode === 1 };
  } finally {
    write.mockRestore();
    process.exitCode = exitCode;
    vi.unstubAllEnvs();
  }
}

async function complaint(environment: Record<string, string> = {}): Promise<string> {
  const { lines, failed } = await doctor(environment);
  const broken = lines.filter(({ state }) => state === 'fail');
  expect(failed).toBe(broken.length > 0);
  for (const { line } of lines) expect(line).not.toMatch(/secret-word|\n/);
  // Whether the client is built, and how busy the run's database is, is not this test's.
  return lines.filter(({ state, check, line }) => state !== 'ok' && check !== 'versions' && !(check === 'database' && line.includes('connections are used'))).map(({ check, state, line }) => `${state} ${check}: ${line}`).join('\n');
}

async function inOutbox(change: { status: 'queued' | 'failed'; createdAt: Date }): Promise<void> {
  await server.database.transaction().execute((writer) => enqueue(writer, { kind: 'address_taken', payload: {}, recipient: 'a@b.example', message: null, invitation: null, practice: null, account: null, writer: null, now: change.createdAt }));
  await server.database.updateTable('outbox').set({ status: change.status }).execute();
}

describe('the doctor', { timeout: 240_000 }, () => {
  it('finds nothing where nothing is wrong', async () => {
    const { lines, failed } = await doctor();
    expect(failed).toBe(false);
    expect(await complaint()).toBe('');
    expect(lines.map(({ check }) => check)).toEqual(['settings', 'versions', 'secrets', 'database', 'migrations', 'secrets of this database', 'clock', 'undelivered mail', 'backups', 'blob store', 'mail', 'disk', 'server']);
  });

  it('leaves alone notices that wait for their recipient’s time, and sees those whose time is long past', async () => {
    const client = await founder(server);
    const { account, address } = client;
    await choose(client);
    const wait = (at: number) =>
      server.database.transaction().execute((writer) =>
        enqueue(writer, {
          kind: 'notice', payload: { subject: '', text: '', sender: { name: 'Ana', practice: null }, replyTo: null }, recipient: address, message: null, invitation: null,
          practice: null, account: null, writer: null, now: new Date(Date.now() - 10 * HOUR_MS), chosen: { by: account, at: new Date(at) },
        }),
      );
    await wait(Date.now() + HOUR_MS);
    await wait(Date.now() - HOUR_MS / 2);
    expect(await complaint()).toBe('');
    await wait(Date.now() - 2 * HOUR_MS);
    expect(await complaint()).toMatch(/^fail undelivered mail: 1 mails have been waiting/);
  });

  it('is a command with an exit code', async () => {
    const broken = await sealpostCommand(['doctor'], { ...well, PORT: 'none' });
    expect(broken).toMatchObject({ code: 1, stdout: expect.stringMatching(/^fail {2}settings: PORT: must be/) as string });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a malformed setting', { SIGN_UP: 'secret-word' }, /^fail settings: SIGN_UP: must be open, token or closed$/],
    ['no secrets', { SECRETS_FILE: '/nowhere/secrets.json' }, /^fail secrets: \/nowhere\/secrets.json is not there: start the server once.*$/],
    ['a database that does not answer', { DATABASE_URL: 'postgresql://nobody:secret-word@127.0.0.1:1/none' }, /^fail database: The database does not answer \(ECONNREFUSED\): see whether it runs, and DATABASE_URL\.$/],
    ['an object store that does not answer', { S3_ENDPOINT: 'http://127.0.0.1:1', S3_BUCKET: 'sealpost', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'secret-word' }, /^fail blob store: bucket sealpost does not answer \(\S+\): see the S3_ settings, and whether the store runs\.$/],
    ['an SMTP server that does not answer', { SMTP_URL: 'smtp://user:secret-word@127.0.0.1:1', MAIL_FROM: 'a@b.example' }, /^fail mail: the SMTP server does not let us in \(\S+\): see SMTP_URL\.$/],
    ['a key that Resend refuses', { RESEND_API_KEY: 'secret-word', RESEND_BASE_URL: 'http://127.0.0.1:1', MAIL_FROM: 'a@b.example' }, /^fail mail: Resend refuses \(\S+\): see RESEND_API_KEY\.$/],
    ['a server that does not answer', { PUBLIC_URL: 'http://127.0.0.1:1' }, /^fail server: http:\/\/127.0.0.1:1 does not answer \(\S+\): start the server/],
    ['mail that goes nowhere', { PUBLIC_URL: 'https://sealpost.invalid' }, /^fail mail: mail is only written to \S+: set RESEND_API_KEY or SMTP_URL to send it\.\nfail server: https:\/\/sealpost.invalid does not answer/],
  ])('says what to do about %s', async (_, environment, expected) => {
    expect(await complaint(environment)).toMatch(expected);
  });

  it('knows an empty database, one of another server, and one of a newer version', async () => {
    const { url } = await createEmptyDatabase();
    expect(await complaint({ DATABASE_URL: url })).toMatch(/^fail migrations: the database is empty: start the server once/m);
    const secrets = join(folder, 'others.json');
    await writeFile(secrets, secretsText({ ...server.parts.secrets, masterKey: new Uint8Array(randomBytes(32)), databasePassword: 'x'.repeat(32) }), { mode: 0o600 });
    expect(await complaint({ SECRETS_FILE: secrets })).toMatch(/^fail secrets of this database: SECRETS_FILE holds those of another database/);
    await chmod(secrets, 0o644);
    expect(await complaint({ SECRETS_FILE: secrets })).toMatch(/^fail secrets: \S+ can be read by others: chmod 600 it/);
    await writeFile(secrets, '{}', { mode: 0o600 });
    await chmod(secrets, 0o600);
    expect(await complaint({ SECRETS_FILE: secrets })).toMatch(/^fail secrets: \S+ is damaged/);
  });

  it('sees a server that runs but cannot serve, and one that is another', async () => {
    health = { status: 503, body: { failing: ['blobs'] } };
    expect(await complaint()).toBe('fail server: it runs but cannot serve: blobs does not answer.');
    health = { status: 404, body: {} };
    expect(await complaint()).toMatch(/^fail server: \S+ answers 404: is that this server\?/);
  });

  it.skipIf(here === 'none')('sees a server of another build', async () => {
    build = 'another';
    expect(await complaint()).toMatch(/^warn server: \S+ runs another build than the one here: restart it\.$/);
  });

  it('sees mail that waits, mail that failed, a clock that was ahead, and backups that are old or lack something', async () => {
    await inOutbox({ status: 'queued', createdAt: new Date(Date.now() - 2 * HOUR_MS) });
    expect(await complaint()).toMatch(/^fail undelivered mail: 1 mails have been waiting for more than an hour/);
    await inOutbox({ status: 'failed', createdAt: new Date() });
    expect(await complaint()).toMatch(/^warn undelivered mail: 2 failed: sealpost mail list shows them/);
    await server.database.deleteFrom('outbox').execute();
    await inOutbox({ status: 'queued', createdAt: new Date(Date.now() + HOUR_MS) });
    expect(await complaint()).toMatch(/^fail clock: the newest mail was written 36\d\d s in the future/);
    await server.database.deleteFrom('outbox').execute();
    const [last] = await server.database.selectFrom('backups').selectAll().execute();
    await server.database.updateTable('backups').set({ missing: 2 }).execute();
    expect(await complaint()).toMatch(/^fail backups: 2 attachments were missing/);
    await server.database.updateTable('backups').set({ missing: 0, finished_at: new Date(Date.now() - 9 * DAY_MS) }).execute();
    expect(await complaint()).toMatch(/^warn backups: the last one is 9 days old/);
    await server.database.deleteFrom('backups').execute();
    expect(await complaint()).toBe('warn backups: none was ever made: sealpost backup --help.');
    if (last !== undefined) await server.database.insertInto('backups').values(last).execute();
  });

  it('sees a data folder that is not there', async () => {
    const environment = { DATA_DIR: join(folder, 'nowhere'), SECRETS_FILE: join(server.parts.settings.dataDir, 'secrets.json') };
    expect(await complaint(environment)).toMatch(/^fail blob store: \S+ does not answer \(\S+\): see that this user may write there.*\nfail disk: \S+ is not there: start the server once/);
  });
});
