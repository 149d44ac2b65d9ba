// Somebody’s e-mail notices are theirs: nobody else sets their times or learns them, nothing that is set becomes part of a mail, and what a
// sender is shown is the same by day and by night.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimBatch } from '../../server/database/outbox.ts';
import { gatherAllDue } from '../../server/jobs/digests.ts';
import { openMailer } from '../../server/mail/index.ts';
import type { Mailer } from '../../server/mail/mailer.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { assemble, type Cast } from '../support/cast.ts';
import { founder, type TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { choose, DAILY, jobsAt, letLeave, noticesOf, timeOf } from '../support/notices.ts';
import { startSmtpCatcher, type SmtpCatcher } from '../support/smtp.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
let smtp: SmtpCatcher;
let mailer: Mailer;

beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
  smtp = await startSmtpCatcher();
  mailer = await openMailer({ mail: { kind: 'smtp', url: smtp.url } });
}, 120_000);
afterAll(async () => {
  await mailer.close();
  await smtp.stop();
  await server.stop();
});

const kept = async (client: TestClient) => (await ok(client.api['notice-times'].$get())).chosen;
const deliveries = async (id: string) => (await ok(cast.owner.api.messages[':id'].$get({ param: { id: id as never }, query: {} }))).deliveries;

describe('somebody else’s times', () => {
  it('are not set by naming them, in the body or in the address, by whoever', async () => {
    const { owner, guest, colleague, stranger } = cast;
    await choose(guest);
    for (const attacker of [owner, colleague, stranger]) {
      for (const name of ['account', 'account_id', 'id']) expect(refusal(await choose(attacker, { rhythm: 'hourly', [name]: guest.account }))).toBe('400 invalid_request');
      expect(refusal(await attacker.call(`PUT /api/notice-times/${guest.account}`, { body: DAILY }))).toBe('404 not_found');
      await choose(attacker, { rhythm: 'hourly' });
      await attacker.call(`PUT /api/notice-times?account=${guest.account}`, { body: { ...DAILY, rhythm: 'hourly' } });
    }
    expect(await kept(guest)).toEqual(DAILY);
    for (const attacker of [owner, colleague, stranger]) await choose(attacker, { rhythm: 'at-once' });
  });

  it('are in nothing that others are given: their session, the practice, its log, look-ups', async () => {
    const { owner, colleague } = cast;
    await choose(colleague, { rhythm: 'daily', hour: 5, quiet: { from: '20:17', to: '06:43' }, timeZone: 'Pacific/Chatham' });
    const answers = [
      await owner.call('GET /api/session'), await owner.call('GET /api/practice'), await owner.call('GET /api/practice/members'), await owner.call('GET /api/practice/activity'),
      await owner.call('GET /api/practice/activity/export'), await owner.call('POST /api/accounts/lookup', { body: { accounts: [colleague.account] } }),
      await owner.call('POST /api/addresses/lookup', { body: { addresses: [colleague.address] } }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/Chatham|20:17|06:43|1217|rhythm/);
    }
    await choose(colleague, { rhythm: 'at-once' });
  });
});

describe('what is set', () => {
  it.each([
    ['a line break in the zone', { timeZone: 'Europe/Berlin\r\nBcc: x@evil.example' }],
    ['a line break at its end', { timeZone: 'Europe/Berlin\n' }],
    ['an encoded word', { timeZone: '=?utf-8?q?=0D=0ABcc:_x@evil.example?=' }],
    ['a path', { timeZone: '../../etc/passwd' }],
    ['an offset', { timeZone: '+05:30' }],
    ['a zone that is none', { timeZone: 'Nowhere/Town' }],
    ['a zone without end', { timeZone: `Europe/${'A'.repeat(100_000)}` }],
    ['a zone that is no text', { timeZone: ['Europe/Berlin'] }],
    ['a text as hour', { hour: '8\r\nBcc: x@evil.example' }],
    ['an hour past the day', { hour: 24 }],
    ['an hour before it', { hour: -1 }],
    ['half an hour', { hour: 8.5 }],
    ['a line break in a time', { quiet: { from: '19:00\n', to: '07:00' } }],
    ['a time past the day', { quiet: { from: '19:00', to: '24:00' } }],
    ['a time of other digits', { quiet: { from: '١٩:٠٠', to: '07:00' } }],
    ['quiet for ever', { quiet: { from: '07:00', to: '07:00' } }],
    ['half of the quiet hours', { quiet: { from: '19:00' } }],
    ['another rhythm', { rhythm: 'never' }],
    ['weekends that are no yes or no', { weekends: 'yes' }],
    ['what belongs to the row', { changed_at: 0, quiet_from: 1 }],
  ])('is refused, and nothing is changed: %s', async (_, changes) => {
    await choose(cast.stranger);
    expect(refusal(await choose(cast.stranger, changes))).toBe('400 invalid_request');
    expect(await kept(cast.stranger)).toEqual(DAILY);
    await choose(cast.stranger, { rhythm: 'at-once' });
  });

  it('is refused by the database too, whatever gets as far', async () => {
    await choose(cast.stranger);
    const change = (set: object) => server.database.updateTable('notice_times').set(set).where('account_id', '=', cast.stranger.account).execute();
    for (const set of [{ time_zone: 'Europe/Berlin\nBcc: x' }, { hour: 24 }, { quiet_from: 5 }, { quiet_from: 5, quiet_to: 5 }, { quiet_from: 5, quiet_to: 1440 }]) await expect(change(set)).rejects.toThrow();
    await choose(cast.stranger, { rhythm: 'at-once' });
  });

  it('stays out of the mail: a digest has the headers that every mail of ours has, whoever wrote what', async () => {
    const { owner, guest } = cast;
    await choose(guest, { timeZone: 'America/Argentina/ComodRivadavia' });
    await owner.call('PATCH /api/profile', { body: { name: 'Ana" <x@evil.example>, =?utf-8?q?=0D=0ABcc:_x?=' } });
    await server.database.deleteFrom('outbox').execute();
    for (const subject of ['=?utf-8?q?=0D=0ABcc:_x@evil.example?=', 'Second']) await send(owner, { to: [guest.address], notice: { subject, text: '<script>alert(1)</script>\n.\nBcc: x@evil.example' } });
    smtp.mails.length = 0;
    await letLeave(server, { at: await timeOf(server, guest.account), mailer });
    const mail = smtp.mails.find(({ to }) => to.includes(guest.address));
    expect(mail?.to).toEqual([guest.address]);
    expect(mail?.parsed.headerLines.map(({ key }) => key).toSorted()).toEqual(['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'reply-to', 'subject', 'to'].toSorted());
    expect(mail?.parsed.from?.value).toHaveLength(1);
    expect(mail?.parsed.from?.value[0]?.address).not.toContain('evil');
    expect(mail?.parsed.html).not.toContain('<script');
    expect(mail?.raw).not.toContain('ComodRivadavia');
    await owner.call('PATCH /api/profile', { body: { name: 'Ana Ruiz' } });
  });
});

describe('a sender', () => {
  it('is shown the same by day and by night, before the e-mail has left and after it, alone or with others', async () => {
    const reader = await founder(server);
    const { owner } = cast;
    const now = new Date(server.parts.clock());
    const clock = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString().slice(11, 16);
    const shown: unknown[] = [];
    const show = async (id: string) => shown.push((await deliveries(id))[0]);
    const awake = { rhythm: 'at-once', timeZone: 'UTC', quiet: { from: clock(3), to: clock(5) } };
    const asleep = { rhythm: 'at-once', timeZone: 'UTC', quiet: { from: clock(-1), to: clock(2) } };
    for (const [times, messages, status] of [[awake, 1, 'queued'], [asleep, 1, 'waiting'], [asleep, 2, 'waiting'], [{ rhythm: 'daily' }, 2, 'waiting'], [{ weekends: true, rhythm: 'hourly' }, 1, 'waiting']] as const) {
      await choose(reader, times);
      const ids: string[] = [];
      for (let index = 0; index < messages; index += 1) ids.push((await send(owner, { to: [reader.address] })).id);
      const rows = (await noticesOf(server, reader.account)).filter(({ message_id: id }) => ids.includes(id ?? ''));
      expect(rows.map((row) => row.status)).toEqual(ids.map(() => status));
      for (const id of ids) await show(id);
      const at = status === 'waiting' ? await timeOf(server, reader.account) : server.parts.clock();
      await gatherAllDue(jobsAt(server, { at, mailer }));
      for (const id of ids) await show(id);
      await claimBatch(server.database, { now: new Date(at), limit: 1000 });
      for (const id of ids) await show(id);
      await letLeave(server, { at: at + DAY_MS, mailer });
      for (const id of ids) await show(id);
      await server.database.updateTable('outbox').set({ status: 'delivered', detail: 'delayed' }).where('recipient', '=', reader.address).where('status', '=', 'sent').execute();
      for (const id of ids) await show(id);
    }
    expect(shown).toHaveLength(5 * 7);
    expect(new Set(shown.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(shown[0]).toMatchObject({ noticeStatus: 'as-chosen', noticeDetail: null });
  });
});
