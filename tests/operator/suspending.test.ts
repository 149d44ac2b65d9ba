// A suspended account: nobody is in it, nobody gets in by any way, nothing of it is lost, and nobody else can tell.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { startLogin, startRegistration } from '#crypto';
import { resumeAccount, suspendAccount } from '../../server/database/suspensions.ts';
import { refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { sealpostCommand } from '../support/cli.ts';
import { founder, TestClient } from '../support/client.ts';
import { guestOf, openInboxMessage, send } from '../support/correspondence.ts';
import { attach, download } from '../support/attaching.ts';
import { recoveryBody } from '../support/renewal.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
let guest: TestClient;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  owner = await founder(server);
  guest = (await guestOf(owner)).guest;
});

const sealpost = (...args: string[]) => sealpostCommand(['accounts', ...args], { DATABASE_URL: server.databaseUrl });

/** What the commands do, without their processes. */
const suspend = ({ account }: TestClient) => server.database.transaction().execute((writer) => suspendAccount(writer, { account, now: new Date(server.parts.clock()) }));
const resume = ({ account }: TestClient) => server.database.transaction().execute((writer) => resumeAccount(writer, { account, now: new Date(server.parts.clock()) }));

async function finishLogIn(client: TestClient, password = client.person.password) {
  const proved = await client.prove(password);
  if (proved === null) return 'not proved';
  return refusal(await client.call('POST /api/login/finish', { body: { login: proved.login, finish: proved.finish } }));
}

describe('suspending an account', { timeout: 240_000 }, () => {
  it('signs it out on every device at once, and lets it in again once it is resumed, with all its mail', async () => {
    const attachment = await attach(owner, randomBytes(1000));
    const { id } = await send(owner, { to: [guest.address], text: 'From before', attachments: [attachment] });
    const other = await anotherDevice(guest);
    expect((await other.call('GET /api/session')).status).toBe(200);
    expect(await sealpost('suspend', guest.address.toUpperCase())).toMatchObject({ code: 0 });
    expect(refusal(await guest.call('GET /api/session'))).toBe('401 not_signed_in');
    expect(refusal(await other.call('GET /api/session'))).toBe('401 not_signed_in');
    expect(refusal(await guest.call('GET /api/messages?folder=inbox'))).toBe('401 not_signed_in');
    expect(await finishLogIn(new TestClient(server, guest.person))).toBe('403 account_suspended');
    expect(await sealpost('resume', guest.account)).toMatchObject({ code: 0 });
    // No session comes back to life: each device logs in anew.
    expect(refusal(await other.call('GET /api/session'))).toBe('401 not_signed_in');
    const back = await new TestClient(server, guest.person).logIn();
    expect(JSON.stringify((await openInboxMessage(back, id)).body)).toContain('From before');
    expect((await download(back, attachment)).length).toBe(1000);
  });

  it('tells so to nobody who has not proved the password', async () => {
    await suspend(guest);
    const { request } = await startLogin('a wrong password');
    const begin = ({ person }: TestClient) => new TestClient(server, person).call<{ login: string }>('POST /api/login/start', { body: { address: person.address, request } });
    const [suspended, active] = [await begin(guest), await begin(owner)];
    expect([suspended.status, JSON.stringify(suspended.body).length]).toEqual([200, JSON.stringify(active.body).length]);
    expect(await new TestClient(server, guest.person).prove('a wrong password')).toBeNull();
    // A finish that proves something, but not this password.
    const proof = await new TestClient(server, owner.person).prove();
    expect(refusal(await guest.call('POST /api/login/finish', { body: { login: suspended.body.login, finish: proof?.finish } }))).toBe('401 wrong_credentials');
    const wrongKit = { address: guest.address, proof: 'A'.repeat(43), request: (await startRegistration('another')).request };
    expect(refusal(await guest.call('POST /api/recovery/start', { body: wrongKit }))).toBe('401 wrong_kit');
  });

  it('holds even where a session is left over', async () => {
    await suspend(guest);
    const left = await anotherDevice(guest);
    expect(refusal(await left.call('GET /api/session'))).toBe('401 not_signed_in');
  });

  it('spends the log-in that was tried', async () => {
    await suspend(guest);
    const client = new TestClient(server, guest.person);
    const proved = await client.prove();
    const body = { login: proved?.login, finish: proved?.finish };
    expect(refusal(await client.call('POST /api/login/finish', { body }))).toBe('403 account_suspended');
    await resume(guest);
    expect(refusal(await client.call('POST /api/login/finish', { body }))).toBe('401 wrong_credentials');
  });

  it('ends a log-in and a recovery that were under way', async () => {
    const client = new TestClient(server, guest.person);
    const proved = await client.prove();
    const recovering = new TestClient(server, guest.person);
    const { body } = await recoveryBody(recovering, { kit: guest.unlocked.kit, password: 'another correct horse' });
    const tickets = () => server.database.selectFrom('tickets').select('purpose').where('account_id', '=', guest.account).execute();
    expect(await tickets()).toHaveLength(1);
    await suspend(guest);
    expect(refusal(await client.call('POST /api/login/finish', { body: { login: proved?.login, finish: proved?.finish } }))).toBe('401 wrong_credentials');
    expect(await tickets()).toEqual([]);
    expect(refusal(await recovering.call('POST /api/recovery/finish', { body }))).toBe('410 ticket_expired');
    await expect(recoveryBody(recovering, { kit: guest.unlocked.kit, password: 'another correct horse' })).rejects.toThrow('403 {"error":{"code":"account_suspended"}}');
  });

  it('waits for a log-in that is just being finished, and then ends its session', async () => {
    // The log-in holds the account's row until it commits; the suspension comes in between.
    const suspension: Promise<unknown>[] = [];
    await server.database.transaction().execute(async (login) => {
      await login.selectFrom('accounts').select('id').where('id', '=', guest.account).forShare().execute();
      suspension.push(server.database.transaction().execute((writer) => suspendAccount(writer, { account: guest.account, now: new Date() })));
      await new Promise((resolve) => setTimeout(resolve, 200));
      const session = { id: randomBytes(16).toString('base64url'), token_hash: randomBytes(32), account_id: guest.account, share: randomBytes(32), user_agent: 'late', client_address: '10.0.0.1', created_at: new Date(), last_active_at: new Date() };
      await login.insertInto('sessions').values(session).execute();
    });
    await Promise.all(suspension);
    expect(await server.database.selectFrom('sessions').select('id').where('account_id', '=', guest.account).execute()).toEqual([]);
  });

  it('does not stop mail to it: it arrives, is announced as always, and is there afterwards; the sender sees that it was not opened', async () => {
    await suspend(guest);
    const before = (await server.mails(guest.address)).length;
    const { id } = await send(owner, { to: [guest.address], text: 'While suspended' });
    expect((await server.mails(guest.address)).slice(before).map(({ kind }) => kind)).toEqual(['notice']);
    const seen = await owner.call<{ deliveries: { openedAt: number | null; state: string }[] }>(`GET /api/messages/${id}`);
    expect(seen.body.deliveries).toEqual([expect.objectContaining({ openedAt: null, state: 'registered' })]);
    await resume(guest);
    const back = await new TestClient(server, guest.person).logIn();
    expect(JSON.stringify((await openInboxMessage(back, id)).body)).toContain('While suspended');
  });

  it('is refused for whom there is not', async () => {
    expect(await sealpost('suspend', 'nobody@nowhere.example')).toMatchObject({ code: 1, stdout: '', stderr: 'There is no account with this address or id.\n' });
    expect((await sealpost('resume', 'nothing')).code).toBe(1);
  });

  it('shows in the list of accounts', async () => {
    await suspend(guest);
    const { stdout } = await sealpost('list', '--json');
    const rows = stdout.trim().split('\n').map((line) => JSON.parse(line) as { address: string; state: string; role: string });
    expect(rows.find(({ address }) => address === guest.address)).toMatchObject({ state: 'suspended', role: 'guest' });
    expect(rows.find(({ address }) => address === owner.address)).toMatchObject({ state: 'active', role: 'owner' });
    const suspended = (await sealpost('list', '--suspended')).stdout.trim().split('\n');
    expect(suspended.some((line) => line.includes(guest.address))).toBe(true);
    expect(suspended.every((line) => line.includes('  suspended  '))).toBe(true);
  });
});
