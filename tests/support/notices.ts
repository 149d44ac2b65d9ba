// E-mail notices as their recipients choose them, and the time at which they leave.
import { gatherAllDue } from '../../server/jobs/digests.ts';
import { sendAllDue } from '../../server/jobs/outbox.ts';
import { openMailer } from '../../server/mail/index.ts';
import type { Mailer } from '../../server/mail/mailer.ts';
import type { OutboxRow } from '../../server/database/tables/mailbox.ts';
import type { BrowserStandIn } from './browser-stand-in.ts';
import { founder, type TestClient } from './client.ts';
import { startSmtpCatcher, type SmtpCatcher } from './smtp.ts';
import { startTestServer, type TestServer } from './test-server.ts';

export const DAILY = { rhythm: 'daily', hour: 8, quiet: null, weekends: false, timeZone: 'Europe/Berlin' };

export const choose = (client: Pick<BrowserStandIn, 'call'>, changes: object = {}) => client.call('PUT /api/notice-times', { body: { ...DAILY, ...changes } });

export const noticesOf = (server: TestServer, account: string): Promise<OutboxRow[]> =>
  server.database.selectFrom('outbox').selectAll().where('chosen_by', '=', account).orderBy('created_at').execute();

/** The last time for which something waits for this person; the clock of everybody else stays. */
export async function timeOf(server: TestServer, account: string): Promise<number> {
  const waiting = (await noticesOf(server, account)).filter(({ status }) => status === 'waiting');
  if (waiting.length === 0) throw new Error('nothing waits');
  return Math.max(...waiting.map(({ next_attempt_at: at }) => at.getTime()));
}

export const jobsAt = (server: TestServer, { at, mailer }: { at: number; mailer: Mailer }) => ({ ...server.parts, databaseUrl: server.databaseUrl, mailer, clock: () => at });

/** Lets everything leave that is due at that moment. */
export async function letLeave(server: TestServer, time: { at: number; mailer: Mailer }): Promise<void> {
  const parts = jobsAt(server, time);
  await gatherAllDue(parts);
  await sendAllDue(parts, new AbortController().signal);
}

/** A server whose e-mail is caught, somebody who writes and somebody who reads. `clear`: no mail is there, and the reader hears once a day. */
export type Postroom = { server: TestServer; smtp: SmtpCatcher; mailer: Mailer; owner: TestClient; reader: TestClient; clear(): Promise<void>; stop(): Promise<void> };

export async function openPostroom(): Promise<Postroom> {
  const server = await startTestServer();
  const smtp = await startSmtpCatcher();
  const mailer = await openMailer({ mail: { kind: 'smtp', url: smtp.url } });
  const [owner, reader] = [await founder(server), await founder(server)];
  const clear = async () => {
    await server.database.deleteFrom('outbox').execute();
    smtp.refuseWith(null);
    smtp.mails.length = 0;
    await choose(reader);
  };
  const stop = async () => {
    await mailer.close();
    await smtp.stop();
    await server.stop();
  };
  return { server, smtp, mailer, owner, reader, clear, stop };
}
