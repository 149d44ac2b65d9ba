// Passkeys on the server: added, asked for after the password, let in without it, renamed, removed, and what becomes of them when keys,
// password or account change.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64Url, newId, passkeyUnlockKey, passkeyWrapName, passwordUnlockKey, toBase64Url, unwrapAccountKey, wrapAccountKey, type Id } from '#crypto';
import { insertRestart } from '../../server/database/confirmations.ts';
import { mailedToken } from '../../server/mailed-token.ts';
import { addPasskey, assert, attest, changeChallenge, type Credential, logInChallenge, prfOf, stepChallenge, wrapFor } from '../support/authenticator.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, TestClient } from '../support/client.ts';
import { recover, renewKit, restartBody } from '../support/renewal.ts';
import { appOf, codeOf, setUpSecondFactor, ticketOf } from '../support/second-factor.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

type Opened = { session: { account: string }; wrap: { name?: string; version: number; sealed: string } };
const FINISH = 'POST /api/login/passkey/finish';
const SECOND = 'POST /api/login/second-factor';
const list = async (client: TestClient) => (await ok(client.api.passkeys.$get())).passkeys;
const own = async (client: TestClient) => (await ok(client.api.activity.$get({ query: {} }))).events;
const mails = async (client: TestClient) => (await server.mails(client.address)).map(({ kind }) => kind);
const logIn = async (client: TestClient, credential: Credential) => await client.call<Opened>(FINISH, { body: { passkey: assert(credential, await logInChallenge(client)) } });
const remove = async (client: TestClient, { id, ...given }: { id: string; code?: string; passkey?: unknown }) =>
  await client.call(`POST /api/passkeys/${id}/remove`, { body: { reauth: await client.reauthenticate(), ...given } });

describe('adding a passkey', () => {
  it('asks for the password again, turns the second step on, gives recovery codes, and signs other devices out', async () => {
    const client = await founder(server);
    expect(refusal(await client.call('POST /api/passkeys/start', { body: { reauth: 'A'.repeat(43) } }))).toBe('410 ticket_expired');
    const other = await anotherDevice(client);
    const { codes } = await addPasskey(client, { name: '  My laptop ' });
    expect(new Set(codes).size).toBe(10);
    expect(await list(client)).toMatchObject([{ name: 'My laptop', unlocks: true, lastUsedAt: null, wrapVersion: 1 }]);
    expect((await other.call('GET /api/session')).status).toBe(401);
    expect((await mails(client)).at(-1)).toBe('second_factor_on');
    expect((await own(client)).slice(0, 2).map(({ event }) => event).toSorted()).toEqual(['passkey-added', 'second-factor-on']);
    expect(await ok(client.api['second-factor'].$get())).toEqual({ since: null, codesLeft: 10 });
  });

  it('asks for the second factor where there is one, leaves its codes, and tells the owner', async () => {
    const client = await founder(server);
    const app = await setUpSecondFactor(client);
    expect(refusal(await client.call('POST /api/passkeys/start', { body: { reauth: await client.reauthenticate() } }))).toBe('401 wrong_second_factor');
    const { credential, codes } = await addPasskey(client, { code: codeOf(app, server) });
    expect(codes).toBeNull();
    expect((await mails(client)).at(-1)).toBe('passkey_added');
    // One passkey vouches for the next.
    await addPasskey(client, { by: credential, name: 'Second', unlocks: false });
    expect((await list(client)).map(({ name, unlocks }) => [name, unlocks])).toEqual([['Test key', true], ['Second', false]]);
    expect((await ok(client.api['second-factor'].$get())).codesLeft).toBe(10);
  });

  it('keeps its challenge fifteen minutes', async () => {
    const client = await founder(server);
    const { challenge } = await ok(client.api.passkeys.start.$post({ json: { reauth: await client.reauthenticate() } }));
    server.advance(14 * MINUTE_MS);
    await client.call('POST /api/session/active', { body: {} });
    const late = await ok(client.api.passkeys.start.$post({ json: { reauth: await client.reauthenticate() } }));
    server.advance(2 * MINUTE_MS);
    const finish = async (given: string) => await client.call('POST /api/passkeys/finish', { body: { passkey: attest(client, given).passkey, name: 'Late', wrap: null } });
    expect(refusal(await finish(challenge))).toBe('401 wrong_passkey');
    expect((await finish(late.challenge)).status).toBe(200);
  });

  it('stops at twenty, also where two that were begun before are finished at once', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client);
    const [row] = await server.database.selectFrom('passkeys').selectAll().where('account_id', '=', client.account).execute();
    const more = Array.from({ length: 18 }, (_, index) => ({ ...row!, id: newId(), credential_id: Buffer.from(`${client.account}-${index}`) }));
    await server.database.insertInto('passkeys').values(more).execute();
    const start = async () => await client.call<{ challenge: string }>('POST /api/passkeys/start', { body: { reauth: await client.reauthenticate(), passkey: assert(credential, await changeChallenge(client)) } });
    const begun = [await start(), await start()];
    const finished = await Promise.all(begun.map(async ({ body }) => refusal(await client.call('POST /api/passkeys/finish', { body: { passkey: attest(client, body.challenge).passkey, name: 'One more', wrap: null } }))));
    expect(finished.toSorted()).toEqual(['200 no error', '409 too_many_passkeys']);
    expect(await list(client)).toHaveLength(20);
    expect(refusal(await start())).toBe('409 too_many_passkeys');
  });
});

describe('logging in', () => {
  it('asks for a passkey after the password, of those that the account has, and opens with it', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client, { unlocks: false });
    const fresh = new TestClient(server, client.person);
    const proved = await fresh.prove();
    const proof = await ok(fresh.api.login.finish.$post({ json: { login: proved!.login, finish: proved!.finish } }));
    expect(proof).toMatchObject({ factors: { app: false, passkey: true } });
    const ticket = 'secondFactor' in proof ? proof.secondFactor : '';
    const asked = await ok(fresh.api.login['second-factor'].passkey.$post({ json: { ticket } }));
    expect(asked.credentials).toEqual([{ id: credential.id.toString('base64url'), transports: ['internal'] }]);
    const { status, body } = await fresh.call<Opened>(SECOND, { body: { ticket, passkey: assert(credential, asked.challenge) } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ wrap: { name: 'password' }, session: { account: client.account } });
    expect((await own(client))[0]).toMatchObject({ event: 'log-in', details: { secondFactor: 'passkey' } });
    expect((await list(client))[0]?.lastUsedAt).toBeGreaterThan(server.parts.clock() - MINUTE_MS);
  });

  it('by a passkey alone gives what only that passkey opens', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client);
    const fresh = new TestClient(server, client.person);
    const { status, body } = await logIn(fresh, credential);
    expect(status).toBe(200);
    const scope = { account: body.session.account as Id, name: await passkeyWrapName(credential.id), version: body.wrap.version };
    expect(await unwrapAccountKey(await passkeyUnlockKey(prfOf(credential)), scope, fromBase64Url(body.wrap.sealed))).toEqual(client.unlocked.accountKey);
    expect((await fresh.call('GET /api/session')).status).toBe(200);
    expect((await own(client))[0]).toMatchObject({ event: 'log-in', details: { secondFactor: 'passkey-alone' } });
  });

  it('by a passkey that is a second factor only is refused, and says so to whoever has it', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client, { unlocks: false });
    const fresh = new TestClient(server, client.person);
    expect(refusal(await logIn(fresh, credential))).toBe('409 passkey_opens_nothing');
    expect(fresh.cookies.size).toBe(0);
  });

  it('by a recovery code works where there are only passkeys', async () => {
    const client = await founder(server);
    const { codes } = await addPasskey(client);
    expect((await client.call(SECOND, { body: { ticket: await ticketOf(client), code: codes?.[0] } })).status).toBe(200);
    expect(refusal(await client.call(SECOND, { body: { ticket: await ticketOf(client), code: codes?.[0] } }))).toBe('401 wrong_second_factor');
    expect(refusal(await client.call(SECOND, { body: { ticket: await ticketOf(client), code: '123456' } }))).toBe('401 wrong_second_factor');
  });

  it('of a suspended account is refused after the passkey has proved itself', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client);
    await server.database.updateTable('accounts').set({ suspended_at: new Date(server.parts.clock()), suspended_by: 'operator' }).where('id', '=', client.account).execute();
    const fresh = new TestClient(server, client.person);
    const answer = { passkey: assert(credential, await logInChallenge(fresh)) };
    expect(refusal(await fresh.call(FINISH, { body: answer }))).toBe('403 account_suspended');
    // It stands in the log, and the answer is spent.
    const events = await server.database.selectFrom('activity').select(['event', 'done_by']).where('account_id', '=', client.account).where('event', 'in', ['log-in', 'log-in-refused']).execute();
    expect(events).toEqual([{ event: 'log-in-refused', done_by: 'nobody' }]);
    expect(refusal(await fresh.call(FINISH, { body: answer }))).toBe('401 wrong_passkey');
    expect(refusal(await fresh.call(FINISH, { body: { passkey: assert(credential, await logInChallenge(fresh), { brokenSignature: true }) } }))).toBe('401 wrong_passkey');
  });
});

describe('the app and passkeys beside each other', () => {
  it('setting the app up asks for a passkey, and removing it leaves the passkeys asked for', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client);
    const start = 'POST /api/second-factor/set-up/start';
    expect(refusal(await client.call(start, { body: { reauth: await client.reauthenticate() } }))).toBe('401 wrong_second_factor');
    const passkey = assert(credential, await changeChallenge(client));
    const { body } = await client.call<{ setUp: string; secret: string }>(start, { body: { reauth: await client.reauthenticate(), passkey } });
    const app = appOf(body.secret);
    const { codes } = await ok(client.api['second-factor']['set-up'].finish.$post({ json: { setUp: body.setUp, code: codeOf(app, server, -1) } }));
    expect(codes).toHaveLength(10);
    expect((await mails(client)).at(-1)).toBe('authenticator_added');
    await ok(client.api['second-factor'].off.$post({ json: { reauth: await client.reauthenticate(), code: codeOf(app, server) } }));
    expect((await mails(client)).at(-1)).toBe('authenticator_removed');
    expect((await own(client)).slice(0, 8).map(({ event }) => event)).toEqual(expect.arrayContaining(['authenticator-added', 'authenticator-removed']));
    expect(await ok(client.api['second-factor'].$get())).toEqual({ since: null, codesLeft: 10 });
    await ticketOf(client);
  });

  it('a practice that asks for a second factor is content with a passkey', async () => {
    const client = await founder(server);
    expect(refusal(await client.call('PATCH /api/practice', { body: { policies: { secondFactor: true } } }))).toBe('409 second_factor_first');
    const { credential } = await addPasskey(client);
    expect((await client.call('PATCH /api/practice', { body: { policies: { secondFactor: true } } })).status).toBe(204);
    expect((await ok(client.api.session.$get())).secondFactorMissing).toBe(false);
    const [row] = await list(client);
    expect((await remove(client, { id: row!.id, passkey: assert(credential, await changeChallenge(client)) })).status).toBe(204);
    expect((await ok(client.api.session.$get())).secondFactorMissing).toBe(true);
    // What it takes to have one again is open.
    await addPasskey(client);
    expect((await ok(client.api.session.$get())).secondFactorMissing).toBe(false);
  });
});

describe('changing and removing', () => {
  it('renames', async () => {
    const client = await founder(server);
    await addPasskey(client);
    const [row] = await list(client);
    expect((await client.call(`PATCH /api/passkeys/${row!.id}`, { body: { name: 'Blue key' } })).status).toBe(204);
    expect((await list(client))[0]?.name).toBe('Blue key');
    expect((await own(client))[0]).toMatchObject({ event: 'passkey-renamed', subject: 'passkey', subjectId: row!.id });
    expect(refusal(await client.call(`PATCH /api/passkeys/${newId()}`, { body: { name: 'Nobody’s' } }))).toBe('404 not_found');
  });

  it('removes with password and second factor; whoever came in by it is out, and it opens nothing any more', async () => {
    const client = await founder(server);
    const first = await addPasskey(client, { name: 'Lost' });
    await addPasskey(client, { by: first.credential, name: 'Kept' });
    const thief = new TestClient(server, client.person);
    expect((await logIn(thief, first.credential)).status).toBe(200);
    const [lost] = await list(client);
    expect(refusal(await remove(client, { id: lost!.id }))).toBe('401 wrong_second_factor');
    expect(refusal(await client.call(`POST /api/passkeys/${lost!.id}/remove`, { body: { reauth: 'A'.repeat(43), code: first.codes?.[1] } }))).toBe('410 ticket_expired');
    // Nothing came of it, so the code is not spent either.
    expect((await remove(client, { id: lost!.id, code: first.codes?.[1] ?? '' })).status).toBe(204);
    expect((await list(client)).map(({ name }) => name)).toEqual(['Kept']);
    expect((await thief.call('GET /api/session')).status).toBe(401);
    expect((await client.call('GET /api/session')).status).toBe(200);
    expect(refusal(await logIn(thief, first.credential))).toBe('401 wrong_passkey');
    expect(refusal(await thief.call(SECOND, { body: { ticket: await ticketOf(thief), passkey: assert(first.credential, await stepChallenge(thief, await ticketOf(thief))) } }))).toBe('401 wrong_passkey');
    expect((await mails(client)).at(-1)).toBe('passkey_removed');
  });

  it('with the last one log-in asks for the password alone, and the recovery codes are gone', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client);
    const [row] = await list(client);
    expect((await remove(client, { id: row!.id, passkey: assert(credential, await changeChallenge(client)) })).status).toBe(204);
    expect(await ok(client.api['second-factor'].$get())).toEqual({ since: null, codesLeft: 0 });
    expect((await mails(client)).at(-1)).toBe('second_factor_off');
    expect((await own(client)).slice(0, 3).map(({ event }) => event)).toEqual(expect.arrayContaining(['passkey-removed', 'second-factor-off']));
    await new TestClient(server, client.person).logIn();
  });
});

describe('when the account changes', () => {
  it('a new recovery kit takes the unlocking from all passkeys, which stay as second factor and can unlock again', async () => {
    const client = await founder(server);
    const { credential, codes } = await addPasskey(client);
    await renewKit(client, 'renewal', codes?.[0]);
    expect(await list(client)).toMatchObject([{ unlocks: false, wrapVersion: 1 }]);
    const fresh = new TestClient(server, client.person);
    expect(refusal(await logIn(fresh, credential))).toBe('409 passkey_opens_nothing');
    const [row] = await list(client);
    const again = async (version: number) =>
      await client.call(`POST /api/passkeys/${row!.id}/unlock`, {
        body: { reauth: await client.reauthenticate(), passkey: assert(credential, await changeChallenge(client)), wrap: await wrapFor(client, credential, version) },
      });
    expect(refusal(await again(1))).toBe('409 conflict');
    expect((await again(2)).status).toBe(204);
    expect((await mails(client)).at(-1)).toBe('passkey_added');
    const { body } = await logIn(fresh, credential);
    const scope = { account: client.account, name: await passkeyWrapName(credential.id), version: body.wrap.version };
    expect(await unwrapAccountKey(await passkeyUnlockKey(prfOf(credential)), scope, fromBase64Url(body.wrap.sealed))).toEqual(client.unlocked.accountKey);
  });

  it('a passkey whose adding was begun before a new kit is not added after it, since it would open the old keys', async () => {
    const client = await founder(server);
    const { codes } = await addPasskey(client);
    const { challenge } = await ok(client.api.passkeys.start.$post({ json: { reauth: await client.reauthenticate(), code: codes?.[0] ?? '' } }));
    const { credential, passkey } = attest(client, challenge);
    const wrap = await wrapFor(client, credential);
    await renewKit(client, 'renewal', codes?.[1]);
    expect(refusal(await client.call('POST /api/passkeys/finish', { body: { passkey, name: 'Old', wrap } }))).toBe('401 wrong_passkey');
  });

  it('the recovery kit removes all passkeys and opens without them', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client);
    const fresh = new TestClient(server, client.person);
    await recover(fresh, { kit: client.unlocked.kit, password: 'a new password' });
    expect(await list(fresh)).toEqual([]);
    expect((await own(fresh)).map(({ event }) => event)).toEqual(expect.arrayContaining(['passkey-removed', 'second-factor-off', 'recovered']));
    expect(await mails(client)).toEqual(expect.arrayContaining(['second_factor_off', 'recovered']));
    expect(refusal(await logIn(new TestClient(server, client.person), credential))).toBe('401 wrong_passkey');
  });

  it('starting again removes them too', async () => {
    const owner = await founder(server);
    const { credential } = await addPasskey(owner);
    const restart = newId();
    await insertRestart(server.database, { id: restart, account: owner.account, expiresAt: new Date(server.parts.clock() + MINUTE_MS) });
    const again = new TestClient(server, { ...owner.person, password: 'begun again' });
    const { made, body } = await restartBody(again, mailedToken(server.parts.secrets, { purpose: 'restart', id: restart }));
    await ok(again.api.restart.finish.$post({ json: body }));
    again.enter(made);
    expect(await list(again)).toEqual([]);
    expect(refusal(await logIn(new TestClient(server, owner.person), credential))).toBe('401 wrong_passkey');
  });

  it('a new password leaves them', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client);
    const { started, record, exportKey } = await client.register(async (request) => ok(client.api.password.start.$post({ json: { reauth: await client.reauthenticate(), request } })), 'another password');
    const sealed = toBase64Url(await wrapAccountKey(await passwordUnlockKey(exportKey), { account: client.account, name: 'password', version: 2 }, client.unlocked.accountKey));
    await ok(client.api.password.finish.$post({ json: { registration: started.registration, record, wrap: { name: 'password', version: 2, sealed } } }));
    expect((await logIn(new TestClient(server, client.person), credential)).status).toBe(200);
  });
});
