// Statements: which keys members of a practice have verified for whom, as they have signed it, for the others. The server checks what is
// signed, so that nothing else is kept; clients believe what a colleague has signed, and nothing that the server says of it.
import { Hono } from 'hono';
import { z } from 'zod';
import { verifyIdentityChain, verifyStatement, type Statement, type VerifiedIdentity } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { findDirectory } from '../database/directory.ts';
import { holdRole } from '../database/members.ts';
import type { Membership } from '../database/sessions.ts';
import { deleteStatements, findStatements, listOwnStatements, putStatement } from '../database/statements.ts';
import type { StoredObject } from '../database/tables/accounts.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { byAccount, confirmed, signedIn } from '../middleware/guards.ts';
import { inviterIdentity as newestIdentity } from './invitations/new-invitations.ts';
import { membershipsAbove } from './members/chain.ts';
import * as wire from './wire.ts';

/** Of one request: a statement has about 700 bytes. */
const STATEMENTS_MAX = 100;
const ASKED_MAX = 200;

const putBody = z.strictObject({ statements: z.array(wire.signedObject).max(STATEMENTS_MAX), withdrawn: z.array(wire.id).max(STATEMENTS_MAX) });
const lookUpBody = z.strictObject({ accounts: z.array(wire.id).max(ASKED_MAX), addresses: z.array(wire.address).max(ASKED_MAX) });

export const statements = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const { parts: { database }, session: { account, membership } } = c.var;
    practiceOf(membership);
    return c.json({ statements: await listOwnStatements(database, account) });
  })
  .put('/', upTo('small'), signedIn, confirmed, byAccount('state-write'), json(putBody), async (c) => {
    const { parts, now, session: { account, membership } } = c.var;
    const { id: practice } = practiceOf(membership);
    const body = c.req.valid('json');
    await parts.database.transaction().execute(async (writer) => {
      if ((await holdRole(writer, { account, practice })) === null) throw new ApiError('not_found');
      const identity = await newestIdentity(writer, account);
      const signed = await Promise.all(body.statements.map(async (object) => await signedBy({ object, account, identity })));
      const people = await findDirectory(writer, signed.map(({ says }) => says.account));
      await deleteStatements(writer, { by: account, accounts: body.withdrawn });
      const chains = new Map(await Promise.all([...people].map(async ([of, { identities }]) => [of, await verifyIdentityChain(identities)] as const)));
      for (const { object, says } of signed) {
        // Somebody who is gone, or has other keys by now: their keys are looked at anew before anything is said of them.
        if (says.account === account || !isOf(says, chains.get(says.account) ?? [])) continue;
        await putStatement(writer, { by: account, account: says.account, address: says.address, object, now });
      }
    });
    return c.body(null, 204);
  })
  .post('/look-up', upTo('small'), signedIn, byAccount('look-up'), json(lookUpBody), async (c) => {
    const { parts: { database }, session: { account, membership } } = c.var;
    const { id: practice } = practiceOf(membership);
    const found = await findStatements(database, { practice, asker: account, ...c.req.valid('json') });
    const signers = [...new Set(found.map(({ by }) => by))];
    return c.json({ statements: found, ...(await membershipsAbove(database, { accounts: signers, asker: account })) });
  });

function practiceOf(membership: Membership | null): Membership['practice'] {
  if (membership === null) throw new ApiError('not_found');
  return membership.practice;
}

/** What it says, if the account has signed it with its newest keys. */
async function signedBy({ object, account, identity }: { object: StoredObject; account: string; identity: VerifiedIdentity }): Promise<{ object: StoredObject; says: Statement }> {
  const says = await verifyStatement(object, identity.signPublicKey);
  if (says.by.account !== account || says.by.identity !== identity.hash) throw new ApiError('not_verified');
  return { object, says };
}

function isOf({ identity, address }: Statement, identities: readonly VerifiedIdentity[]): boolean {
  return identities.some((each) => each.hash === identity && each.address === address);
}
