// The three ways a mail leaves: a real SMTP server, an HTTP server in Resend's place, and the folder. And how each one fails.
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../server/config.ts';
import { openMailer } from '../../server/mail/index.ts';
import { MailError, type Mail, type Mailer } from '../../server/mail/mailer.ts';
import { writeMail } from '../../server/mail/write-mail.ts';
import { noticeMail, oneOfEach, writing } from '../support/mails.ts';
import { startResendApi, type ResendApi } from '../support/resend.ts';
import { startSmtpCatcher, type SmtpCatcher } from '../support/smtp.ts';

let mail: Mail;
beforeAll(async () => {
  mail = await writeMail(noticeMail({ subject: 'Befund für Ana – 谢谢', text: 'Grüße\n\n.\nvon Ana' }), writing);
});

const open = (settings: Settings['mail']) => openMailer({ mail: settings });

async function failureOf(mailer: Mailer, failing: Mail = mail) {
  const error: unknown = await mailer.send(failing).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MailError);
  expect(String(error)).not.toMatch(/@/);
  return (error as MailError).failure;
}

describe('SMTP', () => {
  let smtp: SmtpCatcher;
  let mailer: Mailer;
  beforeAll(async () => {
    smtp = await startSmtpCatcher();
    mailer = await open({ kind: 'smtp', url: smtp.url });
  });
  beforeEach(() => smtp.refuseWith(null));
  afterAll(async () => {
    await mailer.close();
    await smtp.stop();
  });

  it('hands over text and HTML to the one recipient, with every character kept', async () => {
    await mailer.send(mail);
    const caught = smtp.mails.at(-1)!;
    expect(caught.to).toEqual(['lab@example.org']);
    expect(caught.from).toBe('post@northside.example');
    expect(caught.parsed.subject).toBe('Befund für Ana – 谢谢');
    expect(caught.parsed.text).toBe(mail.text);
    expect(caught.parsed.html).toBe(mail.html);
    expect(caught.raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(caught.parsed.from?.text).toBe('"Dr. Ana Ruiz, Northside Dental via Sealpost" <post@northside.example>');
    expect(caught.parsed.replyTo?.text).toBe('no-reply@northside.example');
  });

  it('gives a mail that is sent again the same Message-ID', async () => {
    await mailer.send(mail);
    await mailer.send(mail);
    const [first, second] = smtp.mails.slice(-2);
    expect(first?.parsed.messageId).toBe(`<${mail.id}@northside.example>`);
    expect(second?.parsed.messageId).toBe(first?.parsed.messageId);
  });

  it('waits on 4xx and ends on 5xx', async () => {
    smtp.refuseWith(451);
    expect(await failureOf(mailer)).toMatchObject({ permanent: false });
    smtp.refuseWith(554);
    expect(await failureOf(mailer)).toMatchObject({ permanent: true, detail: 'refused' });
  });

  it('waits when nothing answers', async () => {
    const away = await startSmtpCatcher();
    await away.stop();
    const lost = await open({ kind: 'smtp', url: away.url });
    expect(await failureOf(lost)).toMatchObject({ permanent: false });
    await lost.close();
  });

  it('knows a refused recipient, and takes a refused log-in for the operator’s mistake', async () => {
    const picky = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_, __, done) => done(Object.assign(new Error('no such user'), { responseCode: 550 })),
      onAuth: (_, __, done) => done(Object.assign(new Error('wrong'), { responseCode: 535 })),
    });
    await new Promise<void>((resolve) => picky.listen(0, '127.0.0.1', resolve));
    const { port } = picky.server.address() as AddressInfo;
    const anonymous = await open({ kind: 'smtp', url: `smtp://127.0.0.1:${port}` });
    expect(await failureOf(anonymous)).toMatchObject({ permanent: true, detail: 'recipient_refused' });
    const known = await open({ kind: 'smtp', url: `smtp://user:wrong@127.0.0.1:${port}` });
    expect(await failureOf(known)).toMatchObject({ permanent: false });
    await Promise.all([anonymous.close(), known.close()]);
    await new Promise<void>((resolve) => picky.close(resolve));
  });
});

describe('Resend', () => {
  let api: ResendApi;
  let mailer: Mailer;
  beforeAll(async () => {
    api = await startResendApi();
    mailer = await open({ kind: 'resend', apiKey: 're_test', baseUrl: api.url, webhookSecret: null });
  });
  beforeEach(() => api.answerWith(null));
  afterAll(() => api.stop());

  it('hands over the mail under its id as idempotency key', async () => {
    const accepted = await mailer.send(mail);
    const call = api.calls.at(-1)!;
    expect(accepted.providerId).toBe(`resend-${api.calls.length}`);
    expect(call.path).toBe('/emails');
    expect(call.headers).toMatchObject({ authorization: 'Bearer re_test', 'idempotency-key': mail.id });
    expect(call.body).toMatchObject({
      from: '"Dr. Ana Ruiz, Northside Dental via Sealpost" <post@northside.example>',
      to: 'lab@example.org',
      reply_to: 'no-reply@northside.example',
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      tags: [{ name: 'outbox', value: mail.id }],
    });
  });

  it('sends the same request again on a retry', async () => {
    await mailer.send(mail);
    await mailer.send(await writeMail(noticeMail({ subject: 'Befund für Ana – 谢谢', text: 'Grüße\n\n.\nvon Ana' }), writing));
    expect(api.calls.at(-1)?.body).toEqual(api.calls.at(-2)?.body);
  });

  const refusal = (statusCode: number, name: string) => ({ status: statusCode, body: { statusCode, name, message: 'about lab@example.org' } });
  it.each([
    [refusal(422, 'validation_error'), { permanent: true, detail: 'refused' }],
    [refusal(422, 'missing_required_field'), { permanent: true, detail: 'refused' }],
    [refusal(403, 'validation_error'), { permanent: false }],
    [refusal(401, 'missing_api_key'), { permanent: false }],
    [refusal(403, 'invalid_api_key'), { permanent: false }],
    [refusal(409, 'concurrent_idempotent_requests'), { permanent: false }],
    [refusal(429, 'daily_quota_exceeded'), { permanent: false }],
    [{ ...refusal(429, 'rate_limit_exceeded'), headers: { 'retry-after': '3' } }, { permanent: false, retryAfterSeconds: 3 }],
    [refusal(429, 'rate_limit_exceeded'), { permanent: false, retryAfterSeconds: 1 }],
    [refusal(500, 'application_error'), { permanent: false }],
    [{ status: 502, body: '<html>' }, { permanent: false }],
  ])('tells a mail that is wrong from a line that is: $body.name $status', async (answer, failure) => {
    api.answerWith(answer);
    const { cause: _, ...told } = await failureOf(mailer);
    expect(told).toEqual(failure);
  });

  it('takes a mail for sent that an older release has sent with other words', async () => {
    api.answerWith(refusal(409, 'invalid_idempotent_request'));
    expect(await mailer.send(mail)).toEqual({ providerId: null });
  });

  it('waits when nothing answers', async () => {
    const away = await startResendApi();
    await away.stop();
    expect(await failureOf(await open({ kind: 'resend', apiKey: 're_test', baseUrl: away.url, webhookSecret: null }))).toMatchObject({ permanent: false });
  });
});

describe('the folder', () => {
  let folder: string;
  let mailer: Mailer;
  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'sealpost-mail-')), 'mail');
    mailer = await open({ kind: 'folder', folder });
  });
  afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('writes one file for each mail, however often it is sent, for its owner only', async () => {
    for (const queued of oneOfEach.slice(0, 3)) await mailer.send(await writeMail({ ...queued, id: queued.id.replace('AAA', `AA${queued.invitation === null ? 'B' : 'C'}`) }, writing));
    await mailer.send(mail);
    await mailer.send(mail);
    const names = await readdir(folder);
    expect(names.filter((name) => name.includes(mail.id))).toEqual([`mail-${mail.id}.eml`]);
    expect(names.every((name) => /^mail-[\w-]{22}\.eml$/.test(name))).toBe(true);
    const file = join(folder, `mail-${mail.id}.eml`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const parsed = await simpleParser(await readFile(file));
    expect(parsed.text).toBe(mail.text);
    expect(parsed.html).toBe(mail.html);
  });

  it('waits when the folder is gone, and leaves nothing half-written', async () => {
    const gone = join(folder, '..', 'gone');
    const other = await open({ kind: 'folder', folder: gone });
    await rm(gone, { recursive: true });
    expect(await failureOf(other)).toMatchObject({ permanent: false });
  });

  it('refuses a mail that was not made safe before anything is written', async () => {
    const before = await readdir(folder);
    expect(await failureOf(mailer, { ...mail, id: 'UnsafeAAAAAAAAAAAAAAAA', subject: 'x\r\nBcc: a@b.example' })).toMatchObject({ permanent: true });
    expect(await readdir(folder)).toEqual(before);
  });
});
