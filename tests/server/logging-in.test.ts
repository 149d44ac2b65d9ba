// Logging in, what a wrong password costs, and how sessions live and end.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishRegistration, passwordUnlockKey, startRegistration, toBase64Url, wrapAccountKey, fromBase64Url } from '#crypto';
import { deleteIdleSessions, endSessions } from '../../server/database/sessions.ts';
import { idleSince } from '../../server/idle.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, TestClient } from '../support/client.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
});
afterAll(() => server.stop());


describe('logging in', () => {
  it('opens the account on another device with the password, and with no other', async () => {
    const elsewhere = await new TestClient(server, owner.person).logIn();
    expect(elsewhere.unlocked.keyring.sign.current).toEqual(owner.unlocked.keyring.sign.current);
    expect(await new TestClient(server, owner.person).prove('wrong')).toBeNull();
  });

  it('takes each log-in once, and no made-up finish', async () => {
    const client = new TestClient(server, owner.person);
    const proved = await client.prove();
    if (proved === null) throw new Error('wrong password');
    const body = { login: proved.login, finish: proved.finish };
    expect((await client.call('POST /api/login/finish', { body })).status).toBe(200);
    expect(refusal(await client.call('POST /api/login/finish', { body }))).toBe('401 wrong_credentials');
    const second = await client.prove();
    const madeUp = { login: second?.login, finish: toBase64Url(new Uint8Array(64)) };
    expect(refusal(await client.call('POST /api/login/finish', { body: madeUp }))).toBe('401 wrong_credentials');
    const afterwards = { login: second?.login, finish: second?.finish };
    expect(refusal(await client.call('POST /api/login/finish', { body: afterwards }))).toBe('401 wrong_credentials');
  });

  it('leaves no session of a log-in that finishes while a change of the password ends them all', async () => {
    const client = await founder(server);
    const { account } = client;
    const { database } = server;
    // The session is inserted slowly: what ends sessions meanwhile must wait for it, and end it.
    await sql`create function linger() returns trigger language plpgsql as 'begin perform pg_sleep(0.5); return new; end'`.execute(database);
    await sql`create trigger linger before insert on sessions for each row execute function linger()`.execute(database);
    const fresh = new TestClient(server, client.person);
    const proved = await fresh.prove();
    const finishing = fresh.call('POST /api/login/finish', { body: { login: proved?.login, finish: proved?.finish } });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await database.transaction().execute((writer) => endSessions(writer, { account, keep: null }));
    expect((await finishing).status).toBe(200);
    await sql`drop function linger cascade`.execute(database);
    expect(await database.selectFrom('sessions').select('id').where('account_id', '=', account).execute()).toEqual([]);
  });

  it('does not take a log-in that was begun too long ago', async () => {
    const client = new TestClient(server, owner.person);
    const proved = await client.prove();
    server.advance(6 * MINUTE_MS);
    expect(refusal(await client.call('POST /api/login/finish', { body: { login: proved?.login, finish: proved?.finish } }))).toBe('401 wrong_credentials');
  });

  it('gives a successful try back, so that people who log in often are never stopped', async () => {
    const client = new TestClient(server, owner.person);
    for (let time = 0; time < 12; time += 1) await client.logIn();
  });

  it('ends the session that the browser had before', async () => {
    const client = await new TestClient(server, owner.person).logIn();
    const before = (await ok(client.api.devices.$get())).devices.length;
    await client.logIn();
    expect((await ok(client.api.devices.$get())).devices.length).toBe(before);
  });

  it('marks its cookies so that neither scripts nor other sites get at them', async () => {
    const client = new TestClient(server, owner.person);
    const proved = await client.prove();
    const { headers } = await client.call('POST /api/login/finish', { body: { login: proved?.login, finish: proved?.finish } });
    const [session, known, ...others] = headers.getSetCookie();
    expect(session).toMatch(/^sealpost_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(known).toMatch(/^sealpost_known=[\w-]{22}\.[\w-]{22}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(others).toEqual([]);
  });

  it('pins the cookie to its host where the public address is https', async () => {
    const secure = await startTestServer({ PUBLIC_URL: 'https://mail.practice.example' });
    const client = await new TestClient(secure).signUp();
    expect([...client.cookies.keys()].toSorted()).toEqual(['__Host-sealpost_session', '__Host-sealpost_sign_up']);
    expect((await client.call('GET /api/session')).status).toBe(200);
    await secure.stop();
  });
});

describe('sessions', () => {
  it('end with the idle time unless a person was active, and take the share along', async () => {
    const [quiet, active] = [await anotherDevice(owner), await anotherDevice(owner)];
    server.advance(10 * MINUTE_MS);
    await active.call('POST /api/session/active');
    expect((await quiet.call('GET /api/messages?folder=inbox')).status).toBe(200);
    server.advance(6 * MINUTE_MS + 1);
    expect(refusal(await quiet.call('GET /api/session'))).toBe('401 not_signed_in');
    expect((await active.call('GET /api/session')).status).toBe(200);
    const now = new Date(server.parts.clock());
    await deleteIdleSessions(server.database, { now, idleSince: idleSince(server.parts, now) });
    const left = await server.database.selectFrom('sessions').select('id').where('id', 'in', [quiet.device, active.device]).execute();
    expect(left).toEqual([{ id: active.device }]);
  });

  it('hand their share to themselves alone', async () => {
    const [one, other] = [await anotherDevice(owner), await anotherDevice(owner)];
    const shares = await Promise.all([one, other].map((device) => device.call<{ share: string }>('GET /api/session/share')));
    expect(fromBase64Url(shares[0]?.body.share ?? '')).toHaveLength(32);
    expect(shares[0]?.body.share).not.toBe(shares[1]?.body.share);
  });

  it('end at log-out, from the list of devices, or all others at once', async () => {
    const [one, other, third] = [await anotherDevice(owner), await anotherDevice(owner), await anotherDevice(owner)];
    const { body } = await one.call<{ devices: { id: string; current: boolean }[] }>('GET /api/devices');
    expect(body.devices.find(({ id }) => id === one.device)?.current).toBe(true);
    expect((await one.call(`DELETE /api/devices/${other.device}`)).status).toBe(204);
    expect((await other.call('GET /api/session')).status).toBe(401);
    expect((await one.call('DELETE /api/devices')).status).toBe(204);
    expect((await third.call('GET /api/session')).status).toBe(401);
    expect((await one.call('DELETE /api/session')).status).toBe(204);
    expect(one.cookies.has('sealpost_session')).toBe(false);
    expect(await server.database.selectFrom('sessions').select('id').where('account_id', '=', owner.account).execute()).toEqual([]);
  });
});

describe('changing the password', () => {
  it('needs the old one, opens with the new one only, and ends all other sessions', async () => {
    const client = await founder(server);
    const other = await anotherDevice(client);
    const reauth = await client.reauthenticate();
    const password = 'a new password';
    const { state, request } = await startRegistration(password);
    const { registration, response } = await ok(client.api.password.start.$post({ json: { reauth, request } }));
    const { record, exportKey } = await finishRegistration({ password, state, response, address: client.address });
    const scope = { account: client.account, name: 'password', version: 2 } as const;
    const sealed = toBase64Url(await wrapAccountKey(await passwordUnlockKey(exportKey), scope, client.unlocked.accountKey));
    const stale = { registration, record, wrap: { name: 'password', version: 1, sealed } };
    expect(refusal(await client.call('POST /api/password/finish', { body: stale }))).toBe('409 conflict');
    await ok(client.api.password.finish.$post({ json: { registration, record, wrap: { name: 'password', version: 2, sealed } } }));
    expect((await other.call('GET /api/session')).status).toBe(401);
    expect((await client.call('GET /api/session')).status).toBe(200);
    expect(await new TestClient(server, client.person).prove()).toBeNull();
    expect((await new TestClient(server, { ...client.person, password }).logIn()).account).toBe(client.account);
    expect((await server.mails(client.address)).at(-1)?.kind).toBe('password_changed');
  });

  it("takes a re-authentication once, for five minutes, and nobody else's", async () => {
    const client = await founder(server);
    const { request } = await startRegistration('x');
    const stranger = await anotherDevice(owner);
    const foreign = await client.reauthenticate();
    expect(refusal(await stranger.call('POST /api/password/start', { body: { reauth: foreign, request } }))).toBe('410 ticket_expired');
    const late = await client.reauthenticate();
    server.advance(5 * MINUTE_MS + 1);
    expect(refusal(await client.call('POST /api/password/start', { body: { reauth: late, request } }))).toBe('410 ticket_expired');
    await ok(client.api.session.active.$post());
    const once = await client.reauthenticate();
    expect((await client.call('POST /api/password/start', { body: { reauth: once, request } })).status).toBe(200);
    expect(refusal(await client.call('POST /api/password/start', { body: { reauth: once, request } }))).toBe('410 ticket_expired');
  });

  it("does not take another account's log-in as a re-authentication", async () => {
    const [one, other] = [await founder(server), await founder(server)];
    const proved = await other.prove();
    const body = { login: proved?.login, finish: proved?.finish };
    expect(refusal(await one.call('POST /api/reauthenticate', { body }))).toBe('401 wrong_credentials');
  });
});

