// The practice one is a member of, and one's own name.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { updateName } from '../database/accounts.ts';
import { listMembers, updatePractice } from '../database/practices.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { administrator, signedIn } from '../middleware/guards.ts';
import * as wire from './wire.ts';

const changeBody = z.strictObject({
  name: wire.name.optional(),
  policies: z.strictObject({ completeLink: z.boolean() }).optional(),
  /** Where answers to notices go; null: nowhere. */
  replyTo: wire.address.nullable().optional(),
});

export const practice = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const { membership } = c.var.session;
    if (membership === null) throw new ApiError('not_found');
    return c.json({ ...membership.practice, members: await listMembers(c.var.parts.database, membership.practice.id) });
  })
  .patch('/', upTo('small'), signedIn, administrator, json(changeBody), async (c) => {
    const { parts, session } = c.var;
    if (session.membership === null) throw new ApiError('not_found');
    const { id } = session.membership.practice;
    const { name, policies, replyTo } = c.req.valid('json');
    const change = { ...(name === undefined ? {} : { name }), ...(policies === undefined ? {} : { policies }), ...(replyTo === undefined ? {} : { replyTo }) };
    await updatePractice(parts.database, { practice: id, change });
    return c.body(null, 204);
  });

export const profile = new Hono<Env>().patch('/', upTo('small'), signedIn, json(z.strictObject({ name: wire.name })), async (c) => {
  await updateName(c.var.parts.database, { account: c.var.session.account, name: c.req.valid('json').name });
  return c.body(null, 204);
});
