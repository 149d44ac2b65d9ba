// The operator's API: practices, their plans and their room, and what plans allow, for whoever runs a billing beside Sealpost. The same as
// `sealpost practice` and `sealpost plan`, by a token that `sealpost operator-token` made; no session and no person is behind it.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { setPracticeMembers } from '../database/places.ts';
import { changePlan, NOT_OF_GUESTS, PLAN_FIGURES, type PlanChange, readPlans } from '../database/plans.ts';
import { listPractices, updatePlan } from '../database/practices.ts';
import { setPracticeStorage } from '../database/storage.ts';
import type { Env } from '../env.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { byClient, operator } from '../middleware/guards.ts';
import * as wire from './wire.ts';

const planBody = z.strictObject({ plan: z.enum(['free', 'paid']) });
/** Bytes of attachments; null: what the plan allows. */
const storageBody = z.strictObject({ bytes: z.int().min(0).nullable() });
/** People, invited ones among them; null: what the plan allows. */
const membersBody = z.strictObject({ members: z.int().min(1).max(PLAN_FIGURES.members).nullable() });
const limitsBody = z
  .strictObject({
    members: z.int().min(1).max(PLAN_FIGURES.members),
    storageBytes: z.int().min(1).max(PLAN_FIGURES.storageBytes),
    invitationsADay: z.int().min(1).max(PLAN_FIGURES.invitationsADay),
    noticesADay: z.int().min(1).max(PLAN_FIGURES.noticesADay),
    inviting: z.boolean(),
    advancedToOutsiders: z.boolean(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0);

export const operators = new Hono<Env>()
  .get('/practices', byClient('operator-by-client'), operator, async (c) => {
    const rows = await listPractices(c.var.parts.database);
    return c.json({ practices: rows.map(({ created_at: founded, ...row }) => ({ ...row, foundedAt: founded.getTime() })) });
  })
  .put('/practices/:id/plan', upTo('small'), byClient('operator-by-client'), operator, path(z.object({ id: wire.id })), json(planBody), async (c) => {
    const { parts, token, now } = c.var;
    const { id: practice } = c.req.valid('param');
    const { plan } = c.req.valid('json');
    if (!(await updatePlan(parts.database, { practice, plan, now }))) throw new ApiError('not_found');
    parts.log.info({ practice, plan, token }, 'the operator set a plan');
    return c.body(null, 204);
  })
  .put('/practices/:id/storage', upTo('small'), byClient('operator-by-client'), operator, path(z.object({ id: wire.id })), json(storageBody), async (c) => {
    const { parts, token, now } = c.var;
    const { id: practice } = c.req.valid('param');
    const { bytes } = c.req.valid('json');
    if (!(await setPracticeStorage(parts.database, { practice, bytes, now }))) throw new ApiError('not_found');
    parts.log.info({ practice, bytes, token }, 'the operator set a storage limit');
    return c.body(null, 204);
  })
  .put('/practices/:id/members', upTo('small'), byClient('operator-by-client'), operator, path(z.object({ id: wire.id })), json(membersBody), async (c) => {
    const { parts, token, now } = c.var;
    const { id: practice } = c.req.valid('param');
    const { members } = c.req.valid('json');
    if (!(await setPracticeMembers(parts.database, { practice, members, now }))) throw new ApiError('not_found');
    parts.log.info({ practice, members, token }, 'the operator set a limit of members');
    return c.body(null, 204);
  })
  .get('/plans', byClient('operator-by-client'), operator, async (c) => c.json({ plans: await readPlans(c.var.parts.database) }))
  .patch('/plans/:plan', upTo('small'), byClient('operator-by-client'), operator, path(z.object({ plan: z.enum(['guest', 'free', 'paid']) })), json(limitsBody), async (c) => {
    const { parts, token, now } = c.var;
    const { plan } = c.req.valid('param');
    const change = c.req.valid('json');
    const fields = plan === 'guest' ? NOT_OF_GUESTS.filter((name) => name in change) : [];
    if (fields.length > 0) throw new ApiError('invalid_request', { fields });
    await changePlan(parts.database, { plan, change: change as PlanChange, now });
    parts.log.info({ plan, change, token }, 'the operator changed what a plan allows');
    return c.body(null, 204);
  });
