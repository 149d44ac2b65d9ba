// The operator's API: practices, their plans and their room, for whoever runs a billing beside Sealpost. The same as `sealpost practice`,
// by a token that `sealpost operator-token` made; no session and no person is behind it.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { listPractices, updatePlan } from '../database/practices.ts';
import { setPracticeStorage } from '../database/storage.ts';
import type { Env } from '../env.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { byClient, operator } from '../middleware/guards.ts';
import * as wire from './wire.ts';

const planBody = z.strictObject({ plan: z.enum(['free', 'paid']) });
/** Bytes of attachments; null: what the plan allows. */
const storageBody = z.strictObject({ bytes: z.int().min(0).nullable() });

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
  });
