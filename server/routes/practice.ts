// The practice one is a member of, or founds, and one's own name.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { updateLanguage, updateName } from '../database/accounts.ts';
import { actorOf, record } from '../database/activity.ts';
import { planMembersAnew } from '../database/notice-times.ts';
import { listMembers, updatePractice } from '../database/practices.ts';
import { hasSecondFactor } from '../database/second-factors.ts';
import type { PracticePolicies } from '../database/tables/accounts.ts';
import type { Env } from '../env.ts';
import { LONGEST_IDLE_MINUTES } from '../idle.ts';
import { LANGUAGES } from '../language.ts';
import { ALLOWED_DOMAINS_MAX } from '../limits.ts';
import { json, upTo } from '../middleware/body.ts';
import { administrator, byAccount, confirmed, signedIn } from '../middleware/guards.ts';
import { NOTICE_POLICIES } from '../notice-times.ts';
import { admit, foundingBody, foundPractice, signUpToken } from './accounts/founding.ts';
import { administer } from './members/authority.ts';
import * as wire from './wire.ts';

const policiesBody = z
  .strictObject({
    completeLink: z.boolean(),
    idleMinutes: z.int().min(1).max(LONGEST_IDLE_MINUTES).nullable(),
    secondFactor: z.boolean(),
    inviting: z.enum(['everybody', 'administrators']),
    allowedDomains: z.array(wire.domain).max(ALLOWED_DOMAINS_MAX).transform((domains) => [...new Set(domains)]),
    expiryDays: z.literal([7, 30, 90]).nullable(),
    notices: z.enum(NOTICE_POLICIES),
  })
  .partial();

const changeBody = z.strictObject({
  name: wire.name.optional(),
  policies: policiesBody.optional(),
  /** Where answers to notices go; null: nowhere. */
  replyTo: wire.address.nullable().optional(),
});

export const practice = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const { membership, allowed } = c.var.session;
    if (membership === null) throw new ApiError('not_found');
    return c.json({ ...membership.practice, allowed, members: await listMembers(c.var.parts.database, membership.practice.id) });
  })
  .post('/', upTo('small'), signedIn, confirmed, byAccount('settings-change'), json(foundingBody.extend({ token: signUpToken })), async (c) => {
    const { parts, now, session } = c.var;
    const { token, ...made } = c.req.valid('json');
    const tokenHash = await admit(parts, { token, now });
    await foundPractice(parts, { session, made, tokenHash, now });
    return c.body(null, 204);
  })
  .patch('/', upTo('small'), signedIn, administrator, byAccount('settings-change'), json(changeBody), async (c) => {
    const { parts, now, session } = c.var;
    const { name, policies, replyTo } = c.req.valid('json');
    const decided = policies === undefined ? {} : decisionsIn(policies);
    const change = { ...(name === undefined ? {} : { name }), policies: decided, ...(replyTo === undefined ? {} : { replyTo }) };
    await administer(parts, session, async (writer, { practice: id }) => {
      // A practice that nobody gets into any more would be the end of it.
      if (decided.secondFactor === true && !(await hasSecondFactor(writer, session.account))) throw new ApiError('second_factor_first');
      await updatePractice(writer, { practice: id, change });
      if (decided.notices !== undefined) await planMembersAnew(writer, { practice: id, now });
      // Which of them, and the choices; not what a person wrote.
      const { allowedDomains, ...choices } = decided;
      const domains = allowedDomains === undefined ? {} : { allowedDomains: allowedDomains.length };
      const details = { name: name !== undefined, replyTo: replyTo !== undefined, ...choices, ...domains };
      await record(writer, { event: 'practice-changed', account: session.account, practice: id, by: actorOf(session), details, now });
    });
    return c.body(null, 204);
  });

/** Those that are there. */
function decisionsIn(policies: z.output<typeof policiesBody>): Partial<PracticePolicies> {
  return Object.fromEntries(Object.entries(policies).filter(([, choice]) => choice !== undefined)) as Partial<PracticePolicies>;
}

const profileBody = z.strictObject({ name: wire.name, language: z.enum(LANGUAGES) }).partial();

export const profile = new Hono<Env>().patch('/', upTo('small'), signedIn, byAccount('settings-change'), json(profileBody), async (c) => {
  const { parts, now, session } = c.var;
  const { account } = session;
  const { name, language } = c.req.valid('json');
  await parts.database.transaction().execute(async (writer) => {
    if (language !== undefined) await updateLanguage(writer, { account, language });
    if (name === undefined) return;
    await updateName(writer, { account, name });
    await record(writer, { event: 'name-changed', account, by: actorOf(session), now });
  });
  return c.body(null, 204);
});
