// Getting in by a passkey that is not the account's, or not meant for this: from another site, by replay, by a copied key, by what was
// signed for something else, by what belongs to others; and adding or removing one from an open browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expire } from '../../server/jobs/expiry.ts';
import { RATES } from '../../server/rates.ts';
import { addPasskey, assert, attest, changeChallenge, type Credential, logInChallenge, type Saying, stepChallenge, wrapFor } from '../support/authenticator.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, TestClient } from '../support/client.ts';
import { codeOf, setUpSecondFactor, ticketOf } from '../support/second-factor.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
let passkey: Credential;
let codes: string[];
let other: { client: TestClient; credential: Credential };

beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
  ({ credential: passkey, codes } = await withCodes(owner));
  const client = await founder(server);
  other = { client, credential: (await addPasskey(client)).credential };
});
afterAll(() => server.stop());

async function withCodes(client: TestClient): Promise<{ credential: Credential; codes: string[] }> {
  const { credential, codes: made } = await addPasskey(client);
  return { credential, codes: made ?? [] };
}

const FINISH = 'POST /api/login/passkey/finish';
const SECOND = 'POST /api/login/second-factor';
const thief = () => new TestClient(server, owner.person);
const alone = async (client: TestClient, signed: ReturnType<typeof assert>) => refusal(await client.call(FINISH, { body: { passkey: signed } }));
const events = async () => (await ok(owner.api.activity.$get({ query: {} }))).events;

/** Each is wrong in one way; all else is as it should be. */
const WRONG: Record<string, Saying> = {
  'for a page of another site': { origin: 'https://sealpost.example.attacker.example' },
  'for the same name by another way': { origin: 'http://localhost:1' },
  'for another host': { host: 'attacker.example' },
  'asked for in a frame of another page': { crossOrigin: true },
  'without having verified the person': { verified: false },
  'as if a passkey were being made': { type: 'webauthn.create' },
  'with one bit turned': { brokenSignature: true },
  'with another account’s handle': { userHandle: Buffer.alloc(16, 7) },
};

describe('logging in by a passkey alone', () => {
  it.each(Object.entries(WRONG))('is refused where it was signed %s', async (_, saying) => {
    const client = thief();
    expect(await alone(client, assert(passkey, await logInChallenge(client), saying))).toBe('401 wrong_passkey');
    expect(client.cookies.size).toBe(0);
  });

  it('is refused without a handle, by an unknown credential, and by another account’s id over the own signature', async () => {
    const client = thief();
    const signed = async (saying: Saying, by = passkey) => assert(by, await logInChallenge(client), saying);
    expect(await alone(client, await signed({ userHandle: null }))).toBe('401 wrong_passkey');
    expect(await alone(client, await signed({ id: Buffer.alloc(32, 9) }))).toBe('401 wrong_passkey');
    expect(await alone(client, await signed({ id: passkey.id, userHandle: Buffer.from(owner.account, 'base64url') }, other.credential))).toBe('401 wrong_passkey');
  });

  it('takes an answer once, also when two come at the same time, and no challenge that was made up', async () => {
    const [first, second] = [thief(), thief()];
    const signed = assert(passkey, await logInChallenge(first));
    const answers = await Promise.all([first, second].map((client) => client.call(FINISH, { body: { passkey: signed } })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    expect(await alone(second, signed)).toBe('401 wrong_passkey');
    expect(await alone(second, assert(passkey, 'A'.repeat(43)))).toBe('401 wrong_passkey');
  });

  it('takes no challenge that was given for something else, or five minutes ago', async () => {
    const client = thief();
    const begun = await ticketOf(client);
    const adding = (await ok(owner.api.passkeys.start.$post({ json: { reauth: await owner.reauthenticate(), code: codes[0] ?? '' } }))).challenge;
    for (const challenge of [await stepChallenge(client, begun), await changeChallenge(owner), adding]) {
      expect(await alone(client, assert(passkey, challenge))).toBe('401 wrong_passkey');
    }
    const late = await logInChallenge(client);
    server.advance(6 * MINUTE_MS);
    expect(await alone(client, assert(passkey, late))).toBe('401 wrong_passkey');
    await owner.call('POST /api/session/active', { body: {} });
  });

  it('notices a copied key: a counter that has not risen is refused, and what comes after it goes on', async () => {
    // Past the quarter of an hour in which wrong answers of this passkey were counted above.
    for (let step = 0; step < 2; step += 1) {
      server.advance(8 * MINUTE_MS);
      await owner.call('POST /api/session/active', { body: {} });
    }
    const client = thief();
    const signed = assert(passkey, await logInChallenge(client));
    expect((await client.call(FINISH, { body: { passkey: signed } })).status).toBe(200);
    const before = passkey.counter;
    for (const counter of [before, before - 1, 0]) {
      expect(await alone(client, assert(passkey, await logInChallenge(client), { counter }))).toBe('401 wrong_passkey');
    }
    passkey.counter = before;
    expect((await client.call(FINISH, { body: { passkey: assert(passkey, await logInChallenge(client)) } })).status).toBe(200);
  });

  it('is told to the owner where it fails, and stops after twenty in a quarter of an hour', async () => {
    const client = thief();
    server.advance(16 * MINUTE_MS);
    await owner.logIn().catch(async () => void (await owner.call(SECOND, { body: { ticket: await ticketOf(owner), code: codes[5] } })));
    const { limit } = RATES['passkey-log-in'];
    const answers: string[] = [];
    for (let time = 0; time <= limit; time += 1) answers.push(await alone(client, assert(passkey, await logInChallenge(client), { brokenSignature: true })));
    expect(answers).toEqual([...Array<string>(limit).fill('401 wrong_passkey'), '429 too_many_requests']);
    await expire(server.parts);
    expect((await events()).filter(({ event, doneBy }) => event === 'log-in-failed' && doneBy === 'nobody').length).toBeGreaterThan(5);
    server.advance(16 * MINUTE_MS);
  });
});

describe('the second step of whoever knows the password', () => {
  it.each(Object.entries(WRONG))('is not passed by what was signed %s', async (_, saying) => {
    const client = thief();
    const ticket = await ticketOf(client);
    const signed = assert(passkey, await stepChallenge(client, ticket), saying);
    expect(refusal(await client.call(SECOND, { body: { ticket, passkey: signed } }))).toBe('401 wrong_passkey');
    server.advance(16 * MINUTE_MS);
  });

  it('is not passed by a passkey of their own account, nor by one with that account’s challenge', async () => {
    const client = thief();
    const ticket = await ticketOf(client);
    const mine = assert(other.credential, await stepChallenge(client, ticket), { userHandle: null });
    expect(refusal(await client.call(SECOND, { body: { ticket, passkey: mine } }))).toBe('401 wrong_passkey');
    const elsewhere = await stepChallenge(other.client, await ticketOf(other.client));
    expect(refusal(await client.call(SECOND, { body: { ticket, passkey: assert(passkey, elsewhere) } }))).toBe('401 wrong_passkey');
    const logIn = await logInChallenge(client);
    expect(refusal(await client.call(SECOND, { body: { ticket, passkey: assert(passkey, logIn) } }))).toBe('401 wrong_passkey');
  });

  it('counts with the wrong codes: ten of both in a quarter of an hour', async () => {
    server.advance(16 * MINUTE_MS);
    const client = thief();
    const ticket = await ticketOf(client);
    const answers: string[] = [];
    for (let time = 0; time <= RATES['second-factor'].limit; time += 1) {
      const body = time % 2 === 0 ? { ticket, code: '000000' } : { ticket, passkey: assert(passkey, 'A'.repeat(43)) };
      answers.push(refusal(await client.call(SECOND, { body })));
    }
    expect(answers.at(-1)).toBe('429 too_many_requests');
    expect(answers.slice(0, -1).every((answer) => answer.startsWith('401'))).toBe(true);
    server.advance(16 * MINUTE_MS);
  });
});

describe('an open browser and the password', () => {
  it('neither add a passkey nor remove one, set an app up, or make a new kit unlock for them', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client);
    const { passkeys } = await ok(client.api.passkeys.$get());
    const body = async (more: object = {}) => ({ reauth: await client.reauthenticate(), ...more });
    const refused = async (route: string, more?: object) => refusal(await client.call(route, { body: await body(more) }));
    const foreign = async () => ({ passkey: assert(other.credential, await changeChallenge(client), { userHandle: null }) });
    for (const route of ['POST /api/passkeys/start', `POST /api/passkeys/${passkeys[0]?.id}/remove`, 'POST /api/second-factor/set-up/start', 'POST /api/second-factor/codes']) {
      expect(await refused(route)).toBe('401 wrong_second_factor');
      expect(await refused(route, await foreign())).toBe('401 wrong_passkey');
    }
    const wrap = await wrapFor(client, credential, 2);
    const unlock = `POST /api/passkeys/${passkeys[0]?.id}/unlock`;
    expect(await refused(unlock, { ...(await foreign()), wrap })).toBe('401 wrong_passkey');
    expect(refusal(await client.call(unlock, { body: { reauth: 'A'.repeat(43), passkey: assert(credential, await changeChallenge(client)), wrap } }))).toBe('410 ticket_expired');
    expect((await ok(client.api.passkeys.$get())).passkeys).toEqual(passkeys.map((row) => ({ ...row, lastUsedAt: null })));
  });

  it('a second passkey of the same account does not let another one unlock', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client, { unlocks: false });
    const second = await addPasskey(client, { by: credential, unlocks: false });
    const [first] = (await ok(client.api.passkeys.$get())).passkeys;
    const signed = assert(second.credential, await changeChallenge(client));
    const body = { reauth: await client.reauthenticate(), passkey: signed, wrap: await wrapFor(client, credential) };
    expect(refusal(await client.call(`POST /api/passkeys/${first?.id}/unlock`, { body }))).toBe('401 wrong_passkey');
  });

  it('what was begun before there was a second factor is not finished after it', async () => {
    const client = await founder(server);
    const { challenge } = await ok(client.api.passkeys.start.$post({ json: { reauth: await client.reauthenticate() } }));
    const { setUp } = await ok(client.api['second-factor']['set-up'].start.$post({ json: { reauth: await client.reauthenticate() } }));
    await addPasskey(client);
    expect(refusal(await client.call('POST /api/passkeys/finish', { body: { passkey: attest(client, challenge).passkey, name: 'Thief', wrap: null } }))).toBe('401 wrong_passkey');
    expect(refusal(await client.call('POST /api/second-factor/set-up/finish', { body: { setUp, code: '000000' } }))).toBe('410 ticket_expired');
    const withApp = await founder(server);
    const begun = await ok(withApp.api.passkeys.start.$post({ json: { reauth: await withApp.reauthenticate() } }));
    const app = await setUpSecondFactor(withApp);
    expect(refusal(await withApp.call('POST /api/passkeys/finish', { body: { passkey: attest(withApp, begun.challenge).passkey, name: 'Thief', wrap: null } }))).toBe('401 wrong_passkey');
    await addPasskey(withApp, { code: codeOf(app, server) });
  });
});

describe('somebody else’s passkey', () => {
  it('is neither renamed, nor removed, nor let unlock, nor listed', async () => {
    const client = await founder(server);
    const { credential } = await addPasskey(client);
    const [theirs] = (await ok(client.api.passkeys.$get())).passkeys;
    const mine = await founder(server);
    const added = await addPasskey(mine);
    const body = async () => ({ reauth: await mine.reauthenticate(), passkey: assert(added.credential, await changeChallenge(mine)) });
    expect(refusal(await mine.call(`PATCH /api/passkeys/${theirs?.id}`, { body: { name: 'Mine' } }))).toBe('404 not_found');
    expect(refusal(await mine.call(`POST /api/passkeys/${theirs?.id}/remove`, { body: await body() }))).toBe('404 not_found');
    expect(refusal(await mine.call(`POST /api/passkeys/${theirs?.id}/unlock`, { body: { ...(await body()), wrap: await wrapFor(mine, credential, 2) } }))).toBe('401 wrong_passkey');
    expect((await ok(mine.api.passkeys.$get())).passkeys).toHaveLength(1);
    expect((await ok(client.api.passkeys.$get())).passkeys[0]).toMatchObject({ name: 'Test key', unlocks: true, wrapVersion: 1 });
  });
});

describe('adding a passkey', () => {
  const begin = async (client: TestClient) => (await ok(client.api.passkeys.start.$post({ json: { reauth: await client.reauthenticate() } }))).challenge;
  const finish = async (client: TestClient, added: unknown) => refusal(await client.call('POST /api/passkeys/finish', { body: { passkey: added, name: 'Key', wrap: null } }));

  it('is refused for another site or host, in a frame, without the person verified, under another id, twice, and by somebody else', async () => {
    const client = await founder(server);
    const wrong: Saying[] = [
      { origin: 'https://attacker.example' },
      { host: 'attacker.example' },
      { crossOrigin: true },
      { verified: false },
      { type: 'webauthn.get' },
      { id: Buffer.alloc(32, 5) },
    ];
    for (const saying of wrong) expect(await finish(client, attest(client, await begin(client), saying).passkey)).toBe('401 wrong_passkey');
    // Whoever has given a wrong answer to a challenge has no second one.
    const answered = await begin(client);
    for (const said of [{ verified: false }, {}]) expect(await finish(client, attest(client, answered, said).passkey)).toBe('401 wrong_passkey');
    const challenge = await begin(client);
    expect(await finish(await founder(server), attest(client, challenge).passkey)).toBe('401 wrong_passkey');
    const { passkey: added } = attest(client, await begin(client));
    expect(await finish(client, added)).toBe('200 no error');
    expect(await finish(client, added)).toBe('401 wrong_passkey');
    // The challenge of the one who began it is its own.
    expect(await finish(client, attest(client, challenge).passkey)).toBe('401 wrong_passkey');
  });

  it('cannot take over a credential that another account has', async () => {
    const client = await founder(server);
    const { credential, passkey: added } = attest(client, await begin(client));
    await server.database.updateTable('passkeys').set({ credential_id: credential.id }).where('account_id', '=', other.client.account).execute();
    expect(await finish(client, added)).toBe('409 conflict');
    await server.database.updateTable('passkeys').set({ credential_id: other.credential.id }).where('account_id', '=', other.client.account).execute();
  });
});
