// Templates and a signature for everybody in a practice: sealed, so the server only sees that there is a newer edition, whoever administers the
// practice having written it, and who has a stanza in it (SPEC.md, "Practice texts").
import { Hono } from 'hono';
import { z } from 'zod';
import { InvalidInputError, parseTextsContainer, RECIPIENTS_MAX, TEXTS_MAX_BYTES } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { actorOf, record } from '../database/activity.ts';
import { areTextsDue, findTexts, listMemberKeys, listReceivers, replaceTexts, type TextsReceiver } from '../database/practice-texts.ts';
import type { Env } from '../env.ts';
import { json, query, upTo } from '../middleware/body.ts';
import { administrator, byAccount, signedIn } from '../middleware/guards.ts';
import { holdAnswer } from '../middleware/memory-room.ts';
import { administer } from './members/authority.ts';
import { membershipsAbove } from './members/chain.ts';
import * as wire from './wire.ts';

const textsBody = z
  .strictObject({
    edition: z.int().min(1).max(2 ** 31 - 1),
    sealed: wire.bytes({ min: 64, max: TEXTS_MAX_BYTES }),
    /** In the order of the stanzas; `kem`: SHA-256 of the key that each is sealed to. */
    receivers: z.array(z.strictObject({ account: wire.id, kem: wire.sha256 })).min(1).max(RECIPIENTS_MAX),
    /** True: somebody has written something; false: sealed anew, for other members. */
    written: z.boolean(),
  })
  .refine(({ sealed, receivers }) => stanzasOf(sealed) === receivers.length, { path: ['sealed'] });

/** Many look at them with every message that they begin, and they change seldom. By their hash: an edition's number comes again after a backup was restored. */
const readQuery = z.strictObject({ have: wire.sha256.optional() });

export const practiceTexts = new Hono<Env>()
  .get('/', signedIn, query(readQuery), async (c) => {
    const { parts: { database }, session: { account, membership } } = c.var;
    if (membership === null) throw new ApiError('not_found');
    const practice = membership.practice.id;
    const texts = await findTexts(database, { practice, account, have: c.req.valid('query').have ?? null });
    holdAnswer(c, [texts?.sealed ?? []].flat());
    const writers = [texts?.writer ?? []].flat();
    return c.json({
      texts: texts && { ...texts, sealed: texts.sealed?.toString('base64url') ?? null },
      ...(await membershipsAbove(database, { accounts: writers, asker: account })),
      /** For administrators: whether they are to be sealed anew. */
      due: texts !== null && membership.role !== 'member' && (await areTextsDue(database, practice)),
    });
  })
  // To whom an administrator's client may seal: it checks itself who of them belongs to the practice.
  .get('/members', signedIn, administrator, async (c) => {
    const { parts: { database }, session: { account, membership } } = c.var;
    const practice = membership?.practice.id ?? '';
    const members = (await listMemberKeys(database, practice)).map((member) => member.account);
    return c.json({ members, receivers: await listReceivers(database, practice), ...(await membershipsAbove(database, { accounts: members, asker: account })) });
  })
  .put('/', signedIn, administrator, byAccount('settings-change'), upTo('texts'), signedIn, administrator, json(textsBody), async (c) => {
    const { parts, now, session } = c.var;
    const { edition, sealed, receivers, written } = c.req.valid('json');
    const { account } = session;
    await administer(parts, session, async (writer, { practice }) => {
      if (!areAmong(receivers, await listMemberKeys(writer, practice))) throw new ApiError('conflict');
      if (!(await replaceTexts(writer, { practice, edition, sealed, receivers, writer: account, now }))) throw new ApiError('conflict');
      const event = written ? 'practice-texts-written' : 'practice-texts-sealed';
      await record(writer, { event, account, practice, by: actorOf(session), details: { edition, receivers: receivers.length }, now });
    });
    return c.body(null, 204);
  });

/** Each once, a member, and under the key that they have: whoever joined, left or renewed theirs meanwhile is looked at again. */
function areAmong(receivers: readonly TextsReceiver[], members: readonly TextsReceiver[]): boolean {
  const keys = new Map(members.map(({ account, kem }) => [account, kem]));
  return new Set(receivers.map(({ account }) => account)).size === receivers.length && receivers.every(({ account, kem }) => keys.get(account)?.equals(kem) === true);
}

/** Null for what has not the form. */
function stanzasOf(bytes: Uint8Array): number | null {
  try {
    return parseTextsContainer(bytes);
  } catch (error) {
    if (error instanceof InvalidInputError) return null;
    throw error;
  }
}
