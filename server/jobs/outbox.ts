// Sends what is in the outbox. Every process does so; each mail is claimed by one of them. A process that dies after
// sending and before noting it leaves a mail that is sent again under the same id, which the provider recognises.
import { setTimeout as wait } from 'node:timers/promises';
import { dropDigest, readDigest } from '../database/digests.ts';
import { listen } from '../database/listen.ts';
import { claimBatch, markFailed, markSent, markWaiting, OUTBOX_CHANNEL, type ClaimedMail } from '../database/outbox.ts';
import { MailError, type MailFailure } from '../mail/mailer.ts';
import { writeMail } from '../mail/write-mail.ts';
import { startDigests } from './digests.ts';
import type { JobParts } from './parts.ts';
import { startReleases } from './releases.ts';
import { nextTry } from './retry.ts';
import { startWoken } from './woken.ts';

const POLL_MS = 10_000;
const AT_ONCE = 4;

export type Job = { stop: () => Promise<void> };

/** Works when told at a commit, and every ten seconds for what had to wait or what no notice told of. */
export function startOutbox(parts: JobParts): Job {
  const sendDue = async (signal: AbortSignal) => {
    await sendAllDue(parts, signal);
    return null;
  };
  const sending = startWoken(parts, { run: sendDue, failure: 'cannot work on the outbox' });
  // Beside the sending, which a slow provider holds up.
  const releases = startReleases(parts);
  const digests = startDigests(parts);
  const all = [sending, releases, digests];
  const wakeAll = () => all.forEach(({ wake }) => wake());
  const listener = listen({ url: parts.databaseUrl, channel: OUTBOX_CHANNEL, heard: wakeAll, log: parts.log });
  const poll = setInterval(wakeAll, POLL_MS);
  return {
    stop: async () => {
      clearInterval(poll);
      await Promise.all([listener.close(), ...all.map(({ stop }) => stop())]);
    },
  };
}

/** Claims and sends until nothing is due. Exported for tests, which run it without waiting for a clock. */
export async function sendAllDue(parts: JobParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const batch = await claimBatch(parts.database, { now: new Date(parts.clock()), limit: AT_ONCE });
    if (batch.length === 0) return;
    const pauses = await Promise.all(batch.map((mail) => sendOne(parts, mail)));
    const pause = Math.max(...pauses);
    if (pause > 0) await wait(pause * 1000, undefined, { signal }).catch(() => undefined);
  }
}

/** Sends one mail and notes what became of it. Returns for how many seconds the provider asks to be left alone. */
async function sendOne(parts: JobParts, mail: ClaimedMail): Promise<number> {
  const { settings, secrets, mailer, database, log } = parts;
  const about = { mail: mail.id, kind: mail.kind, attempt: mail.attempts };
  try {
    const whole = await complete(parts, mail);
    if (whole === null) return 0;
    const written = await writeMail(whole, { publicUrl: settings.publicUrl, mailFrom: settings.mailFrom, keys: secrets });
    const { providerId } = await mailer.send(written);
    await markSent(database, { id: mail.id, providerId, now: new Date(parts.clock()) });
    log.info(about, 'mail sent');
    return 0;
  } catch (error) {
    log.warn({ ...about, err: error }, 'mail not sent');
    return await noteFailure(parts, { mail, failure: error instanceof MailError ? error.failure : { permanent: false } });
  }
}

/** Null for a digest that has nothing left to tell, which is forgotten. */
async function complete({ database, clock }: JobParts, mail: ClaimedMail): Promise<ClaimedMail | null> {
  if (mail.kind !== 'digest') return mail;
  const notices = await readDigest(database, { id: mail.id, now: new Date(clock()) });
  if (notices.length > 0) return { ...mail, payload: { notices } };
  await dropDigest(database, mail.id);
  return null;
}

async function noteFailure({ database, clock }: JobParts, { mail, failure }: { mail: ClaimedMail; failure: MailFailure }): Promise<number> {
  const { id, createdAt, attempts } = mail;
  if (failure.permanent) {
    await markFailed(database, { id, detail: failure.detail });
    return 0;
  }
  const now = new Date(clock());
  // Told to slow down: the mail was not tried, so it is not counted.
  if (failure.retryAfterSeconds !== undefined) {
    const next = new Date(now.getTime() + failure.retryAfterSeconds * 1000);
    await markWaiting(database, { id, next, attempts: attempts - 1 });
    return failure.retryAfterSeconds;
  }
  const next = nextTry({ now, createdAt, attempts });
  if (next === null) await markFailed(database, { id, detail: 'given_up' });
  else await markWaiting(database, { id, next, attempts });
  return 0;
}
