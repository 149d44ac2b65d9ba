// Deleting one's own account: what it would do, told first, and doing it. It asks for the password again, and for the
// second factor where there is one: an open browser is not enough to end somebody's mailbox.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { lockAccount } from '../database/accounts.ts';
import { actorOf } from '../database/activity.ts';
import { deleteAccount, endPractice, isLastOwner, listFormerAccounts, measureLeaving } from '../database/deletions.ts';
import type { Executor, Writer } from '../database/executor.ts';
import { listRoster, lockMembers } from '../database/members.ts';
import type { ActiveSession } from '../database/sessions.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { takeCookieBack } from '../middleware/cookies.ts';
import { byAccount, signedIn } from '../middleware/guards.ts';
import { mailAccountDeleted, mailCoworkerDeleted } from './mails.ts';
import { givenOf, withSecondFactorIfAny } from './second-factor/check.ts';
import { useReauthentication } from './tickets.ts';
import * as wire from './wire.ts';

const body = z.strictObject({
  reauth: wire.token,
  ...wire.secondFactor,
  /** What the person was told: that nobody else is in the practice, and that it ends. */
  endsPractice: z.boolean(),
});

export const deletion = new Hono<Env>()
  .get('/', signedIn, async (c) => c.json(await foretell(c.var.parts.database, c.var.session)))
  .post('/', upTo('small'), signedIn, byAccount('settings-change'), json(body), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const { reauth, endsPractice, ...given } = c.req.valid('json');
    await withSecondFactorIfAny(parts, {
      account,
      given: givenOf(given, 'passkey-change'),
      by: actorOf(session),
      now,
      first: async (writer) => session.membership && (await lockMembers(writer, session.membership.practice.id)),
      proved: async (writer) => {
        await useReauthentication(writer, { reauth, account, now });
        await leave(writer, { session, endsPractice, now });
      },
    });
    takeCookieBack(c, 'sealpost_session');
    return c.body(null, 204);
  });

async function foretell(database: Executor, { account, membership }: ActiveSession) {
  const leaving = await measureLeaving(database, account);
  if (membership === null) return { ...leaving, practice: null };
  const { id, name } = membership.practice;
  const roster = await listRoster(database, id);
  const ends = roster.length <= 1;
  const owners = roster.filter((member) => member.role === 'owner' && member.suspendedAt === null && member.account !== account);
  return {
    ...leaving,
    practice: {
      name,
      /** Nobody else is in it: it ends, and the accounts of removed coworkers with it. */
      ends,
      formerAccounts: ends ? (await listFormerAccounts(database, id)).length : 0,
      lastOwner: membership.role === 'owner' && !ends && owners.length === 0,
    },
  };
}

type Leave = { session: ActiveSession; endsPractice: boolean; now: Date };

/** Under the practice's lock, as everything that changes who is in it: of two owners who go at once the second finds what the first has done. */
async function leave(writer: Writer, { session, endsPractice, now }: Leave): Promise<void> {
  const { account, membership } = session;
  const by = actorOf(session);
  const practice = membership?.practice ?? null;
  const members = practice === null ? [] : await lockMembers(writer, practice.id);
  if (practice !== null && !members.some((member) => member.account === account)) throw new ApiError('conflict');
  if (isLastOwner({ members, account })) throw new ApiError('last_owner');
  const ends = practice !== null && members.length === 1;
  // Somebody has come or gone since it was told: told anew before anything is done.
  if (ends !== endsPractice) throw new ApiError('conflict');
  const self = await lockAccount(writer, account);
  if (self === null || self.deleted_at !== null) throw new ApiError('not_signed_in');
  // Not to a mailbox that has never answered.
  if (self.confirmed_at !== null) await mailAccountDeleted(writer, { recipient: self.address, account, now });
  if (practice !== null && !ends) {
    const owners = (await listRoster(writer, practice.id)).filter((member) => member.role === 'owner' && member.suspendedAt === null && member.account !== account);
    await mailCoworkerDeleted(writer, { owners, name: self.name, address: self.address, now });
  }
  if (practice !== null && ends) {
    for (const former of await listFormerAccounts(writer, practice.id)) {
      await lockAccount(writer, former);
      await deleteAccount(writer, { account: former, practice, by, now });
    }
    await endPractice(writer, { practice: practice.id, account, by, now });
  }
  await deleteAccount(writer, { account, practice, by, now });
}

