// What plans allow: it stands in the database, is in force at once for who is signed in, and a practice may have a figure of its own.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '#crypto';
import { setPracticeMembers } from '../../server/database/places.ts';
import { changePlan, type PlanChange, readPlans } from '../../server/database/plans.ts';
import { updatePlan } from '../../server/database/practices.ts';
import type { PlanName } from '../../server/database/tables/plans.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { guestOf, inviteSomebody, redeem, sealDraft } from '../support/correspondence.ts';
import { coworkerBody, coworkerOf, emptyInvitation, INVITE, inviteAgain, inviteCoworker, registerCoworker } from '../support/coworkers.ts';
import { roster } from '../support/roster.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
}, 120_000);
beforeEach(async () => {
  owner = await founder(server);
});
afterAll(() => server.stop());

const now = () => new Date(server.parts.clock());
const change = (plan: PlanName, to: PlanChange) => changePlan(server.database, { plan, change: to, now: now() });
const roomFor = (members: number | null, of: TestClient = owner) => setPracticeMembers(server.database, { practice: of.practice as Id, members, now: now() });
const inviteNobody = async (by: TestClient, count = 1) =>
  await by.call(INVITE, { body: { invitations: await Promise.all(Array.from({ length: count }, () => emptyInvitation(by, { address: somebody().address }))) } });
const sendTo = async (by: TestClient, address: string, typeClass: 'standard' | 'advanced' = 'standard') =>
  await by.call('POST /api/messages', { body: (await sealDraft(by, { to: [address], typeClass })).body });
const returnOf = (account: string) => owner.call(`POST /api/practice/members/${account}/return`);

describe('a plan', () => {
  it('begins with what the program allowed, and room for people', async () => {
    expect(await readPlans(server.database)).toEqual({
      guest: { members: null, storageBytes: 20_000_000_000, invitationsADay: null, noticesADay: 200, inviting: false, advancedToOutsiders: false },
      free: { members: 5, storageBytes: 20_000_000_000, invitationsADay: 200, noticesADay: 200, inviting: false, advancedToOutsiders: false },
      paid: { members: 500, storageBytes: 1_000_000_000_000, invitationsADay: 200, noticesADay: 2000, inviting: true, advancedToOutsiders: true },
    });
  });

  it('holds from the moment it is changed for who is signed in, and for no other plan', async () => {
    const paid = (await readPlans(server.database)).paid;
    const { guest } = await guestOf(owner);
    const { guest: outsider } = await guestOf(await founder(server));
    const stored = async () => (await owner.call<{ limit: number }>('GET /api/attachments/storage')).body.limit;
    const advanced = () => sendTo(owner, outsider.address, 'advanced');
    expect((await advanced()).status).toBe(201);
    try {
      await change('paid', { storageBytes: 7000, inviting: false, advancedToOutsiders: false });
      expect(await stored()).toBe(7000);
      expect(refusal(await advanced())).toBe('403 advanced_not_allowed');
      expect(await ok(owner.api.session.$get())).toMatchObject({ mayInvite: false, advancedToOutsiders: false });
      await expect(inviteSomebody(owner)).rejects.toThrow('guests_do_not_invite');
      expect((await ok(owner.api.practice.$get())).allowed).toMatchObject({ storageBytes: 7000, inviting: false });
      // Coworkers are invited on every plan.
      expect((await inviteNobody(owner)).status).toBe(201);
      expect((await guest.call<{ limit: number }>('GET /api/attachments/storage')).body.limit).toBe(20_000_000_000);
      await change('guest', { storageBytes: 9000 });
      expect((await guest.call<{ limit: number }>('GET /api/attachments/storage')).body.limit).toBe(9000);
    } finally {
      await change('paid', { storageBytes: paid.storageBytes, inviting: true, advancedToOutsiders: true });
      await change('guest', { storageBytes: 20_000_000_000 });
    }
  });

  it('limits a day’s invitations and notices', async () => {
    const { guest } = await guestOf(owner);
    await updatePlan(server.database, { practice: owner.practice as Id, plan: 'free', now: now() });
    try {
      await change('free', { invitationsADay: 3, noticesADay: 1 });
      // One was for the guest.
      expect(refusal(await inviteNobody(owner, 3))).toBe('429 notice_limit');
      expect((await inviteNobody(owner, 2)).status).toBe(201);
      expect(refusal(await inviteNobody(owner))).toBe('429 notice_limit');
      expect((await sendTo(owner, guest.address)).status).toBe(201);
      expect(refusal(await sendTo(owner, guest.address))).toBe('429 notice_limit');
    } finally {
      await change('free', { invitationsADay: 200, noticesADay: 200 });
    }
  });

  it('that is changed is in the log of each practice on it, and of no other', async () => {
    const other = await founder(server);
    await updatePlan(server.database, { practice: other.practice as Id, plan: 'free', now: now() });
    // What happens in the same moment has no order.
    server.advance(1000);
    await change('free', { members: 6 });
    server.advance(1000);
    await change('free', { storageBytes: 30_000_000_000 });
    server.advance(1000);
    await roomFor(9, other);
    const log = async (of: TestClient) => (await ok(of.api.practice.activity.$get({ query: { what: 'practice' } }))).events.map(({ event, details, doneBy }) => ({ event, details, doneBy }));
    expect((await log(other)).slice(0, 3)).toEqual([
      { event: 'member-limit-changed', details: { members: 9 }, doneBy: 'operator' },
      { event: 'plan-limits-changed', details: { plan: 'free', bytes: 30_000_000_000 }, doneBy: 'operator' },
      { event: 'plan-limits-changed', details: { plan: 'free', members: 6 }, doneBy: 'operator' },
    ]);
    expect((await log(owner)).map(({ event }) => event)).toEqual(['practice-founded']);
    await change('free', { members: 5, storageBytes: 20_000_000_000 });
  });
});

describe('room for people', () => {
  it('is the plan’s, or the practice’s own, and is told with how much of it is taken', async () => {
    expect((await roster(owner)).places).toEqual({ used: 1, limit: 500 });
    await updatePlan(server.database, { practice: owner.practice as Id, plan: 'free', now: now() });
    expect((await roster(owner)).places).toEqual({ used: 1, limit: 5 });
    expect(await roomFor(2)).toBe(true);
    await inviteCoworker(owner);
    expect((await roster(owner)).places).toEqual({ used: 2, limit: 2 });
    expect((await ok(owner.api.practice.invitations.check.$post({ json: { addresses: [somebody().address] } }))).places).toEqual({ used: 2, limit: 2 });
    await roomFor(null);
    expect((await roster(owner)).places).toEqual({ used: 2, limit: 5 });
    expect(await setPracticeMembers(server.database, { practice: 'nobody', members: 3, now: now() })).toBe(false);
  });

  it('is not passed by invitations: all of them, or none', async () => {
    await roomFor(3);
    expect(await inviteNobody(owner, 3)).toMatchObject({ status: 409, body: { error: { code: 'members_full', used: 1, limit: 3 } } });
    expect((await roster(owner)).invitations).toEqual([]);
    expect((await inviteNobody(owner, 2)).status).toBe(201);
    expect(refusal(await inviteNobody(owner))).toBe('409 members_full');
    const [open] = (await roster(owner)).invitations;
    await owner.call(`POST /api/practice/invitations/${open?.id}/cancel`);
    expect((await inviteNobody(owner)).status).toBe(201);
  });

  it('is not taken by guests, nor by invitations that have run out, nor twice by who starts again', async () => {
    const coworker = await coworkerOf(owner);
    await roomFor(2);
    await guestOf(owner);
    await inviteSomebody(owner);
    expect((await roster(owner)).places).toEqual({ used: 2, limit: 2 });
    await registerCoworker(await inviteAgain(owner, coworker));
    expect((await roster(owner)).places).toEqual({ used: 2, limit: 2 });
    // Whoever is removed before they have started again cannot use it any more.
    await inviteAgain(owner, coworker);
    expect((await owner.call(`DELETE /api/practice/members/${coworker.account}`)).status).toBe(204);
    expect((await roster(owner)).places).toEqual({ used: 1, limit: 2 });
    const local = await startTestServer();
    try {
      const boss = await founder(local);
      await setPracticeMembers(local.database, { practice: boss.practice as Id, members: 2, now: new Date(local.parts.clock()) });
      await inviteCoworker(boss);
      expect(refusal(await inviteNobody(boss))).toBe('409 members_full');
      local.advance(15 * DAY_MS);
      await boss.logIn();
      expect((await roster(boss)).places).toEqual({ used: 1, limit: 2 });
      expect((await inviteNobody(boss)).status).toBe(201);
    } finally {
      await local.stop();
    }
  });

  it('is needed to take somebody back', async () => {
    const removed = await coworkerOf(owner);
    await owner.call(`DELETE /api/practice/members/${removed.account}`);
    await roomFor(2);
    await inviteCoworker(owner);
    expect(refusal(await returnOf(removed.account))).toBe('409 members_full');
    await roomFor(3);
    expect((await returnOf(removed.account)).status).toBe(204);
    expect((await roster(owner)).places).toEqual({ used: 3, limit: 3 });
  });

  it('that has become less removes nobody, and lets nobody in: they are told before they choose a password, and may come back', async () => {
    const [first, second] = [await inviteCoworker(owner), await inviteCoworker(owner)];
    const coworker = await coworkerOf(owner);
    const client = new TestClient(server, first.person);
    const { made, body } = await coworkerBody(client, first);
    const register = () => client.call(`POST /api/invitations/${first.invitation}/register/finish`, { body });
    await roomFor(2);
    expect((await coworker.call('GET /api/session')).status).toBe(200);
    expect((await roster(owner)).places).toEqual({ used: 4, limit: 2 });
    expect(await register()).toMatchObject({ status: 409, body: { error: { code: 'members_full', used: 2, limit: 2 } } });
    await expect(redeem(new TestClient(server, second.person), second)).rejects.toThrow('members_full');
    await roomFor(3);
    expect((await register()).status).toBe(201);
    client.enter(made);
    await expect(redeem(new TestClient(server, second.person), second)).rejects.toThrow('members_full');
    await roomFor(4);
    await registerCoworker(second);
    expect((await roster(owner)).places).toEqual({ used: 4, limit: 4 });
  });
});
