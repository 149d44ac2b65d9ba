// What a practice decides for its members, and that the server holds to it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteIdleSessions } from '../../server/database/sessions.ts';
import { idleSince } from '../../server/idle.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, somebody, type TestClient } from '../support/client.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { inviteSomebody, makeInvitation, sealDraft, send } from '../support/correspondence.ts';
import { setUpSecondFactor } from '../support/second-factor.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 120_000);
afterAll(() => server.stop());

const decide = async (by: TestClient, policies: object) => refusal(await by.call('PATCH /api/practice', { body: { policies } }));

describe('policies', () => {
  it('are decided one by one by owner and administrators, and each decision is in the log', async () => {
    const owner = await founder(server);
    const [administrator, member] = [await coworkerOf(owner, { role: 'administrator' }), await coworkerOf(owner)];
    expect(await decide(member, { idleMinutes: 5 })).toBe('403 not_allowed');
    expect(await decide(owner, { completeLink: true })).toBe('204 no error');
    expect(await decide(administrator, { idleMinutes: 5 })).toBe('204 no error');
    expect((await ok(member.api.session.$get())).practice?.policies).toMatchObject({ completeLink: true, idleMinutes: 5 });
    const { events } = await ok(owner.api.practice.activity.$get({ query: { what: 'practice' } }));
    expect(events[0]).toMatchObject({ event: 'practice-changed', actor: { id: administrator.account }, details: { idleMinutes: 5 } });
  });

  it('are of the forms that there are, and nothing else comes in with them', async () => {
    const owner = await founder(server);
    for (const policies of [{ idleMinutes: 0 }, { idleMinutes: 121 }, { idleMinutes: 1.5 }, { idleMinutes: '5' }, { completeLink: null }, { anything: true }, { allowedDomains: ['lab'] }, { allowedDomains: 'lab.example' }, { allowedDomains: ['ana@lab.example'] }, { allowedDomains: Array.from({ length: 101 }, (_, number) => `lab${number}.example`) }, { expiryDays: 0 }, { expiryDays: 8 }]) {
      expect(await decide(owner, policies)).toBe('400 invalid_request');
    }
    expect((await ok(owner.api.practice.$get())).policies).toEqual({ completeLink: false, idleMinutes: null, secondFactor: false, inviting: 'everybody', allowedDomains: [], expiryDays: null, notices: 'any' });
  });
});

describe('the idle time of a practice', () => {
  it('ends its members’ sessions, shorter or longer than the server’s own, and nobody else’s', async () => {
    const [owner, other] = [await founder(server), await founder(server)];
    const member = await coworkerOf(owner);
    expect((await ok(member.api.session.$get())).idleMinutes).toBe(server.parts.settings.idleMinutes);
    await decide(owner, { idleMinutes: 5 });
    expect((await ok(member.api.session.$get())).idleMinutes).toBe(5);
    server.advance(5 * MINUTE_MS);
    expect((await member.call('GET /api/session')).status).toBe(200);
    expect((await ok(member.api.devices.$get())).devices).toHaveLength(1);
    server.advance(MINUTE_MS + 1);
    expect(refusal(await member.call('GET /api/session'))).toBe('401 not_signed_in');
    expect((await other.call('GET /api/session')).status).toBe(200);
    const back = await anotherDevice(owner);
    await decide(back as unknown as TestClient, { idleMinutes: 60 });
    const quiet = await anotherDevice(member);
    server.advance(60 * MINUTE_MS);
    expect((await quiet.call('GET /api/session')).status).toBe(200);
    expect(refusal(await other.call('GET /api/session'))).toBe('401 not_signed_in');
  });

  it('is when the job removes their sessions, with network addresses, and says so in the log', async () => {
    const [owner, other] = [await founder(server), await founder(server)];
    await decide(owner, { idleMinutes: 2 });
    const now = () => new Date(server.parts.clock());
    const clean = () => deleteIdleSessions(server.database, { now: now(), idleSince: idleSince(server.parts, now()) });
    const left = async () => (await server.database.selectFrom('sessions').select('account_id').where('account_id', 'in', [owner.account, other.account]).execute()).map((row) => row.account_id);
    server.advance(2 * MINUTE_MS);
    await clean();
    expect((await left()).toSorted()).toEqual([owner.account, other.account].toSorted());
    server.advance(MINUTE_MS + 1);
    await clean();
    expect(await left()).toEqual([other.account]);
    const back = await anotherDevice(owner);
    expect((await ok(back.api.activity.$get({ query: { what: 'log-ins' } }))).events[0]?.event).toBe('log-out-idle');
  });
});

describe('a second factor for everybody', () => {
  it('is asked for by who has one: nobody shuts themselves and everybody else out', async () => {
    const owner = await founder(server);
    expect(await decide(owner, { secondFactor: true })).toBe('409 second_factor_first');
    expect((await ok(owner.api.session.$get())).practice?.policies.secondFactor).toBe(false);
    await setUpSecondFactor(owner);
    expect(await decide(owner, { secondFactor: true })).toBe('204 no error');
    const { events } = await ok(owner.api.practice.activity.$get({ query: { what: 'practice' } }));
    expect(events[0]).toMatchObject({ event: 'practice-changed', details: { secondFactor: true } });
  });

  it('leaves whoever has none nothing but the way to set one up, at once and in every session', async () => {
    const owner = await founder(server);
    const [member, stranger] = [await coworkerOf(owner), await founder(server)];
    const { id } = await send(owner, { to: [member.address] });
    await setUpSecondFactor(owner);
    await decide(owner, { secondFactor: true });
    expect(await ok(member.api.session.$get())).toMatchObject({ secondFactorMissing: true, practice: { policies: { secondFactor: true } } });
    const closed = [
      'GET /api/messages?folder=inbox', `GET /api/messages/${id}`, 'POST /api/messages', 'GET /api/invitations', 'POST /api/addresses/lookup', 'GET /api/practice',
      'PATCH /api/profile', 'GET /api/activity', 'POST /api/attachments', 'POST /api/password/start', 'POST /api/rekey', 'GET /api/practice/members',
    ];
    for (const route of closed) expect(refusal(await member.call(route, route.startsWith('GET') ? {} : { body: {} }))).toBe('403 second_factor_needed');
    // What is being written is kept.
    await member.saveState('contacts', new Uint8Array([1]));
    expect((await stranger.call('GET /api/messages?folder=inbox')).status).toBe(200);
    await setUpSecondFactor(member);
    expect((await ok(member.api.session.$get())).secondFactorMissing).toBe(false);
    expect((await member.call(`GET /api/messages/${id}`)).status).toBe(200);
  });

  it('is asked for again after it was turned off, or a recovery has removed it, and of who joins', async () => {
    const owner = await founder(server);
    const app = await setUpSecondFactor(owner);
    await decide(owner, { secondFactor: true });
    const reauth = await owner.reauthenticate();
    expect((await owner.call('POST /api/second-factor/off', { body: { reauth, code: app.recoveryCodes[0] } })).status).toBe(204);
    expect(refusal(await owner.call('GET /api/practice'))).toBe('403 second_factor_needed');
    await setUpSecondFactor(owner);
    const joining = await coworkerOf(owner);
    expect((await ok(joining.api.session.$get())).secondFactorMissing).toBe(true);
  });
});

describe('inviting', () => {
  it('is for owner and administrators where the practice says so, by whatever request, and for everybody again', async () => {
    const owner = await founder(server);
    const [administrator, member] = [await coworkerOf(owner, { role: 'administrator' }), await coworkerOf(owner)];
    const before = await inviteSomebody(member);
    await decide(owner, { inviting: 'administrators' });
    expect([await ok(member.api.session.$get()), await ok(administrator.api.session.$get())].map(({ mayInvite }) => mayInvite)).toEqual([false, true]);
    const { body } = await sealDraft(member, { to: [somebody().address] });
    expect(refusal(await member.call('POST /api/messages', { body }))).toBe('403 guests_do_not_invite');
    const alone = { invitation: (await makeInvitation(member, { address: somebody().address })).wire, notice: { subject: '', text: '' } };
    expect(refusal(await member.call('POST /api/invitations', { body: alone }))).toBe('403 guests_do_not_invite');
    // What is open already goes on, and who is registered is written to.
    await send(member, { to: [before.address, owner.address] });
    await inviteSomebody(administrator);
    expect(await decide(owner, { inviting: 'nobody' })).toBe('400 invalid_request');
    await decide(owner, { inviting: 'everybody' });
    expect((await member.call('POST /api/messages', { body })).status).toBe(201);
  });
});

describe('allowed domains', () => {
  it('are the only ones that members write to and invite at, beside their coworkers', async () => {
    const [owner, stranger] = [await founder(server), await founder(server)];
    const member = await coworkerOf(owner);
    const before = await inviteSomebody(member);
    // Any spelling of a domain is the same one, and each is kept once.
    expect(await decide(owner, { allowedDomains: ['Lab.Example', 'lab.example', ' zahnlabor-mül.example '] })).toBe('204 no error');
    const domains = (await ok(member.api.session.$get())).practice?.policies.allowedDomains;
    expect(domains).toEqual(['lab.example', 'xn--zahnlabor-ml-nlb.example']);
    for (const address of ['one@lab.example', 'Two@LAB.example', 'three@zahnlabor-mül.example']) await send(member, { to: [address] });
    for (const to of [[stranger.address], ['new@sub.lab.example'], ['new@lab.example.evil.example'], ['new@notlab.example'], [before.address], [owner.address, stranger.address]]) {
      const { body } = await sealDraft(member, { to });
      const answer = await member.call('POST /api/messages', { body });
      expect(refusal(answer)).toBe('403 domain_not_allowed');
    }
    const alone = { invitation: (await makeInvitation(member, { address: somebody().address })).wire, notice: { subject: '', text: '' } };
    expect(refusal(await member.call('POST /api/invitations', { body: alone }))).toBe('403 domain_not_allowed');
    // Coworkers and oneself, whatever their domain; and whoever decides is held to it too.
    await send(member, { to: [owner.address, member.address] });
    expect(refusal(await owner.call('POST /api/messages', { body: (await sealDraft(owner, { to: [stranger.address] })).body }))).toBe('403 domain_not_allowed');
    await coworkerOf(owner);
    // It is no fence around who is outside.
    await send(stranger, { to: [member.address] });
    await decide(owner, { allowedDomains: [] });
    await send(member, { to: [stranger.address] });
  });

  it('are named in the answer by the addresses that they refuse, and in the log by their number', async () => {
    const [owner, stranger] = [await founder(server), await founder(server)];
    await decide(owner, { allowedDomains: ['lab.example'] });
    const { body } = await sealDraft(owner, { to: [stranger.address, 'new@lab.example'] });
    expect(await owner.call('POST /api/messages', { body })).toMatchObject({ status: 403, body: { error: { code: 'domain_not_allowed', addresses: [stranger.address] } } });
    const { events } = await ok(owner.api.practice.activity.$get({ query: { what: 'practice' } }));
    expect(events[0]).toMatchObject({ event: 'practice-changed', details: { allowedDomains: 1 } });
    expect(JSON.stringify(events)).not.toContain('lab.example');
  });
});
