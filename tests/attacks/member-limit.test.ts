// Getting more people into a practice than its plan has room for: by acting at once, and by requests that say something else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#crypto';
import { lockMembers, returnMember } from '../../server/database/members.ts';
import { countPlaces, setPracticeMembers } from '../../server/database/places.ts';
import { refusal, type Answer } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { guestOf } from '../support/correspondence.ts';
import { coworkerBody, coworkerOf, emptyInvitation, INVITE, inviteCoworker, joinBody } from '../support/coworkers.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 120_000);
afterAll(() => server.stop());

const now = () => new Date(server.parts.clock());
const roomFor = (practice: TestClient, members: number) => setPracticeMembers(server.database, { practice: practice.practice as Id, members, now: now() });
const places = (practice: TestClient) => countPlaces(server.database, { practice: practice.practice as Id, now: now() });
const outcomes = (answers: Answer[]) => answers.map((answer) => (answer.status < 300 ? String(answer.status) : refusal(answer))).toSorted();

describe('a practice with room for so many people', () => {
  it('does not get more by administrators who invite at once', async () => {
    const owner = await founder(server);
    const administrator = await coworkerOf(owner, { role: 'administrator' });
    await roomFor(owner, 5);
    const asked = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const by = index % 2 === 0 ? owner : administrator;
        return { by, invitations: [await emptyInvitation(by, { address: somebody().address })] };
      }),
    );
    const answers = await Promise.all(asked.map(({ by, invitations }) => by.call(INVITE, { body: { invitations } })));
    expect(outcomes(answers)).toEqual([...Array.from({ length: 3 }, () => '201'), ...Array.from({ length: 5 }, () => '409 members_full')]);
    expect(await places(owner)).toMatchObject({ members: 2, invited: 3, limit: 5 });
  });

  it('nor by one who takes somebody back while another invites', async () => {
    const owner = await founder(server);
    const administrator = await coworkerOf(owner, { role: 'administrator' });
    const removed = await Promise.all([coworkerOf(owner), coworkerOf(owner)]);
    for (const { account } of removed) await owner.call(`DELETE /api/practice/members/${account}`);
    await roomFor(owner, 3);
    const invitations = await Promise.all([1, 2].map(async () => [await emptyInvitation(administrator, { address: somebody().address })]));
    const answers = await Promise.all([
      ...removed.map(({ account }) => owner.call(`POST /api/practice/members/${account}/return`)),
      ...invitations.map((each) => administrator.call(INVITE, { body: { invitations: each } })),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    const { members, invited } = await places(owner);
    expect(members + invited).toBe(3);
  });

  it('nor by an invitation that comes while somebody is being taken back', async () => {
    const owner = await founder(server);
    const removed = await coworkerOf(owner);
    await owner.call(`DELETE /api/practice/members/${removed.account}`);
    await roomFor(owner, 2);
    const invitations = [await emptyInvitation(owner, { address: somebody().address })];
    const { answer } = await server.database.transaction().execute(async (writer) => {
      await lockMembers(writer, owner.practice as Id);
      await returnMember(writer, removed.account);
      const asked = owner.call(INVITE, { body: { invitations } });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { answer: asked };
    });
    expect(refusal(await answer)).toBe('409 members_full');
    expect(await places(owner)).toMatchObject({ members: 2, invited: 0 });
  });

  it('nor by invitees who register or join at once, when the room has become less than what was invited', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const joining = await inviteCoworker(owner, guest.person);
    const invited = [await inviteCoworker(owner), await inviteCoworker(owner), await inviteCoworker(owner)];
    const registering = await Promise.all(
      invited.map(async (each) => {
        const client = new TestClient(server, each.person);
        return { client, id: each.invitation, ...(await coworkerBody(client, each)) };
      }),
    );
    const { body: claim } = await joinBody(guest, joining);
    await roomFor(owner, 3);
    const answers = await Promise.all([
      guest.call(`POST /api/invitations/${joining.invitation}/claim`, { body: claim }),
      ...registering.map(({ client, id, body }) => client.call(`POST /api/invitations/${id}/register/finish`, { body })),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(2);
    expect(answers.filter((answer) => refusal(answer) === '409 members_full')).toHaveLength(2);
    expect(await places(owner)).toMatchObject({ members: 3, limit: 3 });
  });

  it('nor by what a request says of itself', async () => {
    const owner = await founder(server);
    const colleague = await coworkerOf(owner);
    const elsewhere = await founder(server);
    await roomFor(owner, 2);
    const fresh = () => emptyInvitation(owner, { address: somebody().address });
    const { role: _role, ...withoutRole } = await fresh();
    // Without a role it is a guest's, which this route does not take; one that lets nobody start again lets nobody in either.
    expect(refusal(await owner.call(INVITE, { body: { invitations: [withoutRole] } }))).toBe('400 invalid_request');
    expect(refusal(await owner.call(INVITE, { body: { invitations: [await emptyInvitation(owner, { address: somebody().address, restart: true })] } }))).toBe('403 not_allowed');
    for (const added of [{ limit: 9 }, { practice: elsewhere.practice }, { plan: 'paid' }]) {
      expect(refusal(await owner.call(INVITE, { body: { invitations: [await fresh()], ...added } }))).toBe('400 invalid_request');
    }
    expect(refusal(await owner.call('PATCH /api/practice', { body: { memberLimit: 9 } }))).toBe('400 invalid_request');
    expect(refusal(await owner.call('PATCH /api/practice', { body: { policies: { members: 9 } } }))).toBe('400 invalid_request');
    expect(refusal(await owner.call(INVITE, { body: { invitations: [await fresh()] } }))).toBe('409 members_full');
    // In another practice's name: the signed terms say which it is.
    expect(refusal(await elsewhere.call(INVITE, { body: { invitations: [await fresh()] } }))).toBe('400 not_verified');
    expect(refusal(await colleague.call(INVITE, { body: { invitations: [await fresh()] } }))).toBe('403 not_allowed');
    expect(await places(owner)).toEqual({ members: 2, invited: 0, limit: 2, own: 2 });
  });
});
