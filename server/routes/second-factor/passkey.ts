// A passkey's answer to a challenge: taken once, for the purpose and the account that the challenge was given for.
import { lockAccount } from '../../database/accounts.ts';
import type { Executor, Writer } from '../../database/executor.ts';
import { findPasskey, findPasskeyOwner, listCredentials, notePasskeyUse } from '../../database/passkeys.ts';
import type { PasskeyPurpose, PasskeyRow } from '../../database/tables/access.ts';
import { takeTicket } from '../../database/tickets.ts';
import { type Assertion, challengeOf, verifyAssertion } from '../../passkey-proof.ts';
import type { Parts } from '../../parts.ts';
import { hashOf } from '../../token.ts';
import { giveTicket } from '../tickets.ts';

/** What a browser needs to ask one of the account's passkeys. */
export async function challengePasskeys(database: Executor, { purpose, account, now }: { purpose: 'passkey-second-factor' | 'passkey-change'; account: string; now: Date }) {
  return { challenge: await giveTicket(database, { purpose, account, payload: {}, now }), credentials: await listCredentials(database, account) };
}

type Using = { purpose: PasskeyPurpose; assertion: Assertion; now: Date };

/**
 * The passkey that has answered, counted and noted as used; null for whatever is not right. The challenge is spent either way, as long as
 * the caller's transaction is committed. `account` null: the passkey says whose it is, by its id and its user handle both.
 */
export async function acceptPasskey({ settings }: Pick<Parts, 'settings'>, writer: Writer, { account, purpose, assertion, now }: Using & { account: string | null }): Promise<PasskeyRow | null> {
  const challenge = await takeChallenge(writer, { account, purpose, clientData: assertion.clientData, now });
  if (challenge === null) return null;
  const owner = account ?? (await findPasskeyOwner(writer, assertion.credential));
  if (owner === null || !isHandleOf(owner, { handle: assertion.userHandle, needed: account === null })) return null;
  // Of two who use one passkey at once, the second waits here until the first has counted.
  await lockAccount(writer, owner);
  const passkey = await findPasskey(writer, { account: owner, credential: assertion.credential });
  if (passkey === null) return null;
  const counter = await verifyAssertion(assertion, { challenge, publicUrl: settings.publicUrl, publicKey: passkey.public_key, counter: passkey.counter });
  if (counter === null) return null;
  await notePasskeyUse(writer, { id: passkey.id, counter, now });
  return passkey;
}

type Taking = { account: string | null; purpose: PasskeyPurpose; clientData: Buffer; now: Date };

/** The challenge that this is the answer to, if it was given for this; nobody can hand it in again. */
export async function takeChallenge(writer: Writer, { account, purpose, clientData, now }: Taking): Promise<string | null> {
  const challenge = challengeOf(clientData);
  if (challenge === null) return null;
  const ticket = await takeTicket(writer, { tokenHash: hashOf(challenge), purpose, now });
  return ticket === null || ticket.account !== account ? null : challenge;
}

/** The account's id as bytes, which is what the browser was given when the passkey was made. */
function isHandleOf(account: string, { handle, needed }: { handle: Buffer | null; needed: boolean }): boolean {
  return handle === null ? !needed : handle.equals(Buffer.from(account, 'base64url'));
}
