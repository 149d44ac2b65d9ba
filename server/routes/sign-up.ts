// Signing up: a practice with its owner. The answers are alike whether the address is known or not; only the mail tells.
import { Hono } from 'hono';
import { z } from 'zod';
import { createUserIdentifier, registrationResponse } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { isSignUpTokenValid } from '../database/sign-up-tokens.ts';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { giveCookie } from '../middleware/cookies.ts';
import { byClient } from '../middleware/guards.ts';
import type { Parts } from '../parts.ts';
import { count } from '../rates.ts';
import { createToken, hashOf } from '../token.ts';
import { newAccount } from './accounts/new-account.ts';
import { answerOpened, deviceOf } from './accounts/session-start.ts';
import { foundPractice } from './accounts/founding.ts';
import { giveTicket, type SignUpTicket } from './tickets.ts';
import * as wire from './wire.ts';

const startBody = z.strictObject({ address: wire.address, request: wire.opaqueMessage, token: z.string().max(200).optional() });

const finishBody = newAccount.extend({
  signUp: wire.token,
  practice: z.strictObject({ id: wire.id, name: wire.name }),
  practiceObject: wire.signedObject,
  member: wire.signedObject,
});

export const signUp = new Hono<Env>()
  .post('/start', upTo('small'), byClient('sign-up-by-client'), json(startBody), async (c) => {
    const { address, request, token } = c.req.valid('json');
    const { parts, now } = c.var;
    const tokenHash = await admit(parts, { token, now });
    // Each sign-up mails this address: whoever it belongs to is not to be flooded.
    await count(parts, { rate: 'confirmation-by-address', key: address, now });
    const userIdentifier = createUserIdentifier();
    const response = registrationResponse({ setup: parts.secrets.opaqueSetup, userIdentifier, request });
    const payload: SignUpTicket = { address, userIdentifier, token: tokenHash };
    return c.json({ signUp: await giveTicket(parts.database, { purpose: 'sign-up', account: null, payload, now }), response });
  })
  .post('/finish', upTo('registration'), json(finishBody), async (c) => {
    const browser = createToken();
    const started = await foundPractice(c.var.parts, { body: c.req.valid('json'), browserHash: browser.hash, device: deviceOf(c) });
    giveCookie(c, { name: 'sealpost_sign_up', token: browser.token });
    return c.json(await answerOpened(c, started), 201);
  });

/** Who may found a practice here. Answers the hash of the token where one was needed. */
async function admit(parts: Parts, { token, now }: { token: string | undefined; now: Date }): Promise<string | null> {
  const { signUp: rule } = parts.settings;
  if (rule === 'closed') throw new ApiError('sign_up_closed');
  if (rule === 'open') return null;
  const tokenHash = hashOf((token ?? '').trim());
  if (!(await isSignUpTokenValid(parts.database, { tokenHash, now }))) throw new ApiError('sign_up_token_invalid');
  return tokenHash.toString('base64url');
}

export type FinishSignUp = z.output<typeof finishBody>;
