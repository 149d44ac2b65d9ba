// Resend's reports, through the whole application: believed by signature only, in any order, any number of times.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimBatch, enqueue, markSent } from '../../server/database/outbox.ts';
import { signReport } from '../support/resend.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const recipient = 'lab@example.org';
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ RESEND_API_KEY: 're_test', MAIL_FROM: 'post@northside.example', RESEND_WEBHOOK_SECRET: secret });
});
afterAll(() => server.stop());

/** A mail on its way: claimed, and handed over as `providerId` unless that is null. */
async function sentMail(providerId: string | null = `resend-${Math.random()}`): Promise<{ id: string; providerId: string }> {
  const now = new Date(server.parts.clock());
  const id = await server.database.transaction().execute((writer) =>
    enqueue(writer, { kind: 'address_taken', payload: {}, recipient, message: null, invitation: null, practice: null, account: null, writer: null, now }),
  );
  await claimBatch(server.database, { now, limit: 100 });
  if (providerId !== null) await markSent(server.database, { id, providerId, now });
  return { id, providerId: providerId ?? 'resend-unknown' };
}

type Event = { type: string; data?: Record<string, unknown> };

function event(mail: { id?: string; providerId: string }, { type, data }: Event): string {
  const tags = mail.id === undefined ? {} : { outbox: mail.id };
  return JSON.stringify({ type, created_at: '2026-05-03T09:00:00Z', data: { email_id: mail.providerId, to: [recipient], from: 'post@northside.example', subject: 'Records', tags, ...data } });
}

function post(body: string, headers = signReport(body, { secret })): Promise<Response> {
  return Promise.resolve(server.app.request('/api/webhooks/resend', { method: 'POST', body, headers }));
}

async function report(mail: { id?: string; providerId: string }, reported: Event): Promise<void> {
  expect((await post(event(mail, reported))).status).toBe(204);
}

const bounce = (subType: string) => ({ type: 'email.bounced', data: { bounce: { type: 'Permanent', subType, message: `smtp; 550 no ${recipient}` } } });
const stateOf = (id: string) => server.database.selectFrom('outbox').select(['status', 'detail', 'provider_id']).where('id', '=', id).executeTakeFirstOrThrow();

describe('a genuine report', () => {
  it.each([
    [{ type: 'email.delivered' }, { status: 'delivered', detail: null }],
    [{ type: 'email.complained' }, { status: 'delivered', detail: 'complained' }],
    [{ type: 'email.delivery_delayed' }, { status: 'sent', detail: 'delayed' }],
    [bounce('NoEmail'), { status: 'bounced', detail: 'no_such_mailbox' }],
    [bounce('MailboxFull'), { status: 'bounced', detail: 'mailbox_full' }],
    [bounce('General'), { status: 'bounced', detail: 'recipient_refused' }],
    [{ type: 'email.bounced' }, { status: 'bounced', detail: 'recipient_refused' }],
    [{ type: 'email.suppressed' }, { status: 'bounced', detail: 'suppressed' }],
    [{ type: 'email.failed' }, { status: 'failed', detail: 'refused' }],
    [{ type: 'email.opened' }, { status: 'sent', detail: null }],
  ])('$type is noted at the mail', async (reported: Event, expected) => {
    const mail = await sentMail();
    await report(mail, reported);
    expect(await stateOf(mail.id)).toMatchObject(expected);
  });

  it('finds its mail by Resend’s name for it where it carries no tag', async () => {
    const mail = await sentMail();
    await report({ providerId: mail.providerId }, bounce('NoEmail'));
    expect(await stateOf(mail.id)).toMatchObject({ status: 'bounced' });
  });

  it('counts even when it overtakes the answer to the sending', async () => {
    const mail = await sentMail(null);
    await report(mail, { type: 'email.delivered' });
    await markSent(server.database, { id: mail.id, providerId: 'resend-late', now: new Date(server.parts.clock()) });
    expect(await stateOf(mail.id)).toEqual({ status: 'delivered', detail: null, provider_id: 'resend-late' });
  });

  it('changes nothing when it comes again, late, or about a mail that is not ours', async () => {
    const mail = await sentMail();
    const other = await sentMail();
    await report(mail, { type: 'email.delivered' });
    await report(mail, bounce('General'));
    for (const late of [{ type: 'email.delivered' }, { type: 'email.delivery_delayed' }, { type: 'email.complained' }, bounce('MailboxFull')]) await report(mail, late);
    expect(await stateOf(mail.id)).toMatchObject({ status: 'bounced', detail: 'recipient_refused' });
    await report({ providerId: 'resend-of-somebody-else' }, bounce('General'));
    await report({ id: 'NotOursAAAAAAAAAAAAAAA', providerId: other.providerId }, bounce('General'));
    expect(await stateOf(other.id)).toMatchObject({ status: 'sent' });
  });
});

describe('what is not genuine', () => {
  it('is refused: no signature, another key, another body, an old time, a body that is no event', async () => {
    const mail = await sentMail();
    const body = event(mail, bounce('General'));
    const otherKey = `whsec_${Buffer.alloc(24, 6).toString('base64')}`;
    const forged: [string, Record<string, string>][] = [
      [body, {}],
      [body, signReport(body, { secret: otherKey })],
      [body.replace('General', 'NoEmail'), signReport(body, { secret })],
      [body, signReport(body, { secret, at: Date.now() - 10 * 60_000 })],
      [body, { ...signReport(body, { secret }), 'svix-id': 'msg_other' }],
      ['{"type":1}', signReport('{"type":1}', { secret })],
    ];
    for (const [sent, headers] of forged) {
      const answer = await post(sent, headers);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({ error: { code: 'not_verified' } });
    }
    expect(await stateOf(mail.id)).toMatchObject({ status: 'sent' });
  });

  it('is not even listened to without a secret, or when too large', async () => {
    const body = event({ providerId: 'x' }, { type: 'email.delivered' });
    for (const settings of [{}, { RESEND_API_KEY: 're_test', MAIL_FROM: 'post@northside.example' }]) {
      const without = await startTestServer(settings);
      expect((await without.app.request('/api/webhooks/resend', { method: 'POST', body, headers: signReport(body, { secret }) })).status).toBe(404);
      await without.stop();
    }
    const large = JSON.stringify({ x: 'x'.repeat(200_000) });
    expect((await post(large)).status).toBe(413);
  });
});

describe('the log', () => {
  it('has the reports and nobody’s address', () => {
    expect(server.logged()).toContain('mail reported');
    expect(server.logged()).not.toMatch(/example\.org|smtp; 550/);
  });
});
