// A reload without a password: the account key is also sealed under a key of two halves, one in this browser that cannot be
// read out, one with the server for as long as the session lasts. Neither opens anything alone.
import {
  createSessionHalf, fromBase64Url, sessionUnlockKey, unwrapAccountKey, wipe, wrapAccountKey, type AccountKey, type Bytes, type Id, type UnlockKey,
} from '#crypto';
import { answer } from '../api.ts';
import { isVaultError } from '../vault-error.ts';
import { requireId, type VaultContext } from './context.ts';

const scope = (account: Id) => ({ account, name: 'session', version: 1 }) as const;

/** Seals the account key for this session and keeps this browser's half. */
export async function keepSession(context: VaultContext, session: { account: Id; accountKey: AccountKey; share: string }): Promise<void> {
  const key = await createSessionHalf();
  const unlockKey = await unlockKeyOf({ key, share: session.share });
  const sealed = await wrapAccountKey(unlockKey, scope(session.account), session.accountKey).finally(() => wipe(unlockKey));
  await context.device.saveSessionHalf({ account: session.account, key, sealed });
}

/** As `keepSession`, with the share fetched: after a re-key, whose session goes on. */
export async function keepSessionAnew(context: VaultContext, session: { account: Id; accountKey: AccountKey }): Promise<void> {
  const { share } = await answer(context.api.session.share.$get());
  await keepSession(context, { ...session, share });
}

/** The account key of the session that runs in this browser; null where there is none (any more). */
export async function reopenSession(context: VaultContext): Promise<{ account: Id; accountKey: AccountKey } | null> {
  const half = await context.device.sessionHalf();
  if (!half) return null;
  const shared = await shareOf(context);
  // Another account logged in from another program's window: this half opens nothing of it.
  if (!shared || shared.account !== half.account) {
    await context.device.forgetSessionHalf();
    return null;
  }
  const account = requireId(half.account);
  const unlockKey = await unlockKeyOf({ key: half.key, share: shared.share });
  try {
    return { account, accountKey: await unwrapAccountKey(unlockKey, scope(account), half.sealed as Bytes) };
  } catch {
    await context.device.forgetSessionHalf();
    return null;
  } finally {
    wipe(unlockKey);
  }
}

async function unlockKeyOf({ key, share: text }: { key: CryptoKey; share: string }): Promise<UnlockKey> {
  const share = fromBase64Url(text);
  return sessionUnlockKey(key, share).finally(() => wipe(share));
}

async function shareOf(context: VaultContext): Promise<{ share: string; account: string } | null> {
  try {
    return await answer(context.api.session.share.$get());
  } catch (error) {
    if (isVaultError(error, 'not_signed_in')) return null;
    throw error;
  }
}
