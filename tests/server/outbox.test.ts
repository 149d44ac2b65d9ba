// The outbox against real PostgreSQL and a real SMTP server: every mail leaves once, whatever fails, crashes or runs twice.
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimBatch, deleteOldMail, enqueue, markSent, releaseClaims } from '../../server/database/outbox.ts';
import { sendAllDue, startOutbox } from '../../server/jobs/outbox.ts';
import { nextTry } from '../../server/jobs/retry.ts';
import { openMailer } from '../../server/mail/index.ts';
import type { Mailer } from '../../server/mail/mailer.ts';
import type { OutgoingMail } from '../../server/mail/outgoing-mail.ts';
import { jobParts, type JobsForTests } from '../support/jobs.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startResendApi } from '../support/resend.ts';
import { startSmtpCatcher, type SmtpCatcher } from '../support/smtp.ts';

let database: TestDatabase;
let smtp: SmtpCatcher;
let mailer: Mailer;
let parts: JobsForTests;
let everythingLogged = '';
const signal = new AbortController().signal;
const SECOND = 1000;
const HOUR = 3_600_000;

beforeAll(async () => {
  database = await createTestDatabase();
  smtp = await startSmtpCatcher();
  mailer = await openMailer({ mail: { kind: 'smtp', url: smtp.url } });
});
beforeEach(async () => {
  await database.database.deleteFrom('outbox').execute();
  smtp.mails.length = 0;
  smtp.refuseWith(null);
  parts = jobParts({ database, mailer });
});
afterEach(() => {
  everythingLogged += parts.logged();
});
afterAll(async () => {
  await mailer.close();
  await smtp.stop();
  await database.drop();
});

function notice(now: number, text = 'The records are ready.'): OutgoingMail {
  const payload = { subject: 'Records', text, sender: { name: 'Ana Ruiz', practice: null }, replyTo: null };
  return { kind: 'notice', payload, recipient: 'lab@example.org', message: null, invitation: null, practice: null, account: null, writer: null, now: new Date(now) };
}

const queue = (mail = notice(parts.time.now)) => database.database.transaction().execute((writer) => enqueue(writer, mail));
const rowOf = (id: string) => database.database.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('queueing', () => {
  it('sends a mail only if the transaction that caused it commits', async () => {
    const failing = database.database.transaction().execute(async (writer) => {
      await enqueue(writer, notice(parts.time.now));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await sendAllDue(parts, signal);
    expect(smtp.mails).toHaveLength(0);
    await queue();
    await sendAllDue(parts, signal);
    expect(smtp.mails).toHaveLength(1);
  });

  it('forgets what the mail said once it is handed over', async () => {
    const id = await queue();
    expect(JSON.stringify((await rowOf(id)).payload)).toContain('The records are ready');
    await sendAllDue(parts, signal);
    expect(await rowOf(id)).toMatchObject({ status: 'sent', attempts: 1, sent_at: new Date(parts.time.now) });
    expect((await rowOf(id)).payload).toEqual({});
  });

  it('wakes every listening process at the commit, not at the next look', async () => {
    const outbox = startOutbox(parts);
    try {
      await wait(500);
      const begun = performance.now();
      await queue();
      await expect.poll(() => smtp.mails.length, { timeout: 5000, interval: 20 }).toBe(1);
      expect(performance.now() - begun).toBeLessThan(3000);
    } finally {
      await outbox.stop();
    }
  });

  it('hears again after its connection to the database was cut', async () => {
    const outbox = startOutbox(parts);
    try {
      await wait(300);
      await database.database.executeQuery(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sealpost-listener' and datname = current_database()`.compile(database.database),
      );
      await queue();
      await expect.poll(() => smtp.mails.length, { timeout: 15_000, interval: 50 }).toBe(1);
    } finally {
      await outbox.stop();
    }
  });
});

describe('several processes', () => {
  it('send each mail once', async () => {
    for (let index = 0; index < 60; index += 1) await queue(notice(parts.time.now, `number ${index}.`));
    await Promise.all(Array.from({ length: 5 }, () => sendAllDue(parts, signal)));
    const texts = smtp.mails.map(({ parsed }) => /number \d+\./.exec(parsed.text ?? '')?.[0]);
    expect(texts).toHaveLength(60);
    expect(new Set(texts).size).toBe(60);
  });

  it('do not wait for mails that another one is claiming at this moment', async () => {
    const [held, free] = [await queue(), await queue()];
    const claimed = await database.database.transaction().execute(async (writer) => {
      await writer.selectFrom('outbox').select('id').where('id', '=', held).forUpdate().execute();
      return await claimBatch(database.database, { now: new Date(parts.time.now), limit: 10 });
    });
    expect(claimed.map(({ id }) => id)).toEqual([free]);
  });

  it('leave a claimed mail alone until its lease ends, then send it under the same id with the same bytes', async () => {
    const id = await queue();
    const [claimed] = await claimBatch(database.database, { now: new Date(parts.time.now), limit: 1 });
    expect(claimed?.id).toBe(id);
    await sendAllDue(parts, signal);
    expect(smtp.mails).toHaveLength(0);
    // As if the process had sent it and died before noting so.
    await queue();
    await sendAllDue(parts, signal);
    const first = smtp.mails[0]!;
    await database.database.updateTable('outbox').set({ status: 'sending', payload: claimed!.payload, next_attempt_at: new Date(parts.time.now + 300 * SECOND) }).where('status', '=', 'sent').execute();
    parts.time.now += 301 * SECOND;
    await sendAllDue(parts, signal);
    expect(smtp.mails).toHaveLength(3);
    const again = smtp.mails.filter(({ parsed }) => parsed.messageId === first.parsed.messageId);
    expect(again).toHaveLength(2);
    expect(again.map(({ parsed }) => parsed.html)).toEqual([first.parsed.html, first.parsed.html]);
    expect(smtp.mails.some(({ parsed }) => parsed.messageId === `<${id}@northside.example>`)).toBe(true);
  });
});

describe('a server that has its database to itself', () => {
  it('sends at its start what was under way when the one before it was killed', async () => {
    const id = await queue();
    expect(await claimBatch(database.database, { now: new Date(parts.time.now), limit: 1 })).toMatchObject([{ id }]);
    await releaseClaims(database.database, { now: new Date(parts.time.now) });
    await sendAllDue(parts, signal);
    expect(smtp.mails.map(({ parsed }) => parsed.messageId)).toEqual([`<${id}@northside.example>`]);
  });
});

describe('failures', () => {
  it('waits half a minute, then twice as long each time up to six hours, and gives up after three days', () => {
    const createdAt = new Date(0);
    const pauses: number[] = [];
    let now = new Date(0);
    for (let attempts = 1; ; attempts += 1) {
      const next = nextTry({ now, createdAt, attempts });
      if (next === null) break;
      pauses.push((next.getTime() - now.getTime()) / SECOND);
      now = next;
    }
    expect(pauses.slice(0, 4)).toEqual([30, 60, 120, 240]);
    expect(Math.max(...pauses)).toBe(6 * 3600);
    expect(now.getTime()).toBeGreaterThan(66 * HOUR);
    expect(now.getTime()).toBeLessThanOrEqual(72 * HOUR);
  });

  it('tries a mail again that the server could not take yet', async () => {
    const id = await queue();
    smtp.refuseWith(451);
    await sendAllDue(parts, signal);
    expect(await rowOf(id)).toMatchObject({ status: 'queued', attempts: 1, next_attempt_at: new Date(parts.time.now + 30 * SECOND) });
    smtp.refuseWith(null);
    parts.time.now += 29 * SECOND;
    await sendAllDue(parts, signal);
    expect(smtp.mails).toHaveLength(0);
    parts.time.now += SECOND;
    await sendAllDue(parts, signal);
    expect(await rowOf(id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('gives up in the end, and says so', async () => {
    const id = await queue();
    smtp.refuseWith(451);
    for (let tries = 0; tries < 40 && (await rowOf(id)).status === 'queued'; tries += 1) {
      parts.time.now = (await rowOf(id)).next_attempt_at.getTime();
      await sendAllDue(parts, signal);
    }
    expect(await rowOf(id)).toMatchObject({ status: 'failed', detail: 'given_up' });
    expect((await rowOf(id)).payload).toEqual({});
    expect(parts.time.now - Date.UTC(2026, 4, 3, 9)).toBeGreaterThan(66 * HOUR);
  });

  it('ends at once for a mail that is refused for good', async () => {
    const id = await queue();
    smtp.refuseWith(550);
    await sendAllDue(parts, signal);
    expect(await rowOf(id)).toMatchObject({ status: 'failed', detail: 'refused', attempts: 1 });
  });

  it('does not let one bad mail hold up the others', async () => {
    const bad = await queue({ ...notice(parts.time.now), recipient: 'lab@example.org' });
    await database.database.updateTable('outbox').set({ payload: { nothing: 'here' } }).where('id', '=', bad).execute();
    const good = await queue();
    await sendAllDue(parts, signal);
    expect(await rowOf(good)).toMatchObject({ status: 'sent' });
    expect(await rowOf(bad)).toMatchObject({ status: 'queued', attempts: 1 });
  });

  it('slows down when the provider says so, without counting it as a try', async () => {
    const api = await startResendApi();
    const resend = await openMailer({ mail: { kind: 'resend', apiKey: 're_test', baseUrl: api.url, webhookSecret: null } });
    const limited = jobParts({ database, mailer: resend });
    api.answerWith({ status: 429, body: { statusCode: 429, name: 'rate_limit_exceeded', message: '' }, headers: { 'retry-after': '1' } });
    const id = await queue(notice(limited.time.now));
    await sendAllDue(limited, signal);
    expect(await rowOf(id)).toMatchObject({ status: 'queued', attempts: 0, next_attempt_at: new Date(limited.time.now + SECOND) });
    api.answerWith(null);
    limited.time.now += SECOND;
    await sendAllDue(limited, signal);
    expect(await rowOf(id)).toMatchObject({ status: 'sent', attempts: 1, provider_id: 'resend-2' });
    expect(api.calls.map(({ headers }) => headers['idempotency-key'])).toEqual([id, id]);
    await api.stop();
  });
});

describe('old mail', () => {
  it('is deleted where it belongs to no message, and only once it has ended', async () => {
    const sent = await queue();
    await markSent(database.database, { id: sent, providerId: null, now: new Date(parts.time.now) });
    await database.database.updateTable('outbox').set({ status: 'sent' }).where('id', '=', sent).execute();
    const queued = await queue();
    expect(await deleteOldMail(database.database, { before: new Date(parts.time.now) })).toBe(0);
    expect(await deleteOldMail(database.database, { before: new Date(parts.time.now + 1) })).toBe(1);
    expect(await rowOf(queued)).toMatchObject({ status: 'queued' });
  });
});

describe('the log', () => {
  it('has every mail sent and not sent, and nothing of what they say or to whom', () => {
    expect(everythingLogged).toContain('"msg":"mail sent"');
    expect(everythingLogged).toContain('"msg":"mail not sent"');
    expect(everythingLogged).not.toMatch(/example\.org|northside|Ruiz|records/i);
  });
});
