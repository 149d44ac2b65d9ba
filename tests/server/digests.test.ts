// Notices at the time that their recipient has chosen: what waits, what leaves as one, that it leaves once whatever runs twice or dies,
// and that nothing else waits with it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '#crypto';
import { claimBatch, deleteOldMail, markReported } from '../../server/database/outbox.ts';
import { requeue } from '../../server/database/undelivered.ts';
import { gatherAllDue } from '../../server/jobs/digests.ts';
import { sendAllDue } from '../../server/jobs/outbox.ts';
import { startJobs } from '../../server/jobs/index.ts';
import { releaseAllDue } from '../../server/jobs/releases.ts';
import type { Mailer } from '../../server/mail/mailer.ts';
import { ok } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, send } from '../support/correspondence.ts';
import { choose, jobsAt, letLeave, noticesOf, openPostroom, timeOf, type Postroom } from '../support/notices.ts';
import type { SmtpCatcher } from '../support/smtp.ts';
import { DAY_MS, HOUR_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let room: Postroom;
let server: TestServer;
let smtp: SmtpCatcher;
let mailer: Mailer;
let owner: TestClient;
let reader: TestClient;
const signal = new AbortController().signal;

beforeAll(async () => {
  room = await openPostroom();
  ({ server, smtp, mailer, owner, reader } = room);
}, 120_000);
beforeEach(() => room.clear());
afterAll(() => room.stop());

const write = (to: string[] = [reader.address], text = 'The records are ready.') => send(owner, { to, notice: { subject: 'Records', text } });
const leave = async (client = reader) => letLeave(server, { at: await timeOf(server, client.account), mailer });
const mailed = (client = reader) => smtp.mails.filter(({ to }) => to.includes(client.address)).map(({ parsed }) => parsed);
const reportOf = async (id: string) => (await ok(owner.api.messages[':id'].$get({ param: { id }, query: {} }))).deliveries[0];

describe('what waits', () => {
  it('is in the inbox, unread and counted, at once', async () => {
    const { unread } = await ok(reader.api.session.$get());
    const { id } = await write();
    expect((await ok(reader.api.messages.$get({ query: { folder: 'inbox' } }))).rows[0]?.id).toBe(id);
    expect((await ok(reader.api.session.$get())).unread).toBe(unread + 1);
    expect(await server.mails(reader.address)).toMatchObject([{ status: 'waiting', chosen_by: reader.account }]);
    await letLeave(server, { at: server.parts.clock(), mailer });
    expect(mailed()).toEqual([]);
  });

  it('leaves in its time as one mail, with what each notice would have said, and once', async () => {
    const sent = [await write(), await write([reader.address], 'And the second set.')];
    await letLeave(server, { at: (await timeOf(server, reader.account)) - 1, mailer });
    expect(mailed()).toEqual([]);
    const at = await timeOf(server, reader.account);
    await leave();
    await letLeave(server, { at: at + 2 * DAY_MS, mailer });
    const [digest, ...others] = mailed();
    expect(others).toEqual([]);
    expect(digest?.subject).toContain('2 messages from');
    for (const text of ['The records are ready.', 'And the second set.', 'Records', ...sent.map(({ id }) => `/message?id=${id}`)]) expect(digest?.text).toContain(text);
    expect(`${digest?.text}${String(digest?.html)}`).not.toMatch(/Findings|secret text/);
    expect((await noticesOf(server, reader.account)).map(({ status, payload }) => [status, payload])).toEqual([['gathered', {}], ['gathered', {}]]);
  });

  it('leaves as the ordinary notice where it is alone', async () => {
    await write();
    await leave();
    expect(mailed().map(({ subject }) => subject)).toEqual(['Records']);
    expect(mailed()[0]?.text).toContain('wrote to you');
  });

  it('takes along what came later, so that one mail tells of all', async () => {
    await choose(reader, { rhythm: 'hourly' });
    await write();
    const at = await timeOf(server, reader.account);
    await server.database.updateTable('notice_times').set({ rhythm: 'daily' }).where('account_id', '=', reader.account).execute();
    await write();
    await letLeave(server, { at, mailer });
    expect(mailed().map(({ subject }) => subject)).toEqual([expect.stringContaining('2 messages')]);
  });

  it('begins its tries when it leaves, however long it has waited', async () => {
    await write();
    const at = await timeOf(server, reader.account);
    await server.database.updateTable('outbox').set({ created_at: new Date(at - 4 * DAY_MS) }).execute();
    smtp.refuseWith(451);
    await letLeave(server, { at, mailer });
    expect(await noticesOf(server, reader.account)).toMatchObject([{ status: 'queued', attempts: 1 }]);
  });

  it('leaves by itself from a server that runs', async () => {
    await write();
    await write();
    await server.database.updateTable('outbox').set({ next_attempt_at: new Date(server.parts.clock() + 1500) }).execute();
    const jobs = await startJobs({ ...server.parts, databaseUrl: server.databaseUrl, mailer });
    try {
      await expect.poll(() => mailed().length, { timeout: 6000 }).toBe(1);
    } finally {
      await jobs.stop();
    }
  });
});

describe('an invitation', () => {
  it('is never held back: whoever has no account is told at once', async () => {
    const { address } = somebody();
    await write([address, reader.address]);
    expect(await server.mails(address)).toMatchObject([{ status: 'queued', chosen_by: null }]);
    expect(await server.mails(reader.address)).toMatchObject([{ status: 'waiting' }]);
  });

  it('is never held back: nor is the mail to somebody who registers before the message goes out, and whose way in it is', async () => {
    const slow = await startTestServer({ UNDO_SECONDS: '10' });
    try {
      const [inviter, person] = [await founder(slow), somebody()];
      const { body, codes } = await send(inviter, { to: [person.address] });
      const guest = await acceptInvitation(new TestClient(slow, person), { invitation: body.invitations[0]?.id as Id, code: codes.get(person.address) ?? '' });
      expect((await choose(guest)).status).toBe(200);
      slow.advance(10_000);
      await releaseAllDue(slow.parts);
      expect(await slow.mails(person.address)).toMatchObject([{ kind: 'notice', status: 'queued', chosen_by: null, invitation_id: body.invitations[0]?.id }]);
    } finally {
      await slow.stop();
    }
  });
});

describe('several processes, and one that dies', () => {
  it('gather and send each person’s notices once', async () => {
    const readers = [reader, await founder(server), await founder(server)];
    for (const each of readers) await choose(each);
    await server.database.deleteFrom('outbox').execute();
    for (let index = 0; index < 3; index += 1) await write(readers.map(({ address }) => address));
    const parts = jobsAt(server, { at: await timeOf(server, reader.account), mailer });
    await Promise.all(Array.from({ length: 6 }, () => gatherAllDue(parts)));
    await Promise.all(Array.from({ length: 4 }, () => sendAllDue(parts, signal)));
    for (const each of readers) {
      expect(mailed(each).map(({ subject }) => subject)).toEqual([expect.stringContaining('3 messages')]);
      expect((await noticesOf(server, each.account)).map(({ status }) => status)).toEqual(['gathered', 'gathered', 'gathered']);
    }
  });

  it('pass over somebody whom another one has in its hands', async () => {
    await write();
    await write();
    const parts = jobsAt(server, { at: await timeOf(server, reader.account), mailer });
    await server.database.transaction().execute(async (writer) => {
      await writer.selectFrom('notice_times').select('account_id').where('account_id', '=', reader.account).forUpdate().execute();
      await gatherAllDue(parts);
    });
    expect((await noticesOf(server, reader.account)).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    await gatherAllDue(parts);
    expect((await noticesOf(server, reader.account)).map(({ status }) => status)).toEqual(['gathered', 'gathered']);
  });

  it('send a digest again under its id where one died before noting that it was sent', async () => {
    await write();
    await write();
    const at = await timeOf(server, reader.account);
    await gatherAllDue(jobsAt(server, { at, mailer }));
    const [claimed] = await claimBatch(server.database, { now: new Date(at), limit: 10 });
    expect(claimed?.kind).toBe('digest');
    await sendAllDue(jobsAt(server, { at, mailer }), signal);
    expect(mailed()).toEqual([]);
    await sendAllDue(jobsAt(server, { at: at + 6 * 60_000, mailer }), signal);
    expect(mailed().map(({ messageId }) => messageId)).toEqual([expect.stringContaining(`<${claimed?.id ?? ''}@`)]);
    await sendAllDue(jobsAt(server, { at: at + 20 * 60_000, mailer }), signal);
    expect(mailed()).toHaveLength(1);
  });
});

describe('what is not there any more when the mail leaves', () => {
  const take = {
    recalled: (id: string) => owner.call(`POST /api/messages/${id}/recall`, { body: { addresses: [reader.address] } }),
    expired: (id: string) => server.database.updateTable('messages').set({ expires_at: new Date(server.parts.clock()) }).where('id', '=', id).execute(),
    opened: (id: string) => reader.call(`PATCH /api/messages/${id}`, { body: { read: true } }),
    removed: async (id: string) => {
      await reader.call('PATCH /api/messages', { body: { messages: [{ id, role: 'recipient' }], folder: 'trash' } });
      await reader.call('POST /api/messages/remove', { body: { messages: [{ id, role: 'recipient' }] } });
    },
  };

  it.each(Object.entries(take))('is not in it: %s before it was gathered', async (_, takeAway) => {
    const gone = await write([reader.address], 'Gone by then.');
    await write();
    await write();
    const at = await timeOf(server, reader.account);
    await takeAway(gone.id);
    await letLeave(server, { at, mailer });
    expect(mailed().map(({ subject }) => subject)).toEqual([expect.stringContaining('2 messages')]);
    expect(mailed()[0]?.text).not.toContain('Gone by then.');
  });

  it.each(Object.entries(take))('is not in it: %s after that, while the mail had to wait', async (_, takeAway) => {
    const gone = await write([reader.address], 'Gone by then.');
    await write();
    const at = await timeOf(server, reader.account);
    smtp.refuseWith(451);
    await letLeave(server, { at, mailer });
    await takeAway(gone.id);
    smtp.refuseWith(null);
    await sendAllDue(jobsAt(server, { at: at + HOUR_MS, mailer }), signal);
    expect(mailed()).toHaveLength(1);
    expect(mailed()[0]?.text).toContain('The records are ready.');
    expect(mailed()[0]?.text).not.toContain('Gone by then.');
  });

  it.each(Object.entries(take))('leaves no mail where nothing else waits: %s', async (_, takeAway) => {
    const [early, late] = [await write(), await write()];
    const at = await timeOf(server, reader.account);
    await takeAway(early.id);
    await gatherAllDue(jobsAt(server, { at: at - 1, mailer }));
    await takeAway(late.id);
    await letLeave(server, { at, mailer });
    const both = [await write(), await write()];
    await gatherAllDue(jobsAt(server, { at: await timeOf(server, reader.account), mailer }));
    for (const { id } of both) await takeAway(id);
    await sendAllDue(jobsAt(server, { at: at + HOUR_MS, mailer }), signal);
    expect(mailed()).toEqual([]);
    expect((await server.mails(reader.address)).filter(({ kind }) => kind === 'digest')).toEqual([]);
  });
});

describe('a digest that does not arrive', () => {
  it('is seen at each message that it told of, refused at once or reported later', async () => {
    const first = [await write(), await write()];
    smtp.refuseWith(550);
    await leave();
    for (const { id } of first) expect(await reportOf(id)).toMatchObject({ noticeStatus: 'failed', noticeDetail: 'refused' });
    smtp.refuseWith(null);
    const second = [await write(), await write()];
    await leave();
    for (const { id } of second) expect(await reportOf(id)).toMatchObject({ noticeStatus: 'as-chosen', noticeDetail: null });
    const digest = (await server.mails(reader.address)).findLast(({ kind }) => kind === 'digest');
    expect(await markReported(server.database, { id: digest?.id ?? '', providerId: 'x', report: { status: 'bounced', detail: 'mailbox_full' } })).toBe(true);
    for (const { id } of second) expect(await reportOf(id)).toMatchObject({ noticeStatus: 'bounced', noticeDetail: 'mailbox_full' });
    // As long as the messages are there.
    await deleteOldMail(server.database, { before: new Date(server.parts.clock() + 60 * DAY_MS) });
    for (const { id } of second) expect(await reportOf(id)).toMatchObject({ noticeStatus: 'bounced' });
    await server.database.deleteFrom('outbox').where('chosen_by', '=', reader.account).execute();
    expect(await deleteOldMail(server.database, { before: new Date(server.parts.clock() + 60 * DAY_MS) })).toBeGreaterThan(0);
  });

  it('is sent again when the operator says so, under a new id, with what is still there', async () => {
    await write([reader.address], 'Still there.');
    const gone = await write([reader.address], 'Gone by then.');
    smtp.refuseWith(550);
    await leave();
    smtp.refuseWith(null);
    await take(gone.id);
    const before = (await server.mails(reader.address)).find(({ kind }) => kind === 'digest');
    expect(await server.database.transaction().execute((writer) => requeue(writer, { ids: null, statuses: ['failed'], now: new Date(server.parts.clock()) }))).toEqual({ queued: 1, lost: 0 });
    await sendAllDue(jobsAt(server, { at: server.parts.clock(), mailer }), signal);
    expect(mailed().map(({ text }) => [text?.includes('Still there.'), text?.includes('Gone by then.')])).toEqual([[true, false]]);
    expect((await server.mails(reader.address)).find(({ kind }) => kind === 'digest')?.id).not.toBe(before?.id);
  });

  const take = (id: string) => reader.call(`PATCH /api/messages/${id}`, { body: { read: true } });
});
