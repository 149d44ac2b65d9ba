// Founding a practice: with a new account, in one transaction with the mail that confirms its address or, where somebody else has
// confirmed it, says so, by the same steps either way; or by a guest who has an account.
import { z } from 'zod';
import { newId, type Address, verifyIdentityChain, verifyMember, verifyPractice, type VerifiedIdentity } from '#crypto/server';
import { ApiError } from '../../api-error.ts';
import { lockAccount } from '../../database/accounts.ts';
import { actorOf, record } from '../../database/activity.ts';
import type { Writer } from '../../database/executor.ts';
import { findChain } from '../../database/identities.ts';
import { findMember, insertMember, insertPractice } from '../../database/practices.ts';
import type { ActiveSession } from '../../database/sessions.ts';
import { FIRST_POLICIES } from '../../database/tables/accounts.ts';
import { isSignUpTokenValid, spendSignUpToken } from '../../database/sign-up-tokens.ts';
import type { Parts } from '../../parts.ts';
import { hashOf } from '../../token.ts';
import type { FinishSignUp } from '../sign-up.ts';
import { useTicket } from '../tickets.ts';
import * as wire from '../wire.ts';
import { mailRegistered } from './confirmation-mail.ts';
import { establishAccount, openConfirmation, verifyFirstIdentity } from './new-account.ts';
import { type Device, type StartedSession, startSession } from './session-start.ts';

/** What makes a practice: its founder is the owner. */
export const foundingBody = z.strictObject({
  practice: z.strictObject({ id: wire.id, name: wire.name }),
  practiceObject: wire.signedObject,
  member: wire.signedObject,
});
/** The operator's, where SIGN_UP asks for one. */
export const signUpToken = z.string().max(200).optional();

type Made = z.output<typeof foundingBody>;
type Admission = { token: string | undefined; now: Date };
type SignUp = { body: FinishSignUp; browserHash: Buffer; device: Device };
type Founder = { session: ActiveSession; made: Made; tokenHash: string | null; now: Date };
type Founding = { made: Made; account: string; identity: VerifiedIdentity; tokenHash: string | null; madeHere: boolean; now: Date };

/** Who may found a practice here. Answers the hash of the token where one was needed. */
export async function admit(parts: Parts, { token, now }: Admission): Promise<string | null> {
  const { signUp: rule } = parts.settings;
  if (rule === 'closed') throw new ApiError('sign_up_closed');
  if (rule === 'open') return null;
  const tokenHash = hashOf((token ?? '').trim());
  if (!(await isSignUpTokenValid(parts.database, { tokenHash, now }))) throw new ApiError('sign_up_token_invalid');
  return tokenHash.toString('base64url');
}

export async function signUpPractice(parts: Parts, { body, browserHash, device }: SignUp): Promise<StartedSession> {
  const { now } = device;
  const { account, practice } = body;
  return await parts.database.transaction().execute(async (writer) => {
    const { payload } = await useTicket(writer, { purpose: 'sign-up', token: body.signUp, now });
    const address = payload.address as Address;
    const { userIdentifier, token: tokenHash } = payload;
    const identity = await verifyFirstIdentity(body, address);
    await establishAccount(writer, { made: body, address, identity, practiceName: null, userIdentifier, browserHash, language: device.language, now });
    await establishPractice(writer, parts, { made: body, account, identity, tokenHash, madeHere: true, now });
    const confirmation = newId();
    await openConfirmation(writer, { id: confirmation, account, now });
    await mailRegistered(writer, { recipient: address, account, practice: practice.id, confirmation, now });
    return await startSession(writer, { account, device, as: 'practice-founded' });
  });
}

/** By somebody who belongs to no practice, or not_allowed. What they have stays as it is: mail, files, who sponsors them. */
export async function foundPractice(parts: Parts, { session, made, tokenHash, now }: Founder): Promise<void> {
  const { account } = session;
  await parts.database.transaction().execute(async (writer) => {
    // Of two windows that found one at once, the second waits here and finds the first one's.
    const locked = await lockAccount(writer, account);
    if (locked === null || locked.suspended_at !== null || (await findMember(writer, account)) !== null) throw new ApiError('not_allowed');
    const chain = await verifyIdentityChain(await findChain(writer, account));
    await establishPractice(writer, parts, { made, account, identity: chain.at(-1) ?? chain[0], tokenHash, madeHere: false, now });
    await record(writer, { event: 'practice-founded', account, practice: made.practice.id, by: actorOf(session), now });
  });
}

async function establishPractice(writer: Writer, parts: Parts, { made, account, identity, tokenHash, madeHere, now }: Founding): Promise<void> {
  const { practice, practiceObject, member } = made;
  await verifyFounding(made, { account, identity });
  if (tokenHash !== null && !(await spendSignUpToken(writer, { tokenHash: Buffer.from(tokenHash, 'base64url'), now }))) {
    throw new ApiError('sign_up_token_invalid');
  }
  await insertPractice(writer, { ...practice, plan: parts.settings.defaultPlan, policies: FIRST_POLICIES, reply_to: null, object: practiceObject, created_at: now });
  await insertMember(writer, { account, practice: practice.id, role: 'owner', object: member, madeHere, now });
}

/** The founder's own signatures say what the request says. */
async function verifyFounding({ practice, ...signed }: Made, { account, identity }: Pick<Founding, 'account' | 'identity'>): Promise<void> {
  const key = identity.signPublicKey;
  const founded = await verifyPractice(signed.practiceObject, key);
  const member = await verifyMember(signed.member, { administratorKey: key, accountKey: key });
  const agree =
    founded.practice === practice.id &&
    founded.owner === account &&
    founded.name === practice.name &&
    member.practice === practice.id &&
    member.account === account &&
    member.administrator === account &&
    member.identity === identity.hash &&
    member.role === 'owner';
  if (!agree) throw new ApiError('not_verified');
}
