// What the server keeps about the account that asks, for the page that says so and for the file that one can take along. Times are
// texts (ISO 8601): a person reads that file. Keys, hashes and ciphertext are told by their sizes.
import { Hono } from 'hono';
import { z } from 'zod';
import { listRecipients } from '../database/deliveries.ts';
import { findWraps } from '../database/identities.ts';
import { findNoticeTimes } from '../database/notice-times.ts';
import {
  describeAccount, describeProfile, listBegun, listHandOvers, listInvitationRecords, listMailRecords, listMessageRecords, listPublicObjects, listSponsorships, measureActivity, measureMailbox,
  measureState, measureUploads,
} from '../database/own-data.ts';
import { describeStatements } from '../database/statements.ts';
import { describeTexts } from '../database/practice-texts.ts';
import { listPasskeys } from '../database/passkeys.ts';
import { describeSecondFactor } from '../database/second-factors.ts';
import { type ActiveSession, listSessions } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { GRACE_MINUTES, idleMinutesOf } from '../idle.ts';
import { OLD_MAIL_DAYS, TRASH_DAYS, UNSENT_DAYS } from '../limits.ts';
import { query } from '../middleware/body.ts';
import { byAccount, signedIn } from '../middleware/guards.ts';
import type { Parts } from '../parts.ts';
import { readStorage } from './attachments/room.ts';
import { cursor, encodeCursor } from './messages/rows.ts';

const PAGE = 100;
const messagesQuery = z.object({ folder: z.enum(['inbox', 'sent', 'archive', 'trash', 'removed', 'recalled']), before: cursor.optional() });

export const ownData = new Hono<Env>()
  .get('/', signedIn, byAccount('own-data'), async (c) => c.json(await collect(c.var.parts, c.var.session)))
  .get('/messages', signedIn, byAccount('own-data-messages'), query(messagesQuery), async (c) => {
    const { now, session: { account } } = c.var;
    const { database } = c.var.parts;
    const { folder, before } = c.req.valid('query');
    const found = await listMessageRecords(database, { account, folder, before: before ?? null, now, limit: PAGE + 1 });
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    const next = found.length > PAGE && last !== undefined ? encodeCursor({ ...last, sent_at: last.sentAt }) : null;
    // To whom it went besides is known to whoever can open it; to whom one wrote, the server is asked.
    const sent = await listRecipients(database, page.filter(({ role }) => role === 'sender').map(({ id }) => id));
    const messages = page.map((record) => ({
      ...record,
      to: record.role === 'sender' ? sent.filter(({ message }) => message === record.id).map(({ address }) => address) : null,
    }));
    return c.json({ messages, next });
  });

async function collect({ database, settings }: Parts, session: ActiveSession) {
  const { account, address, device, membership } = session;
  const asked = { account, address };
  const { practiceId, practice, role, joinedAt, membership: signed, passwordRecordBytes, kitProofBytes, kemPublicKey, ...self } = await describeAccount(database, account);
  const wraps = await findWraps(database, account);
  const secondFactor = await describeSecondFactor(database, account);
  const passkeys = await listPasskeys(database, account);
  return {
    account: { id: account, ...self },
    practice: practiceId === null ? null : { id: practiceId, name: practice, role, joinedAt, signed },
    practiceProfile: await describeProfile(database, account),
    sponsors: await listSponsorships(database, account),
    keys: { ...(await listPublicObjects(database, account)), kemPublicKey },
    access: {
      passwordRecordBytes,
      kitProofBytes,
      wrappedAccountKeys: wraps.map(({ name, version, sealed }) => ({ name, version, bytes: sealed.length })),
      secondFactor,
      passkeys: passkeys.map(({ credential, ...passkey }) => ({ ...passkey, credentialBytes: credential.length })),
    },
    devices: (await listSessions(database, account)).map((row) => ({
      current: row.id === device,
      userAgent: row.user_agent,
      clientAddress: row.client_address,
      country: row.country,
      createdAt: row.created_at,
      lastActiveAt: row.last_active_at,
    })),
    begun: await listBegun(database, account),
    noticeTimes: await findNoticeTimes(database, account),
    sealedDocuments: await measureState(database, account),
    practiceTexts: await describeTexts(database, account),
    statements: await describeStatements(database, account),
    mailbox: await measureMailbox(database, account),
    uploads: await measureUploads(database, account),
    storage: { ...(await readStorage(database, session)), of: membership === null ? ('own' as const) : ('practice' as const) },
    invitations: await listInvitationRecords(database, asked),
    handOvers: await listHandOvers(database, account),
    mails: await listMailRecords(database, asked),
    activity: await measureActivity(database, account),
    kept: { deviceMinutes: idleMinutesOf({ settings }, membership) + GRACE_MINUTES, mailDays: OLD_MAIL_DAYS, trashDays: TRASH_DAYS, unsentDays: UNSENT_DAYS },
  };
}
