// Open invitations of coworkers, as those who administer the practice see and change them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renewInvitation, type Id, type SignedObject } from '#crypto';
import { updatePlan } from '../../server/database/practices.ts';
import { suspendAccount } from '../../server/database/suspensions.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { guestOf, inviteSomebody, redeem } from '../support/correspondence.ts';
import { coworkerOf, emptyInvitation, INVITE, inviteCoworker, registerCoworker } from '../support/coworkers.ts';
import { roster } from '../support/roster.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
}, 120_000);
afterAll(() => server.stop());

describe('open invitations of coworkers', () => {
  it('are seen by every administrator, mailed again with the same link, and cancelled', async () => {
    const invited = await inviteCoworker(owner, { role: 'administrator' });
    const other = await coworkerOf(owner, { role: 'administrator' });
    const { invitation, person } = invited;
    const listed = async () => (await roster(other)).invitations.find(({ id }) => id === invitation);
    expect(await listed()).toMatchObject({ address: person.address, role: 'administrator', inviter: { account: owner.account }, mailStatus: 'queued', expired: false });
    expect((await other.call(`POST /api/practice/invitations/${invitation}/mail`)).status).toBe(204);
    const mails = await server.mails(person.address);
    expect(mails.map(({ kind, invitation_id: id }) => [kind, id])).toEqual([['coworker', invitation], ['coworker', invitation]]);
    for (let time = 0; time < 4; time += 1) await other.call(`POST /api/practice/invitations/${invitation}/mail`);
    expect(refusal(await other.call(`POST /api/practice/invitations/${invitation}/mail`))).toBe('429 too_many_requests');
    expect((await other.call(`POST /api/practice/invitations/${invitation}/cancel`)).status).toBe(204);
    expect(await listed()).toBeUndefined();
    await expect(redeem(new TestClient(server, person), invited)).rejects.toThrow('invitation_cancelled');
    expect((await ok(owner.api.practice.activity.$get({ query: { what: 'invitations' } }))).events.slice(0, 2).map(({ event }) => event)).toEqual(['invitation-cancelled', 'invitation-mailed-again']);
  });

  it('are renewed by whoever made them and still administers the practice, on any plan', async () => {
    const boss = await founder(server);
    const invitation = await emptyInvitation(boss, { address: somebody().address });
    await ok(boss.api.practice.invitations.$post({ json: { invitations: [invitation] } }));
    const { object: guests, invitation: guest } = await inviteSomebody(boss);
    if (guests === undefined) throw new Error('no invitation');
    await updatePlan(server.database, { practice: boss.practice as Id, plan: 'free', now: new Date(server.parts.clock()) });
    const later = Math.floor(server.parts.clock() / 1000) + 15 * 86_400;
    const renewed = async (object: SignedObject) => ({ object: await renewInvitation(boss.unlocked.keyring, { object, expires: later }) });
    expect((await boss.call(`POST /api/invitations/${invitation.id}/renew`, { body: await renewed(invitation.object) })).status).toBe(200);
    expect(refusal(await boss.call(`POST /api/invitations/${guest}/renew`, { body: await renewed(guests) }))).toBe('403 guests_do_not_invite');
    const second = await coworkerOf(boss, { role: 'owner' });
    await second.call(`PATCH /api/practice/members/${boss.account}`, { body: { role: 'member' } });
    const again = await renewInvitation(boss.unlocked.keyring, { object: (await renewed(invitation.object)).object, expires: later + 60 });
    expect(refusal(await boss.call(`POST /api/invitations/${invitation.id}/renew`, { body: { object: again } }))).toBe('403 not_allowed');
  });

  it('that have run out say so, and make room for new ones', async () => {
    const local = await startTestServer();
    try {
      const boss = await founder(local);
      const { person } = await inviteCoworker(boss);
      local.advance(15 * DAY_MS);
      await boss.logIn();
      expect((await roster(boss)).invitations).toMatchObject([{ address: person.address, expired: true }]);
      const again = await inviteCoworker(boss, person);
      expect((await roster(boss)).invitations).toMatchObject([{ id: again.invitation, expired: false }]);
      await registerCoworker(again);
      expect((await roster(boss)).invitations).toEqual([]);
    } finally {
      await local.stop();
    }
  });

  it('are made for all or for nobody, and what stands in the way is named by its place', async () => {
    const member = await coworkerOf(owner);
    const removed = await coworkerOf(owner);
    await owner.call(`DELETE /api/practice/members/${removed.account}`);
    const elsewhere = await founder(server);
    const { guest: suspended } = await guestOf(elsewhere);
    await server.database.transaction().execute((writer) => suspendAccount(writer, { account: suspended.account, now: new Date(server.parts.clock()) }));
    const { person: invited } = await inviteCoworker(owner);
    const fresh = somebody().address;
    // Of people who are elsewhere it is not told why: neither that they belong to another practice, nor that they were suspended.
    const addresses = [fresh, member.address, removed.address, elsewhere.address, suspended.address, invited.address.toUpperCase(), fresh];
    const { obstacles } = await ok(owner.api.practice.invitations.check.$post({ json: { addresses } }));
    expect(obstacles.map(({ index, obstacle }) => `${index} ${obstacle}`)).toEqual(['1 member', '2 former', '3 unavailable', '4 unavailable', '5 invited', '6 twice']);
    const invitations = [await emptyInvitation(owner, { address: fresh }), await emptyInvitation(owner, { address: member.address })];
    const answer = await owner.call(INVITE, { body: { invitations } });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'coworkers_refused', addresses: [member.address], obstacles: ['member'] } } });
    expect((await roster(owner)).invitations.map(({ address }) => address)).not.toContain(fresh);
    expect(await server.mails(fresh)).toEqual([]);
    const twice = [await emptyInvitation(owner, { address: fresh }), await emptyInvitation(owner, { address: fresh })];
    expect(refusal(await owner.call(INVITE, { body: { invitations: twice } }))).toBe('400 invalid_request');
  });
});
