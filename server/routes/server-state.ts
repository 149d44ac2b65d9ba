// What anybody may know of this server: whether it can serve, and how it is set up.
import { sql } from 'kysely';
import { Hono } from 'hono';
import { readPlans } from '../database/plans.ts';
import type { Env } from '../env.ts';
import { describeProcessing } from './processing.ts';

const PATIENCE_MS = 3000;

async function answers(check: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const answered = check.then(() => true, () => false);
  return await Promise.race([answered, late]).finally(() => clearTimeout(timer));
}

export const health = new Hono<Env>().get('/', async (c) => {
  const { database, blobs } = c.var.parts;
  const [databaseAnswers, blobsAnswer] = await Promise.all([answers(sql`select 1`.execute(database)), answers(blobs.health())]);
  if (databaseAnswers && blobsAnswer) return c.json({ status: 'ok' as const });
  const failing = [...(databaseAnswers ? [] : ['database']), ...(blobsAnswer ? [] : ['blobs'])];
  return c.json({ status: 'unavailable' as const, failing, error: { code: 'unavailable' as const, failing } }, 503);
});

export const settings = new Hono<Env>()
  .get('/', (c) => {
    const { buildId, blobs, settings: set } = c.var.parts;
    return c.json({
      build: buildId,
      signUp: set.signUp,
      maxAttachmentBytes: set.maxAttachmentBytes,
      idleMinutes: set.idleMinutes,
      invitationDays: set.invitationDays,
      development: set.mailFolder,
      links: set.links,
      /** Whether the object store gives and takes attachments' bytes without this server in between. */
      directTransfers: blobs.direct !== null,
    });
  })
  .get('/processing', async (c) => c.json(describeProcessing(c.var.parts, await readPlans(c.var.parts.database))));
