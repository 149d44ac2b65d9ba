// Coming in and going out: log-in, the session after a reload, log-off.
import {
  finishLogin, fromBase64Url, passwordUnlockKey, unwrapAccountKey, wipe, type AccountKey, type Address, type ExportKey,
} from '#crypto';
import { answer, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { RecoveryKit } from '../vault-api/account.ts';
import type { SessionInfo } from '../vault-api/session.ts';
import type { OpenedSession, WireWrap } from '../wire.ts';
import { beginLogin } from './begin-password.ts';
import { forgetHalfway, lock, requireAddress, requireId, type VaultContext } from './context.ts';
import { openAccountWith, witnessLate } from './open-account.ts';
import { keepSession, reopenSession } from './session-halves.ts';

export function kitOf(context: VaultContext, { words, address }: { words: readonly string[]; address: Address }): RecoveryKit {
  return { words: [...words], address, date: context.now() };
}

/** The account opens, and this browser can open it again after a reload. */
export async function enter(context: VaultContext, { opened, accountKey }: { opened: OpenedSession; accountKey: AccountKey }): Promise<SessionInfo> {
  const { session, share } = opened;
  await openAccountWith(context, { session, accountKey });
  // Some private windows keep no key: then a reload asks for the password, and all else works.
  await keepSession(context, { account: requireId(session.account), accountKey, share }).catch(() => undefined);
  return session;
}

export type LogIn = { address: string; password: string; existing?: boolean };

/** Throws second_factor_required where the password is right and more is asked for, with `details` of what: see second-factor.ts. */
export async function logIn(context: VaultContext, input: LogIn): Promise<SessionInfo> {
  const address = requireAddress(input.address);
  forgetHalfway(context);
  const { login, finish, exportKey } = await provePassword(context, { ...input, address });
  const proof = await answer(context.api.login.finish.$post({ json: { login, finish } })).catch((error: unknown) => {
    wipe(exportKey);
    throw error;
  });
  if (!('secondFactor' in proof)) return openEntered(context, { entered: proof, exportKey });
  forgetHalfway(context);
  context.halfway = { ticket: proof.secondFactor, exportKey };
  throw new VaultError('second_factor_required', proof.factors);
}

/** What the server hands out once all that it asks for is given. Overwrites the export key. */
export async function openEntered(
  context: VaultContext, { entered, exportKey }: { entered: OpenedSession & { wrap: WireWrap }; exportKey: ExportKey },
): Promise<SessionInfo> {
  const { wrap, ...opened } = entered;
  const accountKey = await openWrap({ account: opened.session.account, exportKey, wrap });
  return enter(context, { opened, accountKey });
}

type Proof = { address: Address; password: string; existing?: boolean };

/** Both steps of OPAQUE on this side. `wrong_credentials` tells nothing about which of the two was wrong. */
export async function provePassword(
  context: VaultContext, { address, password, existing }: Proof,
): Promise<{ login: string; finish: string; exportKey: ExportKey }> {
  const { state, request } = await beginLogin(password);
  const { login, response } = await answer(context.api.login.start.$post({ json: { address, request, ...(existing && { existing }) } }));
  const proved = await finishLogin({ password, state, response, address });
  if (!proved) throw new VaultError('wrong_credentials');
  return { login, ...proved };
}

/** The account key from the password's wrap. */
export async function openWrap({ account, exportKey, wrap }: { account: string; exportKey: ExportKey; wrap: WireWrap }): Promise<AccountKey> {
  const unlockKey = await passwordUnlockKey(exportKey);
  try {
    const { name, version, sealed } = wrap;
    return await unwrapAccountKey(unlockKey, { account: requireId(account), name, version }, fromBase64Url(sealed));
  } finally {
    wipe(unlockKey, exportKey);
  }
}

/** After a reload. Null where a log-in is needed. */
export async function resume(context: VaultContext): Promise<SessionInfo | null> {
  const reopened = await reopenSession(context);
  if (!reopened) return null;
  const session = await currentSession(context);
  return session && openAccountWith(context, { session, accountKey: reopened.accountKey });
}

export async function currentSession(context: VaultContext): Promise<SessionInfo | null> {
  try {
    const session = await answer(context.api.session.$get());
    if (context.unlocked?.account !== session.account) return session;
    context.unlocked.session = session;
    await witnessLate(context);
    return session;
  } catch (error) {
    if (isVaultError(error, 'not_signed_in')) return null;
    throw error;
  }
}

/** Forgets the keys and this browser's half at once; the server's half as soon as it can be reached. */
export async function logOut(context: VaultContext): Promise<void> {
  lock(context);
  await context.device.forgetSessionHalf().catch(() => undefined);
  await settled(context.api.session.$delete()).catch((error: unknown) => {
    if (!isVaultError(error, 'not_signed_in')) throw error;
  });
}
