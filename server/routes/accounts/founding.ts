// Founding a practice: account, practice and membership in one transaction, with the mail that confirms the address or, where
// somebody else has confirmed it, says so. The same steps either way.
import { newId, type Address, verifyMember, verifyPractice, type VerifiedIdentity } from '#crypto/server';
import { ApiError } from '../../api-error.ts';
import { insertMember, insertPractice } from '../../database/practices.ts';
import { FIRST_POLICIES } from '../../database/tables/accounts.ts';
import { spendSignUpToken } from '../../database/sign-up-tokens.ts';
import type { Parts } from '../../parts.ts';
import type { FinishSignUp } from '../sign-up.ts';
import { useTicket } from '../tickets.ts';
import { mailRegistered } from './confirmation-mail.ts';
import { establishAccount, openConfirmation, verifyFirstIdentity } from './new-account.ts';
import { type Device, type StartedSession, startSession } from './session-start.ts';

type Founding = { body: FinishSignUp; browserHash: Buffer; device: Device };

export async function foundPractice(parts: Parts, { body, browserHash, device }: Founding): Promise<StartedSession> {
  const { now } = device;
  const { account, practice } = body;
  return await parts.database.transaction().execute(async (writer) => {
    const { payload } = await useTicket(writer, { purpose: 'sign-up', token: body.signUp, now });
    const address = payload.address as Address;
    const identity = await verifyFirstIdentity(body, address);
    await verifyFounding(body, identity);
    if (payload.token !== null && !(await spendSignUpToken(writer, { tokenHash: Buffer.from(payload.token, 'base64url'), now }))) {
      throw new ApiError('sign_up_token_invalid');
    }
    const { userIdentifier } = payload;
    await establishAccount(writer, { made: body, address, identity, practiceName: null, userIdentifier, browserHash, language: device.language, now });
    await insertPractice(writer, {
      id: practice.id,
      name: practice.name,
      plan: parts.settings.defaultPlan,
      policies: FIRST_POLICIES,
      reply_to: null,
      object: body.practiceObject,
      created_at: now,
    });
    await insertMember(writer, { account, practice: practice.id, role: 'owner', object: body.member, madeHere: true, now });
    const confirmation = newId();
    await openConfirmation(writer, { id: confirmation, account, now });
    await mailRegistered(writer, { recipient: address, account, practice: practice.id, confirmation, now });
    return await startSession(writer, { account, device, as: 'practice-founded' });
  });
}

/** The founder's own signatures say what the request says. */
async function verifyFounding(body: FinishSignUp, identity: VerifiedIdentity): Promise<void> {
  const { account, practice } = body;
  const key = identity.signPublicKey;
  const founded = await verifyPractice(body.practiceObject, key);
  const member = await verifyMember(body.member, { administratorKey: key, accountKey: key });
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
