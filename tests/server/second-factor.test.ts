// The second factor: set up, asked for, replaced, removed, and what becomes of it when an account is recovered or starts again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#crypto';
import { insertRestart } from '../../server/database/confirmations.ts';
import { expire } from '../../server/jobs/expiry.ts';
import { mailedToken } from '../../server/mailed-token.ts';
import { RATES } from '../../server/rates.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, TestClient } from '../support/client.ts';
import { acceptInvitation, guestOf, makeInvitation } from '../support/correspondence.ts';
import { recover, restartBody } from '../support/renewal.ts';
import { appOf, codeOf, setUpSecondFactor, ticketOf } from '../support/second-factor.ts';
import { DAY_MS, MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const SECOND = 'POST /api/login/second-factor';
const FINISH = 'POST /api/second-factor/set-up/finish';
const own = async (client: TestClient) => (await ok(client.api.activity.$get({ query: {} }))).events;
const state = async (client: TestClient) => await ok(client.api['second-factor'].$get());

describe('setting up', () => {
  it('asks for the password again, and is in force once a code of the app has come', async () => {
    const client = await founder(server);
    expect(refusal(await client.call('POST /api/second-factor/set-up/start', { body: { reauth: 'A'.repeat(43) } }))).toBe('410 ticket_expired');
    const other = await anotherDevice(client);
    const { setUp, secret } = await ok(client.api['second-factor']['set-up'].start.$post({ json: { reauth: await client.reauthenticate() } }));
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const app = appOf(secret);
    const finish = (code: string) => client.call<{ codes: string[] }>('POST /api/second-factor/set-up/finish', { body: { setUp, code } });
    expect(refusal(await finish('000000'))).toBe('401 wrong_second_factor');
    expect(await state(client)).toEqual({ since: null, codesLeft: 0 });
    await new TestClient(server, client.person).logIn();
    const code = codeOf(app, server);
    const { status, body } = await finish(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(status).toBe(200);
    expect(new Set(body.codes).size).toBe(10);
    expect((await state(client)).codesLeft).toBe(10);
    // Whoever was in elsewhere came in without it.
    expect((await other.call('GET /api/session')).status).toBe(401);
    expect((await server.mails(client.address)).at(-1)?.kind).toBe('second_factor_on');
    expect((await own(client))[0]).toMatchObject({ event: 'second-factor-on', doneBy: 'account' });
    expect(refusal(await finish(codeOf(app, server, 1)))).toBe('410 ticket_expired');
    expect(refusal(await client.call('POST /api/second-factor/set-up/start', { body: { reauth: await client.reauthenticate() } }))).toBe('409 conflict');
  });

  it('counts wrong codes of the last step with those of log-in, also when racing, and not the right one', async () => {
    const client = await founder(server);
    const { limit } = RATES['second-factor'];
    const begin = async () => await ok(client.api['second-factor']['set-up'].start.$post({ json: { reauth: await client.reauthenticate() } }));
    const finish = async (setUp: string, code: string) => refusal(await client.call(FINISH, { body: { setUp, code } }));
    const { setUp, secret } = await begin();
    const app = appOf(secret);
    const wrong = codeOf(app, server, 1000);
    for (let time = 1; time < limit; time += 1) expect(await finish(setUp, wrong)).toBe('401 wrong_second_factor');
    expect(await finish(setUp, codeOf(app, server, -1))).toBe('200 no error');
    const ticket = await ticketOf(new TestClient(server, client.person));
    const second = async (code: string) => refusal(await new TestClient(server).call(SECOND, { body: { ticket, code } }));
    expect(await second(wrong)).toBe('401 wrong_second_factor');
    expect(await second(codeOf(app, server))).toBe('429 too_many_requests');
  });

  it('looks at no more than ten codes of the last step in a quarter of an hour, the right one among them, and at fifty in a day', async () => {
    const client = await founder(server);
    const { limit } = RATES['second-factor'];
    const { setUp, secret } = await ok(client.api['second-factor']['set-up'].start.$post({ json: { reauth: await client.reauthenticate() } }));
    const app = appOf(secret);
    const finish = async (ticket: string, code: string) => refusal(await client.call(FINISH, { body: { setUp: ticket, code } }));
    const racing = await Promise.all(Array.from({ length: 3 * limit }, () => finish(setUp, codeOf(app, server, 1000))));
    expect(racing.filter((answer) => answer === '401 wrong_second_factor')).toHaveLength(limit);
    expect(racing.filter((answer) => answer === '429 too_many_requests')).toHaveLength(2 * limit);
    expect(await finish(setUp, codeOf(app, server))).toBe('429 too_many_requests');
    expect(await state(client)).toEqual({ since: null, codesLeft: 0 });
    // A ticket that was made up is a try as well.
    let looked = limit;
    for (let quarter = 0; quarter < 7; quarter += 1) {
      server.advance(16 * MINUTE_MS);
      await client.logIn();
      for (let time = 0; time <= limit; time += 1) if ((await finish('A'.repeat(43), '000000')) === '410 ticket_expired') looked += 1;
    }
    expect(looked).toBe(RATES['second-factor-a-day'].limit);
    server.advance(DAY_MS);
    await client.logIn();
    await setUpSecondFactor(client);
  });

  it('keeps neither the secret nor a recovery code as it is', async () => {
    const client = await founder(server);
    const app = await setUpSecondFactor(client);
    const [row] = await server.database.selectFrom('second_factors').selectAll().where('account_id', '=', client.account).execute();
    expect(row?.sealed_secret.includes(Buffer.from(app.secret))).toBe(false);
    const codes = await server.database.selectFrom('second_factor_codes').selectAll().where('account_id', '=', client.account).execute();
    expect(codes).toHaveLength(10);
    for (const recoveryCode of app.recoveryCodes) expect(JSON.stringify(codes)).not.toContain(recoveryCode.replace('-', ''));
    expect(server.logged()).not.toContain(app.recoveryCodes[0]);
  });
});

describe('logging in', () => {
  it('asks for a code after the password, and opens with it', async () => {
    const client = await founder(server);
    const app = await setUpSecondFactor(client);
    const fresh = new TestClient(server, client.person);
    const ticket = await ticketOf(fresh);
    expect(fresh.cookies.size).toBe(0);
    expect(refusal(await fresh.call(SECOND, { body: { ticket, code: '000000' } }))).toBe('401 wrong_second_factor');
    const { status, body } = await fresh.call<{ wrap: { name: string }; session: { account: string } }>(SECOND, { body: { ticket, code: codeOf(app, server) } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ wrap: { name: 'password' }, session: { account: client.account } });
    expect((await fresh.call('GET /api/session')).status).toBe(200);
    const [last, wrong] = await own(client);
    expect(last).toMatchObject({ event: 'log-in', details: { secondFactor: 'authenticator' } });
    expect(wrong).toMatchObject({ event: 'second-factor-failed', doneBy: 'nobody', clientAddress: fresh.clientAddress, warning: true });
  });

  it('takes each recovery code once, in the place of the app', async () => {
    const client = await founder(server);
    const { recoveryCodes } = await setUpSecondFactor(client);
    const code = recoveryCodes[3]?.toLowerCase() ?? '';
    expect((await client.call(SECOND, { body: { ticket: await ticketOf(client), code } })).status).toBe(200);
    expect((await state(client)).codesLeft).toBe(9);
    expect((await own(client))[0]).toMatchObject({ event: 'log-in', details: { secondFactor: 'recovery-code' } });
    expect(refusal(await client.call(SECOND, { body: { ticket: await ticketOf(client), code } }))).toBe('401 wrong_second_factor');
  });

  it('gives the ticket five minutes, and tells in the log where no code came', async () => {
    const client = await founder(server);
    const app = await setUpSecondFactor(client);
    const fresh = new TestClient(server, client.person);
    const ticket = await ticketOf(fresh);
    server.advance(6 * MINUTE_MS);
    expect(refusal(await fresh.call(SECOND, { body: { ticket, code: codeOf(app, server) } }))).toBe('410 ticket_expired');
    await expire(server.parts);
    expect((await own(client))[0]).toMatchObject({ event: 'second-factor-missing', warning: true });
  });

  it('asks nothing more of whoever has none', async () => {
    const client = await founder(server);
    expect((await new TestClient(server, client.person).logIn()).account).toBe(client.account);
  });
});

describe('changing and removing it', () => {
  it('asks for password and code, and makes all codes of before worthless', async () => {
    const client = await founder(server);
    const app = await setUpSecondFactor(client);
    const renew = async (code: string) => await client.call<{ codes: string[] }>('POST /api/second-factor/codes', { body: { reauth: await client.reauthenticate(), code } });
    expect(refusal(await renew('000000'))).toBe('401 wrong_second_factor');
    expect(refusal(await client.call('POST /api/second-factor/codes', { body: { reauth: 'A'.repeat(43), code: codeOf(app, server) } }))).toBe('410 ticket_expired');
    const { body } = await renew(codeOf(app, server));
    expect(body.codes).toHaveLength(10);
    expect(refusal(await client.call(SECOND, { body: { ticket: await ticketOf(client), code: app.recoveryCodes[0] } }))).toBe('401 wrong_second_factor');
    const off = async (code: string, reauth?: string) => await client.call('POST /api/second-factor/off', { body: { reauth: reauth ?? (await client.reauthenticate()), code } });
    expect(refusal(await off(body.codes[0] ?? '', 'A'.repeat(43)))).toBe('410 ticket_expired');
    // Nothing came of it, so the code is not spent either.
    expect((await off(body.codes[0] ?? '')).status).toBe(204);
    expect(await state(client)).toEqual({ since: null, codesLeft: 0 });
    expect((await server.mails(client.address)).at(-1)?.kind).toBe('second_factor_off');
    expect((await own(client)).map(({ event }) => event)).toEqual(expect.arrayContaining(['second-factor-codes-made', 'second-factor-off', 'second-factor-failed']));
    await new TestClient(server, client.person).logIn();
  });

  it('is done by the recovery kit, which opens without it', async () => {
    const client = await founder(server);
    await setUpSecondFactor(client);
    const fresh = new TestClient(server, client.person);
    await recover(fresh, { kit: client.unlocked.kit, password: 'a new password' });
    expect(await state(fresh)).toEqual({ since: null, codesLeft: 0 });
    expect((await server.mails(client.address)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['second_factor_off', 'recovered']));
    expect((await own(fresh)).map(({ event }) => event)).toEqual(expect.arrayContaining(['second-factor-off', 'recovered']));
    await new TestClient(server, { ...client.person, password: 'a new password' }).logIn();
  });

  it('is done by starting again: an owner by the operator’s link, a guest by a new invitation', async () => {
    const owner = await founder(server);
    await setUpSecondFactor(owner);
    const { guest } = await guestOf(owner);
    await setUpSecondFactor(guest);
    const { wire, code } = await makeInvitation(owner, { address: guest.address, restart: true });
    await ok(owner.api.invitations.$post({ json: { invitation: wire, notice: { subject: 'Again', text: 'Please start again.' } } }));
    const guestAgain = new TestClient(server, { ...guest.person, password: 'after the loss' });
    await acceptInvitation(guestAgain, { invitation: wire.id, code });

    const restart = newId();
    await insertRestart(server.database, { id: restart, account: owner.account, expiresAt: new Date(server.parts.clock() + MINUTE_MS) });
    const ownerAgain = new TestClient(server, { ...owner.person, password: 'begun again' });
    const { made, body } = await restartBody(ownerAgain, mailedToken(server.parts.secrets, { purpose: 'restart', id: restart }));
    await ok(ownerAgain.api.restart.finish.$post({ json: body }));
    ownerAgain.enter(made);

    for (const client of [guestAgain, ownerAgain]) {
      expect(await state(client)).toEqual({ since: null, codesLeft: 0 });
      expect((await own(client)).map(({ event }) => event)).toEqual(expect.arrayContaining(['second-factor-off', 'restarted']));
      expect((await server.mails(client.address)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['second_factor_off', 'restarted']));
      await new TestClient(server, client.person).logIn();
    }
  });
});
