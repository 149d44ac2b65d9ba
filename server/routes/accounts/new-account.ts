// A new account as the browser has made it: checked as far as a server can check, then stored in one transaction with whatever
// led to it (a sign-up, an invitation).
import { z } from 'zod';
import { type Address, type Id, verifyIdentityChain, type VerifiedIdentity } from '#crypto/server';
import { ApiError } from '../../api-error.ts';
import { insertAccount } from '../../database/accounts.ts';
import { insertConfirmation } from '../../database/confirmations.ts';
import type { Writer } from '../../database/executor.ts';
import { insertIdentity, putWraps } from '../../database/identities.ts';
import type { Language } from '../../language.ts';
import { saveState } from '../state/save.ts';
import * as wire from '../wire.ts';

/** What every registration sends, however it came about. */
export const newAccount = z.strictObject({
  account: wire.id,
  record: wire.bytes({ min: 64, max: 1024 }),
  name: wire.name,
  wraps: wire.wraps,
  kitProofHash: wire.sha256,
  state: wire.statePut,
  identity: wire.signedObject,
  kemPublicKey: wire.kemPublicKey,
});
export type NewAccount = z.output<typeof newAccount>;

/** The first identity of this account for this address, with this key, or VerificationError. */
export async function verifyFirstIdentity(made: NewAccount, address: Address): Promise<VerifiedIdentity> {
  const [identity, ...later] = await verifyIdentityChain([made.identity], made.kemPublicKey);
  if (later.length > 0 || identity.account !== made.account || identity.address !== address) throw new ApiError('not_verified');
  return identity;
}

export type Establishing = {
  made: NewAccount;
  address: Address;
  identity: VerifiedIdentity;
  practiceName: string | null;
  userIdentifier: string;
  /** SHA-256 of the token that this browser gets in its sign-up cookie. */
  browserHash: Buffer;
  language: Language;
  now: Date;
};

/** Unconfirmed: the caller confirms it where the mailbox has been proved. */
export async function establishAccount(writer: Writer, establishing: Establishing): Promise<void> {
  const { made, address, identity, practiceName, userIdentifier, browserHash, language, now } = establishing;
  const account = made.account;
  await insertAccount(writer, {
    id: account,
    address,
    name: made.name,
    practice_name: practiceName,
    user_identifier: userIdentifier,
    opaque_record: made.record,
    kem_public_key: made.kemPublicKey,
    kit_proof_hash: made.kitProofHash,
    sign_up_browser_hash: browserHash,
    confirmed_at: null,
    created_at: now,
    language,
  });
  await insertIdentity(writer, { account, sequence: 0, hash: Buffer.from(identity.hash, 'base64url'), object: made.identity, now });
  await putWraps(writer, { account, wraps: made.wraps });
  await saveState(writer, { account, change: made.state, now });
}

const CONFIRMATION_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes the confirmation that a mailed link stands for. */
export async function openConfirmation(writer: Writer, { id, account, now }: { id: Id; account: string; now: Date }): Promise<void> {
  await insertConfirmation(writer, { id, account, expiresAt: new Date(now.getTime() + CONFIRMATION_DAYS * DAY_MS) });
}

