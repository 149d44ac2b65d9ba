// The operator's commands as processes of their own, on the database of a server.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#crypto';
import { embeddedDatabaseUrlFile } from '../../server/database/embedded-postgres.ts';
import { repository } from '../../server/repository.ts';
import { FIRST_POLICIES } from '../../server/database/tables/accounts.ts';
import { refusal } from '../support/browser-stand-in.ts';
import { query } from '../support/backups.ts';
import { somebody, TestClient } from '../support/client.ts';
import { guestOf } from '../support/correspondence.ts';
import { inviteCoworker } from '../support/coworkers.ts';
import { createEmptyDatabase } from '../support/postgres.ts';
import { speaker } from '../support/speaker.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

type Outcome = { code: number; stdout: string; stderr: string };
const run = promisify(execFile);

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer({ SIGN_UP: 'token' });
  folder = await mkdtemp(join(tmpdir(), 'sealpost-cli-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function sealpost(args: string[], environment: Record<string, string> = { DATABASE_URL: server.databaseUrl }): Promise<Outcome> {
  const options = { cwd: folder, env: { NODE_ENV: 'production', PATH: process.env['PATH'], HOME: folder, DATA_DIR: folder, ...environment } } as const;
  try {
    return { code: 0, ...(await run(process.execPath, [join(repository, 'cli/sealpost.mjs'), ...args], options)) };
  } catch (error) {
    return error as Outcome;
  }
}

function tokenIn(link: string): string {
  return new URL(link).searchParams.get('token') ?? '';
}

async function foundWithToken(): Promise<TestClient> {
  const { stdout } = await sealpost(['sign-up-token', '--note', 'for a test']);
  return await (await new TestClient(server).signUp(tokenIn(stdout))).confirm();
}

describe('sealpost', () => {
  it('explains every command', { timeout: 300_000 }, async () => {
    const commands = ['', 'sign-up-token', 'accounts', 'accounts restart', 'practice', 'practice list', 'practice set-plan', 'practice set-storage', 'practice set-members', 'plan', 'plan list', 'plan set', 'accounts list', 'accounts suspend'];
    const further = ['accounts resume', 'accounts delete', 'backup', 'restore', 'backup-key', 'doctor', 'mail', 'mail list', 'mail retry', 'operator-token', 'operator-token make'];
    for (const args of [...commands, ...further].map((words) => words.split(' ').filter((word) => word !== ''))) {
      const { code, stdout } = await sealpost([...args, '--help'], {});
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: sealpost');
    }
  });

  it('makes tokens that let one practice sign up each', async () => {
    const { code, stdout } = await sealpost(['sign-up-token']);
    expect(code).toBe(0);
    const token = tokenIn(stdout);
    const client = await new TestClient(server).signUp(token);
    expect(client.account).not.toBe('');
    const again = await client.call('POST /api/sign-up/start', { body: { address: somebody().address, request: 'AAAA', token } });
    expect(refusal(again)).toBe('403 sign_up_token_invalid');
  });

  it('lists practices and puts one on another plan', async () => {
    const client = await foundWithToken();
    const changed = await sealpost(['practice', 'set-plan', client.practice ?? '', 'free']);
    expect(changed.code).toBe(0);
    const { stdout } = await sealpost(['practice', 'list', '--json']);
    const rows = stdout.trim().split('\n').map((line) => JSON.parse(line) as { id: string; plan: string; members: number });
    expect(rows.find(({ id }) => id === client.practice)).toMatchObject({ plan: 'free', members: 1 });
    expect(await sealpost(['practice', 'set-plan', 'nobody', 'free'])).toMatchObject({ code: 1, stderr: 'There is no practice with this id.\n' });
    expect((await sealpost(['practice', 'set-plan', client.practice ?? '', 'gold'])).code).toBe(1);
  });

  it.each(['set-storage', 'set-quota'])('sets by %s how much a practice may keep', async (command) => {
    const client = await foundWithToken();
    const kept = async () => (await server.database.selectFrom('practices').select('storage_bytes').where('id', '=', client.practice ?? '').executeTakeFirstOrThrow()).storage_bytes;
    expect(await sealpost(['practice', command, client.practice ?? '', '5000000'])).toMatchObject({ code: 0, stdout: 'The practice may keep 5000000 bytes of attachments.\n' });
    expect(await kept()).toBe(5_000_000);
    expect(await sealpost(['practice', command, client.practice ?? '', 'lots'])).toMatchObject({ code: 1, stderr: 'Bytes: a whole number, or `default`.\n' });
    expect(await sealpost(['practice', command, newId(), '5'])).toMatchObject({ code: 1, stderr: 'There is no practice with this id.\n' });
    expect((await sealpost(['practice', command, client.practice ?? '', 'default'])).code).toBe(0);
    expect(await kept()).toBeNull();
  });

  it('sets how many people a practice has room for, and says what becomes of those who are more', async () => {
    const client = await foundWithToken();
    await inviteCoworker(client);
    const room = async () => {
      const { stdout } = await sealpost(['practice', 'list', '--json']);
      return stdout.trim().split('\n').map((line) => JSON.parse(line) as { id: string; room: number }).find(({ id }) => id === client.practice)?.room;
    };
    const set = (number: string, practice = client.practice ?? '') => sealpost(['practice', 'set-members', practice, number]);
    expect(await set('7')).toMatchObject({ code: 0, stdout: 'The practice has room for 7 people.\n', stderr: '' });
    expect(await room()).toBe(7);
    expect(await set('1')).toMatchObject({ code: 0, stderr: 'It has 1 members and 1 invited, and room for 1: nobody is removed, and nobody new comes in.\n' });
    for (const wrong of ['0', '1001', '1.5', 'many', '']) expect(await set(wrong)).toMatchObject({ code: 1, stderr: 'People: a whole number from 1 to 1000, or `default`.\n' });
    expect(await set('5', newId())).toMatchObject({ code: 1, stderr: 'There is no practice with this id.\n' });
    expect(await room()).toBe(1);
    expect(await set('default')).toMatchObject({ code: 0, stdout: 'The practice has room for as many people as its plan allows.\n' });
    expect(await room()).toBe(500);
  });

  it('lists plans and sets what they allow', async () => {
    const rows = async () => (await sealpost(['plan', 'list', '--json'])).stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const set = (plan: string, limit: string, value: string) => sealpost(['plan', 'set', plan, limit, value]);
    expect((await sealpost(['plan', 'list'])).stdout.split('\n')[1]).toBe('free  5  20000000000  200  200  no  no');
    expect(await set('free', 'members', '12')).toMatchObject({ code: 0, stdout: 'Plan free: members 12, from now on.\n' });
    for (const [limit, value] of [['storage', '5000'], ['invitations', '7'], ['notices', '8'], ['inviting', 'yes'], ['advanced', 'yes']] as const) expect((await set('free', limit, value)).code).toBe(0);
    expect(await rows()).toContainEqual({ plan: 'free', members: 12, storage: 5000, invitations: 7, notices: 8, inviting: true, advanced: true });
    expect(await set('free', 'members', '1001')).toMatchObject({ code: 1, stderr: 'A whole number from 1 to 1000.\n' });
    for (const wrong of ['0', '-1', '5.5', 'lots']) expect((await set('free', 'storage', wrong)).code, wrong).toBe(1);
    expect(await set('free', 'inviting', '1')).toMatchObject({ code: 1, stderr: '`yes` or `no`.\n' });
    for (const limit of ['members', 'invitations', 'inviting']) expect((await set('guest', limit, 'yes')).stderr).toBe('Guests belong to no practice: they have no members and invite nobody.\n');
    expect((await set('gold', 'members', '5')).code).toBe(1);
    expect((await set('free', 'colours', '5')).code).toBe(1);
    expect(await rows()).toContainEqual({ plan: 'free', members: 12, storage: 5000, invitations: 7, notices: 8, inviting: true, advanced: true });
    expect(await rows()).toContainEqual({ plan: 'guest', members: null, storage: 20_000_000_000, invitations: null, notices: 200, inviting: false, advanced: false });
  });

  // "-v" asks for the version, "-h" for help: the ids begin as those do.
  it.each(['-vbcdefghijklmnopqrstA', '-hbcdefghijklmnopqrstA', '--bcdefghijklmnopqrstA'])('takes the id %s, though it looks like an option', async (id) => {
    const object = JSON.stringify({ json: '{}', signatures: [] });
    const practice = { id, name: 'Dashes', plan: 'paid', policies: FIRST_POLICIES, reply_to: null, object, created_at: new Date() } as const;
    await server.database.insertInto('practices').values(practice as never).execute();
    expect(await sealpost(['practice', 'set-plan', id, 'free'])).toMatchObject({ code: 0, stdout: 'The practice is on the free plan now.\n' });
    expect(await sealpost(['accounts', 'suspend', id])).toMatchObject({ code: 1, stderr: 'There is no account with this address or id.\n' });
  });

  it('mails a restart to owners only', async () => {
    const owner = await foundWithToken();
    const { guest } = await guestOf(owner);
    expect((await sealpost(['accounts', 'restart', owner.address.toUpperCase()])).code).toBe(0);
    expect((await server.mails(owner.address)).map(({ kind }) => kind)).toContain('restart');
    expect(await sealpost(['accounts', 'restart', guest.address])).toMatchObject({ code: 1, stdout: '' });
    expect(await sealpost(['accounts', 'restart', 'nobody@nowhere.example'])).toMatchObject({ code: 1, stdout: '' });
    expect(await sealpost(['accounts', 'restart', 'not an address'])).toMatchObject({ code: 1, stdout: '' });
  });

  it('finds the embedded database by the file that a running server leaves, and says so where there is none', async () => {
    const none = await sealpost(['practice', 'list'], {});
    expect(none.code).toBe(1);
    expect(none.stderr).toMatch(/^The embedded database is not running: .*\n$/);
    await writeFile(embeddedDatabaseUrlFile({ dataDir: folder }), `${server.databaseUrl}\n`, { mode: 0o600 });
    expect((await sealpost(['practice', 'list'], {})).code).toBe(0);
  });

  it('tells in one line when the database does not answer', async () => {
    const { code, stderr } = await sealpost(['practice', 'list'], { DATABASE_URL: 'postgresql://nobody:secret@127.0.0.1:1/none' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database does not answer \(ECONNREFUSED\): see whether it runs, and DATABASE_URL\.\n$/);
  });

  it('says that it may not read where the embedded database is, not that none is running', async () => {
    const unreadable = await mkdtemp(join(folder, 'unreadable-'));
    await mkdir(embeddedDatabaseUrlFile({ dataDir: unreadable }));
    const { code, stderr } = await sealpost(['practice', 'list'], { DATA_DIR: unreadable });
    expect(code).toBe(1);
    expect(stderr).toMatch(/database-url cannot be read \(EISDIR\): run this as the user who starts the server\.\n$/);
  });

  it('tells apart a database that is not there, one without TLS and one of another version', async () => {
    const missing = server.databaseUrl.replace(/\/[^/?]+(\?.*)?$/, '/nosuch$1');
    expect((await sealpost(['mail', 'list'], { DATABASE_URL: missing })).stderr).toBe('The database does not answer (3D000): see whether it runs, and DATABASE_URL.\n');
    const plain = await speaker((socket) => socket.on('data', () => socket.write('N')));
    const secured = await sealpost(['mail', 'list'], { DATABASE_URL: `postgresql://user:secret@127.0.0.1:${plain.port}/none?sslmode=verify-full` });
    expect(secured.stderr).toBe('The database does not answer (it offers no TLS): see whether it runs, and DATABASE_URL.\n');
    plain.close();
    const older = await createEmptyDatabase();
    await query(older.url, 'create table outbox (id text)');
    expect((await sealpost(['mail', 'list'], { DATABASE_URL: older.url })).stderr).toMatch(/^The database is of another version of Sealpost: start the server of this one/);
  });

  it('refuses founders without a token, with a wrong one, and everybody where sign-up is closed', async () => {
    const body = { address: somebody().address, request: 'AAAA' };
    const client = new TestClient(server);
    expect(refusal(await client.call('POST /api/sign-up/start', { body }))).toBe('403 sign_up_token_invalid');
    expect(refusal(await client.call('POST /api/sign-up/start', { body: { ...body, token: 'x'.repeat(43) } }))).toBe('403 sign_up_token_invalid');
    const closed = await startTestServer({ SIGN_UP: 'closed' });
    expect(refusal(await new TestClient(closed).call('POST /api/sign-up/start', { body }))).toBe('403 sign_up_closed');
    await closed.stop();
  });
});

