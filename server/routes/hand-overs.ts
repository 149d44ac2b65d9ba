// Handing messages over to a coworker: begun, given a hundred at a time, ended. No notice leaves for any of them, so a pass is taken only
// within one practice, from who has the message, and one mail tells of all at the end.
import { Hono } from 'hono';
import { z } from 'zod';
import { InvalidInputError, parsePassContainer, PASS_MAX_BYTES } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { actorOf, record } from '../database/activity.ts';
import type { Executor, Writer } from '../database/executor.ts';
import {
  beginHandOver, endHandOver, findHandOver, findHandOverAsk, findOpenHandOver, giveMessages, type HandOver, holdBoth, listMissing, lockHandOver,
} from '../database/hand-overs.ts';
import type { Env } from '../env.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { byAccount, confirmed, signedIn } from '../middleware/guards.ts';
import { count } from '../rates.ts';
import * as wire from './wire.ts';

/** Of one request, and of one transaction. */
const PASSES_MAX = 100;
const ASKED_MAX = 1000;

const idParam = path(z.object({ id: wire.id }));
const beginBody = z.strictObject({ id: wire.id, to: wire.id });
const missingBody = z.strictObject({ messages: z.array(wire.id).min(1).max(ASKED_MAX) });
const givenPass = z.strictObject({ message: wire.id, pass: wire.bytes({ min: 64, max: PASS_MAX_BYTES }).refine(isPass) });
const passesBody = z
  .strictObject({ passes: z.array(givenPass).min(1).max(PASSES_MAX) })
  .refine(({ passes }) => new Set(passes.map(({ message }) => message)).size === passes.length, { path: ['passes'] });

export const handOvers = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const { parts: { database }, session: { account } } = c.var;
    const [open, asked] = [await findOpenHandOver(database, account), await findHandOverAsk(database, account)];
    return c.json({
      open: open && { ...open, begunAt: open.begunAt.getTime() },
      asked: asked && { ...asked, at: asked.at.getTime() },
    });
  })
  .post('/', upTo('small'), signedIn, confirmed, byAccount('hand-over-begin'), json(beginBody), async (c) => {
    const { parts, now, session } = c.var;
    const { id, to: receiver } = c.req.valid('json');
    const { account: giver, membership } = session;
    if (membership === null || receiver === giver) throw new ApiError('not_allowed');
    const practice = membership.practice.id;
    await parts.database.transaction().execute(async (writer) => {
      if (!(await holdBoth(writer, { practice, giver, receiver }))) throw new ApiError('not_allowed');
      const outcome = await beginHandOver(writer, { id, practice, giver, receiver, now });
      if (outcome === 'conflict') throw new ApiError('conflict');
      if (outcome === 'begun') await record(writer, { event: 'hand-over-begun', account: giver, practice, by: actorOf(session), details: { to: receiver }, now });
    });
    return c.body(null, 204);
  })
  // Which are still to be handed over: what a client goes on with after it was interrupted.
  .post('/:id/missing', upTo('small'), signedIn, confirmed, idParam, json(missingBody), async (c) => {
    const { parts, now, session: { account: giver } } = c.var;
    const { messages } = c.req.valid('json');
    const missing = await withOpen(parts.database, { id: c.req.valid('param').id, giver }, async (writer, { receiver }) =>
      await listMissing(writer, { giver, receiver, messages, now }));
    return c.json({ missing });
  })
  .post('/:id/messages', signedIn, upTo('passes'), signedIn, confirmed, idParam, json(passesBody), async (c) => {
    const { parts, now, session: { account: giver } } = c.var;
    const { passes } = c.req.valid('json');
    const given = await withOpen(parts.database, { id: c.req.valid('param').id, giver }, async (writer, handOver) => {
      await count({ ...parts, database: writer }, { rate: 'hand-over-message', key: giver, now, cost: passes.length });
      return await giveMessages(writer, { handOver, passes, now });
    });
    return c.json(given);
  })
  .post('/:id/end', upTo('small'), signedIn, idParam, async (c) => {
    const { parts, now, session } = c.var;
    await parts.database.transaction().execute(async (writer) => {
      // Ended already, perhaps by this very request before its answer was lost.
      const handOver = await lockHandOver(writer, { id: c.req.valid('param').id, giver: session.account });
      if (handOver !== null) await endHandOver(writer, { handOver, by: actorOf(session), now });
    });
    return c.body(null, 204);
  });

/** With the hand-over locked and both memberships held. Throws not_found where it is not open or another's, not_allowed where one of the two has left. */
async function withOpen<Done>(database: Executor, open: { id: string; giver: string }, work: (writer: Writer, handOver: HandOver) => Promise<Done>): Promise<Done> {
  return await database.transaction().execute(async (writer) => {
    const found = await findHandOver(writer, open);
    if (found === null) throw new ApiError('not_found');
    if (!(await holdBoth(writer, found))) throw new ApiError('not_allowed');
    // Ended while the practice was waited for.
    const handOver = await lockHandOver(writer, open);
    if (handOver === null) throw new ApiError('not_found');
    return await work(writer, handOver);
  });
}

function isPass(bytes: Uint8Array): boolean {
  try {
    parsePassContainer(bytes);
    return true;
  } catch (error) {
    if (error instanceof InvalidInputError) return false;
    throw error;
  }
}
