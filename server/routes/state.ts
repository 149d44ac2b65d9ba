// Sealed state: contacts, drafts, settings and the keyring, as ciphertext that only the account opens.
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { findBlobs, findRoot, listBlobs } from '../database/state.ts';
import type { Env } from '../env.ts';
import { MAX_STATE_BLOBS } from '../limits.ts';
import { json, upTo } from '../middleware/body.ts';
import { byAccount, signedIn } from '../middleware/guards.ts';
import { saveState } from './state/save.ts';
import * as wire from './wire.ts';

const readBody = z.strictObject({ names: z.array(wire.blobName).max(MAX_STATE_BLOBS) });

export const state = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const { account } = c.var.session;
    const held = await c.var.parts.database.transaction().setIsolationLevel('repeatable read').execute(async (reader) => ({
      root: await findRoot(reader, account),
      blobs: await listBlobs(reader, account),
    }));
    if (held.root === null) throw new ApiError('not_found');
    return c.json({ root: { version: held.root.version, sealed: held.root.sealed.toString('base64url') }, blobs: held.blobs });
  })
  .post('/read', upTo('small'), signedIn, json(readBody), async (c) => {
    const blobs = await findBlobs(c.var.parts.database, { account: c.var.session.account, names: c.req.valid('json').names });
    return c.json({ blobs: blobs.map((blob) => ({ ...blob, sealed: blob.sealed.toString('base64url') })) });
  })
  .put('/', upTo('state'), signedIn, byAccount('state-write'), json(wire.statePut), async (c) => {
    const { parts, now, session } = c.var;
    const change = c.req.valid('json');
    await parts.database.transaction().execute((writer) => saveState(writer, { account: session.account, change, now }));
    return c.json({ version: change.root.version });
  });
