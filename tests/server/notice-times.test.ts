// When people choose to hear by e-mail of messages: the choice, what is in force of it, and how a practice limits it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockMembers } from '../../server/database/members.ts';
import { holdNoticeTimes, planMembersAnew } from '../../server/database/notice-times.ts';
import type { Mailer } from '../../server/mail/mailer.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, type TestClient } from '../support/client.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { guestOf, send } from '../support/correspondence.ts';
import { choose, DAILY, letLeave, noticesOf, openPostroom, timeOf, type Postroom } from '../support/notices.ts';
import type { SmtpCatcher } from '../support/smtp.ts';
import { HOUR_MS, type TestServer } from '../support/test-server.ts';

let room: Postroom;
let server: TestServer;
let smtp: SmtpCatcher;
let mailer: Mailer;
let owner: TestClient;
let reader: TestClient;

beforeAll(async () => {
  room = await openPostroom();
  ({ server, smtp, mailer, owner, reader } = room);
}, 120_000);
beforeEach(() => room.clear());
afterAll(() => room.stop());

const write = (to: string[] = [reader.address], text = 'The records are ready.') => send(owner, { to, notice: { subject: 'Records', text } });
const mailed = (client = reader) => smtp.mails.filter(({ to }) => to.includes(client.address)).map(({ parsed }) => parsed);
const decide = (by: TestClient, notices: string) => by.call('PATCH /api/practice', { body: { policies: { notices } } });

describe('the choice', () => {
  it('is kept as it was made, says when it would tell, and begins with nothing', async () => {
    const client = await founder(server);
    const before = await ok(client.api['notice-times'].$get());
    expect(before).toMatchObject({ chosen: null, tellsAt: before.asOf });
    const chosen = { rhythm: 'at-once' as const, hour: 17, quiet: { from: '19:00', to: '07:30' }, weekends: true, timeZone: 'America/New_York' };
    expect((await ok(client.api['notice-times'].$put({ json: chosen }))).chosen).toEqual(chosen);
    const kept = await ok(client.api['notice-times'].$get());
    expect(kept.chosen).toEqual(chosen);
    expect(kept.tellsAt).toBeGreaterThanOrEqual(kept.asOf);
    await choose(client);
    expect((await ok(client.api['notice-times'].$get())).chosen).toEqual(DAILY);
  });

  it('stands in the log as changed, without what it is', async () => {
    const { events } = await ok(reader.api.practice.activity.$get({ query: { what: 'account' } }));
    expect(events.find(({ event }) => event === 'notices-changed')).toMatchObject({ actor: { id: reader.account }, details: {} });
  });

  it('holds for what waits already', async () => {
    await write();
    await write();
    await choose(reader, { rhythm: 'hourly' });
    expect(await timeOf(server, reader.account) - server.parts.clock()).toBeLessThanOrEqual(HOUR_MS);
    await choose(reader, { rhythm: 'at-once' });
    await letLeave(server, { at: server.parts.clock(), mailer });
    expect(mailed()).toHaveLength(1);
  });

  it('waits for what is just being sent, which is planned by the one before', async () => {
    let changed = false;
    await server.database.transaction().execute(async (writer) => {
      expect([...(await holdNoticeTimes(writer, [reader.account, owner.account])).keys()]).toEqual([reader.account]);
      const changing = choose(reader, { rhythm: 'hourly' }).then(() => (changed = true));
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(changed).toBe(false);
      void changing;
    });
    await expect.poll(() => changed).toBe(true);
  });
});

describe('at once', () => {
  it('is how everybody is told who has chosen nothing else', async () => {
    const { id } = await send(reader, { to: [owner.address] });
    expect(await server.mails(owner.address)).toMatchObject([{ kind: 'notice', message_id: id, status: 'queued', chosen_by: null }]);
    await choose(reader, { rhythm: 'at-once' });
    await write();
    expect(await server.mails(reader.address)).toMatchObject([{ status: 'queued', chosen_by: null }]);
  });
});

describe('a practice', () => {
  it('limits how late its members hear: what is later is refused, and what was chosen before is not in force', async () => {
    const head = await founder(server);
    const member = await coworkerOf(head);
    expect((await choose(member, { weekends: true })).status).toBe(200);
    await decide(head, 'day');
    expect((await ok(member.api.session.$get())).practice?.policies.notices).toBe('day');
    expect(refusal(await choose(member, { weekends: true }))).toBe('403 notices_too_late');
    expect((await choose(member, { quiet: { from: '19:00', to: '07:00' } })).status).toBe(200);
    await decide(head, 'at-once');
    for (const later of [{}, { rhythm: 'hourly' }, { rhythm: 'at-once', weekends: true }, { rhythm: 'at-once', quiet: { from: '19:00', to: '07:00' } }]) {
      expect(refusal(await choose(member, later))).toBe('403 notices_too_late');
    }
    expect((await choose(member, { rhythm: 'at-once' })).status).toBe(200);
    await server.database.updateTable('notice_times').set({ rhythm: 'daily' }).where('account_id', '=', member.account).execute();
    const view = await ok(member.api['notice-times'].$get());
    expect(view.tellsAt).toBe(view.asOf);
    await send(owner, { to: [member.address] });
    expect((await server.mails(member.address)).at(-1)).toMatchObject({ status: 'queued', chosen_by: null });
    await decide(head, 'any');
    await send(owner, { to: [member.address] });
    expect((await server.mails(member.address)).at(-1)).toMatchObject({ status: 'waiting' });
  });

  it('lets go at once of what waited longer than it allows now, of its own members only', async () => {
    const head = await founder(server);
    const member = await coworkerOf(head);
    const { guest } = await guestOf(head);
    for (const each of [member, guest]) await choose(each);
    // What they were invited by.
    await server.database.deleteFrom('outbox').execute();
    await write([member.address, guest.address, reader.address]);
    await decide(head, 'at-once');
    await letLeave(server, { at: server.parts.clock(), mailer });
    expect([member, guest, reader].map((each) => mailed(each).length)).toEqual([1, 0, 0]);
  });

  it('decides and its members write to each other at one moment: neither stands in the other’s way', async () => {
    const head = await founder(server);
    const member = await coworkerOf(head);
    await choose(member);
    let sending: Promise<unknown> = Promise.resolve();
    await server.database.transaction().execute(async (writer) => {
      await lockMembers(writer, head.practice ?? '');
      sending = send(head, { to: [member.address] });
      await new Promise((resolve) => setTimeout(resolve, 500));
      await planMembersAnew(writer, { practice: head.practice ?? '', now: new Date(server.parts.clock()) });
    });
    await sending;
    expect(await noticesOf(server, member.account)).toMatchObject([{ status: 'waiting' }]);
  });

  it('decides it by owner and administrators, one of three, and that is in the log', async () => {
    const head = await founder(server);
    const member = await coworkerOf(head);
    expect(refusal(await decide(member, 'at-once'))).toBe('403 not_allowed');
    expect(refusal(await decide(head, 'never'))).toBe('400 invalid_request');
    expect((await decide(head, 'day')).status).toBe(204);
    const { events } = await ok(head.api.practice.activity.$get({ query: { what: 'practice' } }));
    expect(events[0]).toMatchObject({ event: 'practice-changed', details: { notices: 'day' } });
  });
});
