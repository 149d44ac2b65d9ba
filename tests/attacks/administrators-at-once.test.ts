// Two who administer a practice at the same moment: the second acts by what the first has left, not by what their session said.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id, MemberRole } from '#crypto';
import { lockMembers, type Member, removeMember } from '../../server/database/members.ts';
import { readPlans } from '../../server/database/plans.ts';
import { administer } from '../../server/routes/members/authority.ts';
import { refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { makeInvitation } from '../support/correspondence.ts';
import { coworkerBody, coworkerOf, emptyInvitation, INVITE, inviteCoworker } from '../support/coworkers.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
}, 120_000);
afterAll(() => server.stop());

const roleOf = async ({ account }: TestClient) => (await server.database.selectFrom('members').select(['role', 'practice_id']).where('account_id', '=', account).executeTakeFirst()) ?? null;

describe('two administrators at once', () => {
  it('do not act on what their session said when the request came', async () => {
    const stale = await coworkerOf(owner, { role: 'administrator' });
    const membership = { role: 'administrator', practice: { id: owner.practice } };
    const act = () => administer(server.parts, { account: stale.account, membership } as never, async () => 'acted');
    expect(await act()).toBe('acted');
    await owner.call(`POST /api/practice/members/${stale.account}/suspend`);
    await expect(act()).rejects.toMatchObject({ code: 'not_allowed' });
    await owner.call(`POST /api/practice/members/${stale.account}/resume`);
    await owner.call(`PATCH /api/practice/members/${stale.account}`, { body: { role: 'member' } });
    await expect(act()).rejects.toMatchObject({ code: 'not_allowed' });
    await owner.call(`DELETE /api/practice/members/${stale.account}`);
    await expect(act()).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('do not both act where the one shuts the other out', async () => {
    const [one, other] = [await coworkerOf(owner, { role: 'administrator' }), await coworkerOf(owner, { role: 'administrator' })];
    const answers = await Promise.all([
      one.call(`DELETE /api/practice/members/${other.account}`),
      other.call(`DELETE /api/practice/members/${one.account}`),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect([await roleOf(one), await roleOf(other)].filter((row) => row !== null)).toHaveLength(1);
  });

  it('do not let somebody register who is removed from under the invitation in the same moment', async () => {
    const giver = await coworkerOf(owner, { role: 'administrator' });
    const invited = await inviteCoworker(giver);
    const client = new TestClient(server, invited.person);
    const { body, made } = await coworkerBody(client, invited);
    const [registered, removed] = await Promise.all([
      client.call(`POST /api/invitations/${invited.invitation}/register/finish`, { body }),
      owner.call(`DELETE /api/practice/members/${giver.account}`),
    ]);
    expect(removed.status).toBe(204);
    client.enter(made);
    // Before it, or not at all: never half.
    expect([201, 410]).toContain(registered.status);
    expect((await roleOf(client)) !== null).toBe(registered.status === 201);
  });

  it('leave no invitation behind whose maker was removed while it was made', async () => {
    const leaving = await coworkerOf(owner);
    const { wire } = await makeInvitation(leaving, { address: somebody().address });
    const practice = owner.practice as Id;
    const { answer } = await server.database.transaction().execute(async (writer) => {
      const member = (await lockMembers(writer, practice)).find(({ account }) => account === leaving.account) as Member;
      await removeMember(writer, { member, practice, by: { by: 'operator' }, now: new Date(server.parts.clock()) });
      const asked = leaving.call('POST /api/invitations', { body: { invitation: wire, notice: { subject: 'Later', text: 'Later' } } });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { answer: asked };
    });
    expect(refusal(await answer)).toBe('403 not_allowed');
    expect(await server.database.selectFrom('invitations').select('status').where('inviter_id', '=', leaving.account).execute()).toEqual([]);
  });

  it('do not get past the limit of invitations by racing', async () => {
    const boss = await founder(server);
    const size = 90;
    const batches = await Promise.all(
      [0, 1, 2, 3].map(async () => Promise.all(Array.from({ length: size }, async () => await emptyInvitation(boss, { address: somebody().address, role: 'member' as MemberRole })))),
    );
    const answers = await Promise.all(batches.map((invitations) => boss.call(INVITE, { body: { invitations } })));
    const aDay = (await readPlans(server.database)).paid.invitationsADay ?? 0;
    const passed = Math.floor(aDay / size);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(passed);
    expect(answers.filter((answer) => refusal(answer) === '429 notice_limit')).toHaveLength(batches.length - passed);
    const { count } = await server.database.selectFrom('invitations').select((select) => select.fn.countAll<number>().as('count')).where('practice_id', '=', boss.practice as Id).executeTakeFirstOrThrow();
    expect(Number(count)).toBe(passed * size);
    // Mailed again, each is one more mail to somebody new.
    const rest = await Promise.all(Array.from({ length: aDay - passed * size }, () => emptyInvitation(boss, { address: somebody().address })));
    expect((await boss.call(INVITE, { body: { invitations: rest } })).status).toBe(201);
    const last = await server.database.selectFrom('invitations').select('id').where('practice_id', '=', boss.practice as Id).executeTakeFirstOrThrow();
    expect(refusal(await boss.call(`POST /api/practice/invitations/${last.id}/mail`))).toBe('429 notice_limit');
    const tooMany = batches.flat().slice(0, 101);
    expect(refusal(await boss.call(INVITE, { body: { invitations: tooMany } }))).toBe('400 invalid_request');
  }, 120_000);
});
