// Guessing a password through the server: by registrations, by log-ins that are never finished, by many clients, by replay.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishRegistration, startLogin, startRegistration } from '#crypto';
import { RATES } from '../../server/rates.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { HOUR_MS, MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const START = 'POST /api/login/start';

async function guess(address: string) {
  return { body: { address, request: (await startLogin('a guess')).request } };
}

/** All tries at an address that there are in an hour, each from another client. */
async function spendAll(address: string): Promise<void> {
  for (let time = 0; time <= RATES['log-in-by-address'].limit; time += 1) await new TestClient(server).call(START, await guess(address));
}

describe('a registration as a password oracle', () => {
  it('learns nothing: every start, also for the same address, is under an identifier of its own', async () => {
    // OPAQUE's OPRF is evaluated under a key made from the identifier: were it the victim's, each answer would be one free guess.
    const owner = await founder(server);
    const attacker = new TestClient(server);
    const { request } = await startRegistration('a guess');
    const begin = () => ok(attacker.api['sign-up'].start.$post({ json: { address: owner.person.address, request } }));
    const [first, second] = [await begin(), await begin()];
    // The answer begins with the evaluated element; the same request under one identifier would give the same one.
    expect(first.response.slice(0, 42)).not.toBe(second.response.slice(0, 42));
    const identifiers = await server.database.selectFrom('tickets').select('payload').where('purpose', '=', 'sign-up').execute();
    const known = await server.database.selectFrom('accounts').select('user_identifier').execute();
    const drawn = identifiers.map(({ payload }) => (payload as { userIdentifier: string }).userIdentifier);
    expect(new Set([...drawn, ...known.map(({ user_identifier: id }) => id)]).size).toBe(drawn.length + known.length);
  });

  it('needs a right to begin: no session, ticket or code, no answer', async () => {
    const attacker = new TestClient(server);
    const { request } = await startRegistration('a guess');
    const nothing = 'A'.repeat(43);
    expect(refusal(await attacker.call('POST /api/password/start', { body: { reauth: nothing, request } }))).toBe('401 not_signed_in');
    const owner = await founder(server);
    expect(refusal(await owner.call('POST /api/password/start', { body: { reauth: nothing, request } }))).toBe('410 ticket_expired');
    expect(refusal(await attacker.call('POST /api/recovery/start', { body: { address: owner.address, proof: nothing, request } }))).toBe('401 wrong_kit');
    expect(refusal(await attacker.call('POST /api/restart/start', { body: { token: nothing, request } }))).toBe('410 restart_expired');
  });

  it('cannot finish twice under one identifier', async () => {
    const attacker = new TestClient(server, somebody());
    const { body } = await attacker.signUpBody();
    expect((await attacker.call('POST /api/sign-up/finish', { body })).status).toBe(201);
    expect(refusal(await attacker.call('POST /api/sign-up/finish', { body }))).toBe('410 ticket_expired');
  });

  it('is limited for each client even so', async () => {
    const attacker = new TestClient(server);
    const statuses = new Set<number>();
    const { request } = await startRegistration('a guess');
    for (let time = 0; time <= RATES['sign-up-by-client'].limit; time += 1) {
      statuses.add((await attacker.call('POST /api/sign-up/start', { body: { address: `someone${time}@victims.example`, request } })).status);
    }
    expect([...statuses]).toEqual([200, 429]);
  });
});

describe('log-ins that are never finished', () => {
  it('count as wrong tries', async () => {
    const owner = await founder(server);
    const attacker = new TestClient(server);
    const statuses: number[] = [];
    for (let time = 0; time < 11; time += 1) statuses.push((await attacker.call(START, await guess(owner.address))).status);
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
    const refused = await attacker.call<{ error: { retryAfter: number } }>(START, await guess(owner.address));
    expect(refusal(refused)).toBe('429 too_many_requests');
    expect(refused.body.error.retryAfter).toBeGreaterThan(0);
    expect(refused.headers.get('retry-after')).toBe(String(refused.body.error.retryAfter));
  });

  it('do not lock the owner out on another device, and end with their window', async () => {
    const owner = await founder(server);
    const attacker = new TestClient(server);
    for (let time = 0; time < 11; time += 1) await attacker.call(START, await guess(owner.address));
    await new TestClient(server, owner.person).logIn();
    server.advance(15 * MINUTE_MS + 1);
    expect((await attacker.call(START, await guess(owner.address))).status).toBe(200);
  });

  it('from many clients together are limited too', async () => {
    const owner = await founder(server);
    const statuses: number[] = [];
    for (let time = 0; time <= RATES['log-in-by-address'].limit; time += 1) statuses.push((await new TestClient(server).call(START, await guess(owner.address))).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(RATES['log-in-by-address'].limit);
    expect(statuses.at(-1)).toBe(429);
    server.advance(HOUR_MS + 1);
    expect((await new TestClient(server).call(START, await guess(owner.address))).status).toBe(200);
  });

  it('from anywhere do not keep somebody out of the browser in which they have logged in before', async () => {
    const owner = await founder(server);
    const browser = await new TestClient(server, owner.person).logIn();
    await ok(browser.api.session.$delete());
    await spendAll(owner.address);
    expect(refusal(await new TestClient(server).call(START, await guess(owner.address)))).toBe('429 too_many_requests');
    await browser.logIn();
    expect((await browser.call('GET /api/session')).status).toBe(200);
  });

  it('from such a browser are limited as well, and add nothing to what is left elsewhere', async () => {
    const owner = await founder(server);
    const stolen = await new TestClient(server, owner.person).logIn();
    const { limit } = RATES['log-in-known'];
    const statuses: number[] = [];
    for (let time = 0; time <= limit; time += 1) statuses.push((await stolen.call(START, await guess(owner.address))).status);
    expect(statuses).toEqual([...Array<number>(limit).fill(200), 429]);
    expect((await new TestClient(server).call(START, await guess(owner.address))).status).toBe(200);
  });

  it('count as from anywhere where somebody else has logged in, where the address was never proved, and with a cookie that was made up', async () => {
    const owner = await founder(server);
    const colleague = await new TestClient(server, (await founder(server)).person).logIn();
    const squatter = await new TestClient(server, { ...somebody(), address: owner.address }).signUp();
    expect(squatter.cookies.has('sealpost_known')).toBe(false);
    await squatter.logIn();
    expect(squatter.cookies.has('sealpost_known')).toBe(false);
    const inventor = new TestClient(server);
    inventor.cookies.set('sealpost_known', `${'A'.repeat(22)}.${'A'.repeat(22)}`);
    await spendAll(owner.address);
    for (const attacker of [colleague, squatter, inventor]) expect(refusal(await attacker.call(START, await guess(owner.address)))).toBe('429 too_many_requests');
  });

  it('by one client against many addresses are limited', async () => {
    const attacker = new TestClient(server);
    const statuses = new Set<number>();
    for (let time = 0; time <= RATES['log-in-by-client'].limit; time += 1) statuses.add((await attacker.call(START, await guess(`victim${time}@many.example`))).status);
    expect([...statuses]).toEqual([200, 429]);
  });

  it('count against the one who connects, whatever a client says of itself', async () => {
    const owner = await founder(server);
    const attacker = new TestClient(server);
    const statuses: number[] = [];
    for (let time = 0; time < 11; time += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${time}`, forwarded: `for=203.0.113.${time}`, 'x-real-ip': `203.0.113.${time}` };
      statuses.push((await attacker.call(START, { ...(await guess(owner.address)), headers })).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('a log-in that was overheard', () => {
  it('opens nothing when it is sent again', async () => {
    const owner = await founder(server);
    const client = new TestClient(server, owner.person);
    const proved = await client.prove();
    const body = { login: proved?.login, finish: proved?.finish };
    const answers = await Promise.all([0, 1, 2].map(() => new TestClient(server).call('POST /api/login/finish', { body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
  });

  it('does not fit another log-in', async () => {
    const owner = await founder(server);
    const [one, other] = [await new TestClient(server, owner.person).prove(), await new TestClient(server, owner.person).prove()];
    const mixed = { login: one?.login, finish: other?.finish };
    expect(refusal(await new TestClient(server).call('POST /api/login/finish', { body: mixed }))).toBe('401 wrong_credentials');
  });
});

describe('a record of the wrong make', () => {
  it('is nothing that anybody logs in with', async () => {
    const client = new TestClient(server, somebody());
    const { body } = await client.signUpBody();
    const { state, request } = await startRegistration('another');
    const other = await ok(client.api['sign-up'].start.$post({ json: { address: somebody().address, request } }));
    const { record } = await finishRegistration({ password: 'another', state, response: other.response, address: client.address });
    await client.call('POST /api/sign-up/finish', { body: { ...body, record } });
    expect(await client.prove()).toBeNull();
    expect(await client.prove('another')).toBeNull();
  });
});
