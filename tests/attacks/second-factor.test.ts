// Getting past the second factor with the password alone: by skipping it, by guessing, by replay, by racing, by what belongs to others.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RATES } from '../../server/rates.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { renewKit } from '../support/renewal.ts';
import { type App, codeOf, setUpSecondFactor, ticketOf } from '../support/second-factor.ts';
import { DAY_MS, MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const SECOND = 'POST /api/login/second-factor';

async function victim(): Promise<{ client: TestClient; app: App; thief: TestClient }> {
  const client = await founder(server);
  const app = await setUpSecondFactor(client);
  return { client, app, thief: new TestClient(server, client.person) };
}

/** Six digits that are not right now. */
function wrongCode(app: App): string {
  const right = [-1, 0, 1].map((steps) => codeOf(app, server, steps));
  return ['111111', '222222', '333333', '444444'].find((code) => !right.includes(code)) ?? '';
}

describe('whoever knows the password', () => {
  it('is told that a code is needed only after proving it', async () => {
    const { client, thief } = await victim();
    const plain = await founder(server);
    const starts = [];
    for (const { person } of [client, plain, { person: somebody() }]) {
      const { status, body } = await thief.call<Record<string, string>>('POST /api/login/start', { body: { address: person.address, request: 'A'.repeat(43) } });
      starts.push([status, Object.entries(body).map(([name, value]) => [name, value.length])]);
    }
    expect(new Set(starts.map((start) => JSON.stringify(start))).size).toBe(1);
    expect(await thief.prove('not the password')).toBeNull();
    const unproved = await thief.call('POST /api/login/finish', { body: { login: (await thief.prove())?.login, finish: 'A'.repeat(86) } });
    expect(refusal(unproved)).toBe('401 wrong_credentials');
    expect(JSON.stringify(unproved.body)).not.toMatch(/second/i);
  });

  it('gets neither a session, nor the wrapped key, nor anything by the ticket alone', async () => {
    const { client, thief } = await victim();
    const proved = await thief.prove();
    const { status, body, headers } = await thief.call<Record<string, string>>('POST /api/login/finish', { body: { login: proved?.login, finish: proved?.finish } });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['secondFactor', 'factors']);
    expect(body['factors']).toEqual({ app: true, passkey: false });
    expect(headers.getSetCookie()).toEqual([]);
    const ticket = body['secondFactor'] ?? '';
    thief.cookies.set('sealpost_session', ticket);
    for (const route of ['GET /api/session', 'GET /api/wraps', 'GET /api/state', 'GET /api/messages?folder=inbox', 'POST /api/second-factor/off']) {
      expect(refusal(await thief.call(route, route.startsWith('POST') ? { body: { reauth: ticket, code: '000000' } } : {}))).toBe('401 not_signed_in');
    }
    thief.cookies.clear();
    expect((await ok(client.api.devices.$get())).devices).toHaveLength(1);
  });

  it('gets ten guesses in a quarter of an hour and fifty in a day, from however many clients and tickets, and also when racing', async () => {
    const { client, app, thief } = await victim();
    const { limit } = RATES['second-factor'];
    const tickets = await Promise.all([0, 1, 2].map(async () => await ticketOf(new TestClient(server, client.person))));
    const code = wrongCode(app);
    const racing = Array.from({ length: 3 * limit }, (_, index) => new TestClient(server).call(SECOND, { body: { ticket: tickets[index % tickets.length], code } }));
    const answers = (await Promise.all(racing)).map(refusal);
    expect(answers.filter((answer) => answer === '401 wrong_second_factor')).toHaveLength(limit);
    expect(answers.filter((answer) => answer === '429 too_many_requests')).toHaveLength(2 * limit);
    // The right one is not looked at either.
    expect(refusal(await thief.call(SECOND, { body: { ticket: tickets[0], code: codeOf(app, server) } }))).toBe('429 too_many_requests');
    let guesses = limit;
    for (let quarter = 0; quarter < 7; quarter += 1) {
      server.advance(16 * MINUTE_MS);
      const ticket = await ticketOf(thief);
      for (let time = 0; time <= limit; time += 1) {
        if (refusal(await thief.call(SECOND, { body: { ticket, code: wrongCode(app) } })) === '401 wrong_second_factor') guesses += 1;
      }
    }
    expect(guesses).toBe(RATES['second-factor-a-day'].limit);
    server.advance(DAY_MS);
    expect((await thief.call(SECOND, { body: { ticket: await ticketOf(thief), code: codeOf(app, server) } })).status).toBe(200);
    const log = (await ok(thief.api.activity.$get({ query: { what: 'log-ins' } }))).events;
    expect(log.filter(({ event }) => event === 'second-factor-failed').length).toBeGreaterThan(40);
  });

  it('cannot use a code that was seen, nor an earlier one, nor the one by which it was set up', async () => {
    const { client, app, thief } = await victim();
    const setUpWith = codeOf(app, server, -1);
    expect(refusal(await thief.call(SECOND, { body: { ticket: await ticketOf(thief), code: setUpWith } }))).toBe('401 wrong_second_factor');
    const seen = codeOf(app, server);
    const earlier = codeOf(app, server, -1);
    expect((await client.call(SECOND, { body: { ticket: await ticketOf(client), code: seen } })).status).toBe(200);
    for (const code of [seen, earlier]) expect(refusal(await thief.call(SECOND, { body: { ticket: await ticketOf(thief), code } }))).toBe('401 wrong_second_factor');
    expect((await thief.call(SECOND, { body: { ticket: await ticketOf(thief), code: codeOf(app, server, 1) } })).status).toBe(200);
  });

  it('does not get in beside the owner when both send the same code at once, by app or recovery code', async () => {
    const { client, app, thief } = await victim();
    for (const code of [codeOf(app, server), app.recoveryCodes[0] ?? '']) {
      const tickets = [await ticketOf(client), await ticketOf(thief)];
      const answers = await Promise.all(tickets.map((ticket, index) => (index === 0 ? client : thief).call(SECOND, { body: { ticket, code } })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    }
  });

  it('opens one session with one ticket, whatever codes come with it', async () => {
    const { client, app, thief } = await victim();
    const ticket = await ticketOf(thief);
    const before = (await ok(client.api.devices.$get())).devices.length;
    const answers = await Promise.all([app.recoveryCodes[0], app.recoveryCodes[1]].map((code) => new TestClient(server).call(SECOND, { body: { ticket, code } })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
    expect((await ok(client.api.devices.$get())).devices.length).toBe(before + 1);
  });

  it('cannot use the codes of an account of their own', async () => {
    const { thief } = await victim();
    const mine = await victim();
    for (const code of [codeOf(mine.app, server), mine.app.recoveryCodes[0] ?? '']) {
      expect(refusal(await thief.call(SECOND, { body: { ticket: await ticketOf(thief), code } }))).toBe('401 wrong_second_factor');
    }
  });

  it('stands outside again once the password or the keys have changed meanwhile', async () => {
    const { client, app, thief } = await victim();
    const ticket = await ticketOf(thief);
    await renewKit(client, 'renewal', app.recoveryCodes[0]);
    expect(refusal(await thief.call(SECOND, { body: { ticket, code: codeOf(app, server) } }))).toBe('410 ticket_expired');
  });
});

describe('an open browser and the password', () => {
  it('neither remove the second factor nor make new codes, nor set up another in its place', async () => {
    const { client, app } = await victim();
    for (const route of ['POST /api/second-factor/off', 'POST /api/second-factor/codes']) {
      const reauth = await client.reauthenticate();
      expect(refusal(await client.call(route, { body: { reauth, code: wrongCode(app) } }))).toBe('401 wrong_second_factor');
    }
    expect(refusal(await client.call('POST /api/second-factor/set-up/start', { body: { reauth: await client.reauthenticate() } }))).toBe('409 conflict');
    // Nor by a new kit, which would open without it.
    for (const code of [undefined, wrongCode(app)]) await expect(renewKit(client, 'renewal', code)).rejects.toThrow(/wrong_second_factor/);
    expect((await ok(client.api['second-factor'].$get())).codesLeft).toBe(10);
  });

  it('cannot put another account’s secret in force', async () => {
    const [one, other] = [await founder(server), await founder(server)];
    const { setUp } = await ok(one.api['second-factor']['set-up'].start.$post({ json: { reauth: await one.reauthenticate() } }));
    expect(refusal(await other.call('POST /api/second-factor/set-up/finish', { body: { setUp, code: '000000' } }))).toBe('410 ticket_expired');
  });
});
