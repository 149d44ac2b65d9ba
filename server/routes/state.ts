// Sealed state: contacts, drafts, settings and the keyring, as ciphertext that only the account opens.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { findBlobs, findRoot, listBlobs } from '../database/state.ts';
import type { Env } from '../env.ts';
import { MAX_STATE_BLOBS } from '../limits.ts';
import { json, upTo } from '../middleware/body.ts';
import { byAccount, signedInAnyhow } from '../middleware/guards.ts';
import { holdAnswer } from '../middleware/memory-room.ts';
import { saveState } from './state/save.ts';
import * as wire from './wire.ts';

/** `root`: whether the root is wanted too, so that opening an account costs one request. */
const readBody = z.strictObject({ names: z.array(wire.blobName).max(MAX_STATE_BLOBS), root: z.boolean().default(false) });

export const state = new Hono<Env>()
  .get('/', signedInAnyhow, async (c) => {
    const { account } = c.var.session;
    const held = await c.var.parts.database.transaction().setIsolationLevel('repeatable read').execute(async (reader) => ({
      root: await findRoot(reader, account),
      blobs: await listBlobs(reader, account),
    }));
    if (held.root === null) throw new ApiError('not_found');
    return c.json({ root: sealedView(held.root), blobs: held.blobs });
  })
  .post('/read', upTo('small'), signedInAnyhow, json(readBody), async (c) => {
    const { account } = c.var.session;
    const { database } = c.var.parts;
    const asked = c.req.valid('json');
    // Whether they belong together is for the client to check: it does not believe a snapshot either.
    const [root, blobs] = await Promise.all([asked.root ? findRoot(database, account) : null, findBlobs(database, { account, names: asked.names })]);
    holdAnswer(c, [...(root === null ? [] : [root]), ...blobs].map(({ sealed }) => sealed));
    return c.json({ root: root && sealedView(root), blobs: blobs.map(sealedView) });
  })
  .put('/', signedInAnyhow, byAccount('state-write'), upTo('state'), signedInAnyhow, json(wire.statePut), async (c) => {
    const { parts, now, session } = c.var;
    const change = c.req.valid('json');
    await parts.database.transaction().execute((writer) => saveState(writer, { account: session.account, change, now }));
    return c.json({ version: change.root.version });
  });

function sealedView<Held extends { sealed: Buffer }>({ sealed, ...held }: Held): Omit<Held, 'sealed'> & { sealed: string } {
  return { ...held, sealed: sealed.toString('base64url') };
}
