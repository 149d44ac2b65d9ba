// Passkeys: a second factor, and, where the authenticator has a PRF, another way to the account key. What the PRF gives comes from the page
// with its buffer, is used once and overwritten; which wrap it opens follows from the credential that has answered, not from the server.
import { fromBase64Url, passkeyPrfInput, passkeyUnlockKey, passkeyWrapName, toBase64Url, unwrapAccountKey, wipe, wrapAccountKey, type AccountKey, type Bytes } from '#crypto';
import { answer, settled } from '../api.ts';
import type { PasskeyAnswer, PasskeyAssertion, PasskeyAttestation, PasskeyChallenge, SecondFactorProof } from '../vault-api/second-factor.ts';
import type { SessionInfo } from '../vault-api/session.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import { enter } from './access.ts';
import { forgetHalfway, requireId, requireStillOpen, requireUnlocked, type Unlocked, type VaultContext } from './context.ts';
import { provedAgain } from './prove-again.ts';

/** For logging in without the password. */
export async function beginPasskeyLogIn(context: VaultContext): Promise<PasskeyChallenge> {
  const { challenge } = await answer(context.api.login.passkey.start.$post());
  return { challenge, credentials: [], input: passkeyPrfInput() };
}

/** `address`: whose page this is, where one is locked. Throws `passkey_does_not_open`, and no session remains. */
export async function logInByPasskey(context: VaultContext, { assertion, output, address }: PasskeyAnswer & { address: string | null }): Promise<SessionInfo> {
  forgetHalfway(context);
  try {
    const { wrap, ...opened } = await answer(context.api.login.passkey.finish.$post({ json: { passkey: assertion } }));
    try {
      if (address !== null && opened.session.address !== address) throw new VaultError('passkey_of_another');
      const accountKey = await openPasskeyWrap({ account: opened.session.account, assertion, output, wrap });
      return await enter(context, { opened, accountKey });
    } catch (error) {
      // A session without keys is of no use to anybody but a thief.
      await settled(context.api.session.$delete()).catch(() => undefined);
      throw error;
    }
  } finally {
    wipe(output);
  }
}

type Opening = { account: string; assertion: PasskeyAssertion; output: Bytes; wrap: { version: number; sealed: string } };

async function openPasskeyWrap({ account, assertion, output, wrap }: Opening): Promise<AccountKey> {
  try {
    const unlockKey = await passkeyUnlockKey(output);
    const scope = { account: requireId(account), name: await passkeyWrapName(fromBase64Url(assertion.credential)), version: wrap.version };
    return await unwrapAccountKey(unlockKey, scope, fromBase64Url(wrap.sealed)).finally(() => wipe(unlockKey));
  } catch (cause) {
    throw new VaultError('passkey_does_not_open', {}, { cause });
  }
}

/** After `logIn` has thrown second_factor_required. */
export async function beginPasskeyStep(context: VaultContext): Promise<PasskeyChallenge> {
  const { halfway } = context;
  if (halfway === null) throw new VaultError('ticket_expired');
  const asked = await answer(context.api.login['second-factor'].passkey.$post({ json: { ticket: halfway.ticket } })).catch((error: unknown) => {
    if (isVaultError(error, 'ticket_expired')) forgetHalfway(context);
    throw error;
  });
  return { ...asked, input: null };
}

/** `credentials`: those that there are, so that an authenticator makes no second one. */
export async function beginPasskey(context: VaultContext, { password, ...proof }: { password: string } & SecondFactorProof): Promise<PasskeyChallenge> {
  const reauth = await provedAgain(context, password);
  return { ...(await answer(context.api.passkeys.start.$post({ json: { reauth, ...proof } }))), input: passkeyPrfInput() };
}

export type NewPasskey = { attestation: PasskeyAttestation; name: string; output: Bytes | null };

/** `output` null: a second factor only. Answers the recovery codes that come with the first factor, this once. */
export async function addPasskey(context: VaultContext, { attestation, name, output }: NewPasskey): Promise<string[] | null> {
  const unlocked = requireUnlocked(context);
  const wrap = output === null ? null : await wrapFor(unlocked, { credential: attestation.credential, output, version: 1 });
  requireStillOpen(unlocked);
  return (await answer(context.api.passkeys.finish.$post({ json: { passkey: attestation, name, wrap } }))).codes;
}

/** Any of them may answer; the screen asks for the one that is meant. */
export async function beginPasskeyUnlock(context: VaultContext): Promise<PasskeyChallenge> {
  return { ...(await answer(context.api.passkeys.challenge.$post())), input: passkeyPrfInput() };
}

/** Of one that is there: after a new recovery kit it opens the mailbox again. */
export async function letPasskeyUnlock(
  context: VaultContext, { id, version, password, assertion, output }: PasskeyAnswer & { id: string; version: number; password: string },
): Promise<void> {
  const reauth = await provedAgain(context, password);
  const unlocked = requireUnlocked(context);
  const wrap = await wrapFor(unlocked, { credential: assertion.credential, output, version });
  requireStillOpen(unlocked);
  await settled(context.api.passkeys[':id'].unlock.$post({ param: { id }, json: { reauth, passkey: assertion, wrap } }));
}

export async function removePasskey(context: VaultContext, { id, password, ...proof }: { id: string; password: string } & SecondFactorProof): Promise<void> {
  const reauth = await provedAgain(context, password);
  await settled(context.api.passkeys[':id'].remove.$post({ param: { id }, json: { reauth, ...proof } }));
}

async function wrapFor({ account, accountKey }: Unlocked, { credential, output, version }: { credential: string; output: Bytes; version: number }) {
  try {
    const unlockKey = await passkeyUnlockKey(output);
    const scope = { account, name: await passkeyWrapName(fromBase64Url(credential)), version };
    return { version, sealed: toBase64Url(await wrapAccountKey(unlockKey, scope, accountKey).finally(() => wipe(unlockKey))) };
  } finally {
    wipe(output);
  }
}
