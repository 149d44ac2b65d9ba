// From an account key to an open account: state fetched and held against what this device has seen, keyring opened, and the
// server's entry for oneself held against one's own keys.
import { publicKeysOf, wipe, wipeKeyring, type AccountKey } from '#crypto';
import { newSearchIndex } from '../search/search-index.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { SessionInfo } from '../vault-api/session.ts';
import { lock, requireAddress, requireId, requireUnlocked, type Unlocked, type VaultContext } from './context.ts';
import { fetchSelf, verifySelf, type Person } from './people.ts';
import { fetchState, newStateCache, rememberRoot, type SealedRoot } from './state.ts';
import { witnessedRoot } from './witnesses.ts';

export type Opening = { session: SessionInfo; accountKey: AccountKey };

/** Opens the account and makes it the vault's. Throws `state_rolled_back` where the server shows less than it should. */
export async function openAccountWith(context: VaultContext, { session, accountKey }: Opening): Promise<SessionInfo> {
  const account = requireId(session.account);
  // Side by side: a person is waiting for the mailbox.
  const [{ stateKey, keyring, root, sealedRoot }, entry] = await Promise.all([fetchState(context, { account, accountKey }), fetchSelf(context, account)]);
  const self = await verifySelf(entry, publicKeysOf(keyring));
  // Whose account it is stands in what it signed itself.
  if (requireAddress(session.address) !== self.address) throw new VaultError('state_rolled_back');
  const before = context.unlocked;
  // Logging in again in place keeps what is under way: uploads, and a sending whose answer never came.
  const kept = before?.account === account ? before : null;
  const unlocked: Unlocked = {
    session, account, accountKey, stateKey, keyring, self,
    address: self.address,
    state: newStateCache(root, context.now()),
    rootMemory: rootMemory(self),
    unwitnessed: null,
    people: new Map(),
    words: new Map(),
    vouched: new Map(),
    behindCode: kept?.behindCode ?? new Set(),
    messages: new Map(),
    search: newSearchIndex(),
    shownKeys: new Map(),
    files: kept?.files ?? new Map(),
    forwardedFiles: kept?.forwardedFiles ?? new Map(),
    dropped: kept?.dropped ?? new Set(),
    journals: new Map(),
    noted: new Set(),
    unanswered: kept?.unanswered ?? new Map(),
    undoable: kept?.undoable ?? new Map(),
    gone: kept?.gone ?? new Set(),
    discarded: kept?.discarded ?? new Set(),
    editions: kept?.editions ?? new Set(),
    asides: kept?.asides ?? new Map(),
    closed: false,
  };
  context.unlocked = unlocked;
  try {
    await refuseOlderState(context, sealedRoot);
  } catch (error) {
    context.unlocked = before;
    wipe(accountKey, stateKey);
    wipeKeyring(keyring);
    throw error;
  }
  return session;
}

/** By what this device has seen; a device that is new to the account asks its own sent messages. */
async function refuseOlderState(context: VaultContext, sealedRoot: SealedRoot): Promise<void> {
  const unlocked = requireUnlocked(context);
  const { rootMemory: memory, session } = unlocked;
  const known = await context.device.rootSeen(memory);
  // The server shows no message before the second factor is there that the practice asks for.
  unlocked.unwitnessed = !known && session.secondFactorMissing ? sealedRoot : null;
  if (unlocked.unwitnessed) return;
  if (!known && (await witnessedRoot(context)) > sealedRoot.version) throw new VaultError('state_rolled_back');
  await rememberRoot(context, memory, sealedRoot);
}

/** What could not be asked when the account was opened. Throws `state_rolled_back`; the account is locked then. */
export async function witnessLate(context: VaultContext): Promise<void> {
  const unlocked = requireUnlocked(context);
  const { unwitnessed, session } = unlocked;
  if (!unwitnessed || session.secondFactorMissing) return;
  try {
    await refuseOlderState(context, unwitnessed);
  } catch (error) {
    if (isVaultError(error, 'state_rolled_back')) lock(context);
    else unlocked.unwitnessed = unwitnessed;
    throw error;
  }
}

/**
 * Under which name a device remembers an account's roots. An account that starts anew counts from one again, and its chain,
 * which only the new key can have signed, says where: so each beginning is remembered by itself.
 */
export function rootMemory({ account, identities }: Pick<Person, 'account' | 'identities'>): string {
  const beginning = identities.findLast(({ restart }) => restart) ?? identities[0];
  return `${account}/${beginning.hash}`;
}
