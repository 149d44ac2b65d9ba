// Getting more out of a practice than one's role gives: by reaching into another one, by tampering with roles, by racing, by what was
// prepared before.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type Id, type MemberRole } from '#crypto';
import { findChain } from '../../server/database/identities.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { guestOf, inviteSomebody, registerBody, redeem } from '../support/correspondence.ts';
import { coworkerBody, coworkerOf, emptyInvitation, INVITE, inviteAgain, inviteCoworker, joinWith, registerCoworker } from '../support/coworkers.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
let administrator: TestClient;
let member: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
  administrator = await coworkerOf(owner, { role: 'administrator' });
  member = await coworkerOf(owner);
}, 120_000);
afterAll(() => server.stop());

/** Everything that can be done to somebody. */
const deeds = (account: string): [route: string, body?: unknown][] => [
  [`PATCH /api/practice/members/${account}`, { role: 'member' }],
  [`POST /api/practice/members/${account}/suspend`],
  [`POST /api/practice/members/${account}/resume`],
  [`DELETE /api/practice/members/${account}`],
];

const doAll = async (by: TestClient, account: string) => {
  const answers: string[] = [];
  for (const [route, body] of deeds(account)) answers.push(refusal(await by.call(route, body === undefined ? {} : { body })));
  return [...new Set(answers)];
};

const roleOf = async ({ account }: TestClient) => (await server.database.selectFrom('members').select(['role', 'practice_id']).where('account_id', '=', account).executeTakeFirst()) ?? null;

describe('another practice', () => {
  it('does nothing to members, whom it cannot tell from people who do not exist, nor sees them', async () => {
    const stranger = await founder(server);
    for (const account of [member.account, owner.account, newId()]) expect(await doAll(stranger, account)).toEqual(['404 not_found']);
    await owner.call(`DELETE /api/practice/members/${(await coworkerOf(owner)).account}`);
    await inviteCoworker(owner);
    const { former: [former], invitations } = await ok(owner.api.practice.members.$get());
    expect(invitations.length).toBeGreaterThan(0);
    expect(refusal(await stranger.call(`POST /api/practice/members/${former?.account}/return`))).toBe('404 not_found');
    const seen = await ok(stranger.api.practice.members.$get());
    expect([seen.members.map(({ account }) => account), seen.former, seen.invitations]).toEqual([[stranger.account], [], []]);
  });

  it('neither mails nor cancels its invitations, nor a guest’s as if it were a coworker’s', async () => {
    const stranger = await founder(server);
    const { invitation } = await inviteCoworker(owner);
    const guests = await inviteSomebody(owner);
    for (const [by, id] of [[stranger, invitation], [administrator, guests.invitation], [owner, newId()]] as const) {
      for (const what of ['mail', 'cancel']) expect(refusal(await by.call(`POST /api/practice/invitations/${id}/${what}`))).toBe('404 not_found');
    }
  });

  it('is not invited into: neither by an invitation signed for it, nor its members away from it', async () => {
    const stranger = await founder(server);
    const { practice } = stranger;
    stranger.practice = owner.practice;
    const forOthers = await emptyInvitation(stranger, { address: somebody().address });
    stranger.practice = practice;
    expect(refusal(await stranger.call(INVITE, { body: { invitations: [forOthers] } }))).toBe('400 not_verified');
    const away = await emptyInvitation(stranger, { address: member.address });
    expect(refusal(await stranger.call(INVITE, { body: { invitations: [away] } }))).toBe('409 coworkers_refused');
  });
});

describe('a role', () => {
  it('is not taken by a member, by any route', async () => {
    for (const account of [member.account, administrator.account, owner.account]) expect(await doAll(member, account)).toEqual(['403 not_allowed']);
    expect(refusal(await member.call(`PATCH /api/practice/members/${member.account}`, { body: { role: 'owner' } }))).toBe('403 not_allowed');
    expect(refusal(await member.call(INVITE, { body: { invitations: [await emptyInvitation(member, { address: somebody().address })] } }))).toBe('403 not_allowed');
    expect(refusal(await member.call('GET /api/practice/members'))).toBe('403 not_allowed');
    expect((await roleOf(member))?.role).toBe('member');
  });

  it('of an owner is neither given, taken nor shut out by an administrator', async () => {
    expect(await doAll(administrator, owner.account)).toEqual(['403 not_allowed']);
    for (const account of [administrator.account, member.account]) {
      expect(refusal(await administrator.call(`PATCH /api/practice/members/${account}`, { body: { role: 'owner' } }))).toBe('403 not_allowed');
    }
    const invitation = await emptyInvitation(administrator, { address: somebody().address, role: 'owner' });
    expect(refusal(await administrator.call(INVITE, { body: { invitations: [invitation] } }))).toBe('403 not_allowed');
    const second = await coworkerOf(owner, { role: 'owner' });
    await owner.call(`DELETE /api/practice/members/${second.account}`);
    expect(refusal(await administrator.call(`POST /api/practice/members/${second.account}/return`))).toBe('403 not_allowed');
    const { invitation: prepared } = await inviteCoworker(owner, { role: 'owner' });
    expect(refusal(await administrator.call(`POST /api/practice/invitations/${prepared}/cancel`))).toBe('403 not_allowed');
  });

  it('is one of three, and nothing else comes in with the request', async () => {
    const path = `PATCH /api/practice/members/${member.account}`;
    const wrong = [{}, { role: 'guest' }, { role: 'OWNER' }, { role: ['owner'] }, { role: null }, { role: 'member', practice: newId() }, { role: 'member', account: owner.account }];
    for (const body of wrong) expect(refusal(await owner.call(path, { body }))).toBe('400 invalid_request');
    const invitation = await emptyInvitation(owner, { address: somebody().address });
    for (const extra of [{ role: 'root' }, { role: undefined }, { inviter: member.account }, { practice: newId() }]) {
      expect(refusal(await owner.call(INVITE, { body: { invitations: [{ ...invitation, ...extra }] } }))).toBe('400 invalid_request');
    }
    // Nor through the invitations of guests.
    const { role: _role, ...plain } = invitation;
    const notice = { subject: '', text: '' };
    for (const body of [{ invitation: { ...plain, role: 'owner' }, notice }, { invitation: plain, notice, role: 'owner' }]) {
      expect(refusal(await owner.call('POST /api/invitations', { body }))).toBe('400 invalid_request');
    }
  });

  it('is the one that the invitation has, in this practice and by whoever invited, whatever the invitee signs', async () => {
    const invited = await inviteCoworker(owner);
    const path = `POST /api/invitations/${invited.invitation}/register/finish`;
    const wrong: Parameters<typeof coworkerBody>[2][] = [{ role: 'owner' }, { role: 'administrator' }, { practice: newId() }, { administrator: newId() }];
    for (const tampered of wrong) {
      const client = new TestClient(server, invited.person);
      expect(refusal(await client.call(path, { body: (await coworkerBody(client, invited, tampered)).body }))).toBe('400 not_verified');
    }
    const client = new TestClient(server, invited.person);
    const { body } = await registerBody(client, await redeem(client, invited));
    expect(refusal(await client.call(path, { body }))).toBe('400 not_verified');
    const other = new TestClient(server, invited.person);
    const foreign = (await coworkerBody(other, invited)).body;
    const mine = (await coworkerBody(client, invited)).body;
    expect(refusal(await client.call(path, { body: { ...mine, member: foreign.member } }))).toBe('400 not_verified');
    // Of all that nothing remains, and the honest way is open.
    expect((await roleOf(await registerCoworker(invited)))?.role).toBe('member');
  });

  it('does not come to a guest with a guest’s invitation', async () => {
    const { invitation, code, address } = await inviteSomebody(owner);
    const client = new TestClient(server, somebody({ address }));
    const { body, made } = await coworkerBody(client, { by: owner, invitation, code, role: 'owner', person: client.person });
    expect((await client.call(`POST /api/invitations/${invitation}/register/finish`, { body })).status).toBe(201);
    client.enter(made);
    expect((await ok(client.api.session.$get())).role).toBe('guest');
    expect(await roleOf(client)).toBeNull();
  });

  it('that was taken from somebody does not live on in the invitations they had prepared', async () => {
    const former = await coworkerOf(owner, { role: 'administrator' });
    const prepared = await inviteCoworker(former, { role: 'administrator' });
    await owner.call(`PATCH /api/practice/members/${former.account}`, { body: { role: 'member' } });
    await expect(registerCoworker(prepared)).rejects.toThrow('410 {"error":{"code":"invitation_cancelled"}}');
    const suspended = await coworkerOf(owner, { role: 'administrator' });
    const alsoPrepared = await inviteCoworker(suspended);
    await owner.call(`POST /api/practice/members/${suspended.account}/suspend`);
    await expect(registerCoworker(alsoPrepared)).rejects.toThrow('410 {"error":{"code":"invitation_cancelled"}}');
  });
});

describe('an invitation to start again', () => {
  const again = async (by: TestClient, { address }: TestClient, role: MemberRole) => refusal(await by.call(INVITE, { body: { invitations: [await emptyInvitation(by, { address, role, restart: true })] } }));

  it('is made only for a member, in the role they have, by who may give it; never for oneself, whoever is suspended or removed, or anybody elsewhere', async () => {
    const boss = await founder(server);
    const [second, manager, worker] = [await coworkerOf(boss, { role: 'owner' }), await coworkerOf(boss, { role: 'administrator' }), await coworkerOf(boss)];
    const stranger = await founder(server);
    const { guest } = await guestOf(boss);
    // An administrator does not get at an owner, by whatever role.
    for (const role of ['owner', 'administrator', 'member'] as const) expect(await again(manager, second, role)).toBe('403 not_allowed');
    expect(await again(manager, worker, 'administrator')).toBe('403 not_allowed');
    expect(await again(manager, manager, 'administrator')).toBe('403 not_allowed');
    expect(await again(worker, second, 'member')).toBe('403 not_allowed');
    for (const other of [stranger, guest]) expect(await again(boss, other, 'member')).toBe('403 not_allowed');
    expect(await again(stranger, worker, 'member')).toBe('403 not_allowed');
    await boss.call(`POST /api/practice/members/${worker.account}/suspend`);
    expect(await again(boss, worker, 'member')).toBe('403 not_allowed');
    await boss.call(`DELETE /api/practice/members/${worker.account}`);
    expect(await again(boss, worker, 'member')).toBe('403 not_allowed');
    expect(await again(boss, second, 'owner')).toBe('201 no error');
  });

  it('takes no account where the member was removed, suspended or made an owner since, and joins nobody', async () => {
    const ends: [method: string, path: string, body: unknown, refused: string][] = [
      ['DELETE', '', undefined, '409 {"error":{"code":"account_exists"}}'], ['POST', '/suspend', undefined, '403 {"error":{"code":"account_suspended"}}'], ['PATCH', '', { role: 'owner' }, '410 {"error":{"code":"invitation_cancelled"}}'],
    ];
    for (const [method, path, body, refused] of ends) {
      const manager = await coworkerOf(owner, { role: 'administrator' });
      const worker = await coworkerOf(owner);
      const invited = await inviteAgain(manager, worker);
      await owner.call(`${method} /api/practice/members/${worker.account}${path}`, body === undefined ? {} : { body });
      await expect(registerCoworker(invited)).rejects.toThrow(refused);
      expect(await findChain(server.database, worker.account)).toHaveLength(1);
    }
    // Removed with an account that was there before: a guest again, and not back by this.
    const { guest } = await guestOf(await founder(server));
    const { invitation, code } = await inviteCoworker(owner, { address: guest.address });
    await joinWith(guest, { by: owner, invitation, code });
    const prepared = await inviteAgain(owner, guest);
    await owner.call(`DELETE /api/practice/members/${guest.account}`);
    await guest.logIn();
    await expect(joinWith(guest, prepared)).rejects.toThrow('403 {"error":{"code":"not_allowed"}}');
    expect(await roleOf(guest)).toBeNull();
  });

  it('needs the mailbox: the code alone takes no account', async () => {
    const invited = await inviteAgain(owner, await coworkerOf(owner));
    await expect(redeem(new TestClient(server, invited.person), { ...invited, mailbox: false })).rejects.toThrow('mailbox_token_required');
  });
});

describe('the last owner', () => {
  it('is neither demoted, suspended nor removed, by themselves or anybody, also while another owner is suspended', async () => {
    const boss = await founder(server);
    const second = await coworkerOf(boss, { role: 'owner' });
    await boss.call(`POST /api/practice/members/${second.account}/suspend`);
    for (const [route, body] of deeds(boss.account).filter(([path]) => !path.endsWith('/resume'))) {
      expect(refusal(await boss.call(route, body === undefined ? {} : { body }))).toBe('409 last_owner');
    }
    expect((await roleOf(boss))?.role).toBe('owner');
  });

  it('is left where two owners demote, suspend or remove each other in the same moment', async () => {
    for (const [route, body] of [['PATCH', { role: 'member' }], ['suspend', undefined], ['DELETE', undefined]] as const) {
      for (let time = 0; time < 3; time += 1) {
        const first = await founder(server);
        const second = await coworkerOf(first, { role: 'owner' });
        const path = (account: string) => (route === 'suspend' ? `POST /api/practice/members/${account}/suspend` : `${route} /api/practice/members/${account}`);
        const answers = await Promise.all([first.call(path(second.account), { body }), second.call(path(first.account), { body })]);
        // Whoever comes second is an owner no more, or the last one, or signed out.
        expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
        const left = await server.database
          .selectFrom('members')
          .innerJoin('accounts', 'accounts.id', 'members.account_id')
          .select('members.account_id')
          .where('practice_id', '=', first.practice as Id)
          .where('role', '=', 'owner')
          .where('accounts.suspended_at', 'is', null)
          .execute();
        expect(left).toHaveLength(1);
      }
    }
  }, 120_000);
});

describe('an administrator', () => {
  it('neither suspends nor removes themselves', async () => {
    const second = await coworkerOf(owner, { role: 'owner' });
    for (const client of [administrator, second]) {
      for (const route of [`POST /api/practice/members/${client.account}/suspend`, `DELETE /api/practice/members/${client.account}`]) expect(refusal(await client.call(route))).toBe('403 not_allowed');
      expect((await client.call('GET /api/session')).status).toBe(200);
    }
    await owner.call(`DELETE /api/practice/members/${second.account}`);
  });
});
