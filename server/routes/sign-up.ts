// Signing up: a practice with its owner. The answers are alike whether the address is known or not; only the mail tells.
import { Hono } from 'hono';
import { z } from 'zod';
import { createUserIdentifier, registrationResponse } from '#crypto/server';
import type { Env } from '../env.ts';
import { json, upTo } from '../middleware/body.ts';
import { giveCookie } from '../middleware/cookies.ts';
import { byClient } from '../middleware/guards.ts';
import { count } from '../rates.ts';
import { createToken } from '../token.ts';
import { newAccount } from './accounts/new-account.ts';
import { answerOpened, deviceOf } from './accounts/session-start.ts';
import { admit, foundingBody, signUpPractice, signUpToken } from './accounts/founding.ts';
import { giveTicket, type SignUpTicket } from './tickets.ts';
import * as wire from './wire.ts';

const startBody = z.strictObject({ address: wire.address, request: wire.opaqueMessage, token: signUpToken });

const finishBody = newAccount.extend({ signUp: wire.token, ...foundingBody.shape });

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
    const started = await signUpPractice(c.var.parts, { body: c.req.valid('json'), browserHash: browser.hash, device: deviceOf(c) });
    giveCookie(c, { name: 'sealpost_sign_up', token: browser.token });
    return c.json(await answerOpened(c, started), 201);
  });

export type FinishSignUp = z.output<typeof finishBody>;
