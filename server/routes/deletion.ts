// Deleting one's own account: what it would do, told first, and doing it. It asks for the password again, and for the
// second factor where there is one: an open browser is not enough to end somebody's mailbox.
import { Hono } from 'hono';
import { z } from 'zod';
import { actorOf } from '../database/activity.ts';
import { lockMembers } from '../database/members.ts';
import type { Env } from '../env.ts';
import { foretell, leave } from '../leaving.ts';
import { json, upTo } from '../middleware/body.ts';
import { takeCookieBack } from '../middleware/cookies.ts';
import { byAccount, signedIn } from '../middleware/guards.ts';
import { givenOf, withSecondFactorIfAny } from './second-factor/check.ts';
import { useReauthentication } from './tickets.ts';
import * as wire from './wire.ts';

const body = z.strictObject({
  reauth: wire.token,
  ...wire.secondFactor,
  /** What the person was told: that nobody else is in the practice, and that it ends. */
  endsPractice: z.boolean(),
});

export const deletion = new Hono<Env>()
  .get('/', signedIn, async (c) => c.json(await foretell(c.var.parts.database, c.var.session)))
  .post('/', upTo('small'), signedIn, byAccount('settings-change'), json(body), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const { reauth, endsPractice, ...given } = c.req.valid('json');
    await withSecondFactorIfAny(parts, {
      account,
      given: givenOf(given, 'passkey-change'),
      by: actorOf(session),
      now,
      first: async (writer) => session.membership && (await lockMembers(writer, session.membership.practice.id)),
      proved: async (writer) => {
        await useReauthentication(writer, { reauth, account, now });
        await leave(writer, { ...session, endsPractice, by: actorOf(session), now });
      },
    });
    takeCookieBack(c, 'sealpost_session');
    return c.body(null, 204);
  });
