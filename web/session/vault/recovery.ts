// What is forgotten, lost or to be replaced: password, recovery kit, and an account that starts anew. New keys never take
// old mail away, except where everything was lost.
import {
  createKeyring, createPractice, finishRegistration, fromBase64Url, identityHash, KEYRING_NAME, kitProof, kitUnlockKey, openAccount, parseKit,
  passwordUnlockKey, prepareRekey, publicKeysOf, RecoveryKitError, signMember, toBase64Url, unwrapAccountKey,
  verifyIdentityChain, wipe, wipeKeyring, wrapAccountKey,
  type AccountKey, type Address, type ExportKey, type Id, type KitEntropy, type PreparedRekey, type RekeyReason, type SealedBlob, type SignedObject,
} from '#crypto';
import { answer, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { RecoveryKit } from '../vault-api/account.ts';
import type { SecondFactorProof } from '../vault-api/second-factor.ts';
import type { Rekey, WireBlob, WireWrap } from '../wire.ts';
import { enter, kitOf } from './access.ts';
import { beginRegistration } from './begin-password.ts';
import { requireAddress, requireId, requireStillOpen, requireUnlocked, type VaultContext } from './context.ts';
import { createAccount, existingAccount, wireAccount } from './new-account.ts';
import { openAccountWith, rootMemory } from './open-account.ts';
import { stateContacts } from './load-stating.ts';
import { vouchAnew } from './practice-profile.ts';
import { reauthenticate } from './prove-again.ts';
import { keepSessionAnew } from './session-halves.ts';
import { fetchState, rememberRoot } from './state.ts';

/** How often a re-key is tried when other tabs keep writing meanwhile. */
export const TRIES = 3;

export async function changePassword(context: VaultContext, { current, next }: { current: string; next: string }): Promise<void> {
  const unlocked = requireUnlocked(context);
  const { account, address, accountKey } = unlocked;
  const { reauth, exportKey: old } = await reauthenticate(context, current);
  wipe(old);
  const { state, request } = await beginRegistration(next);
  const { registration, response } = await answer(context.api.password.start.$post({ json: { reauth, request } }));
  const { record, exportKey } = await finishRegistration({ password: next, state, response, address });
  const unlockKey = await passwordUnlockKey(exportKey).finally(() => wipe(exportKey));
  const version = (await wrapVersions(context)).password + 1;
  const sealed = toBase64Url(await wrapAccountKey(unlockKey, { account, name: 'password', version }, accountKey).finally(() => wipe(unlockKey)));
  // A log-off in between has overwritten the account key: a wrap of zeros would lock the account for ever.
  requireStillOpen(unlocked);
  await settled(context.api.password.finish.$post({ json: { registration, record, wrap: { name: 'password', version, sealed } } }));
}

async function wrapVersions(context: VaultContext): Promise<{ password: number; kit: number }> {
  const { wraps } = await answer(context.api.wraps.$get());
  const versionOf = (name: 'password' | 'kit') => wraps.find((wrap) => wrap.name === name)?.version ?? 0;
  return { password: versionOf('password'), kit: versionOf('kit') };
}

/** With the second factor, where there is one. */
export type KitRenewal = { password: string; reason?: RekeyReason } & SecondFactorProof;

/** A new kit by a re-key: new account key, new seeds, everything sealed anew. The old kit opens nothing any more. */
export async function renewKit(context: VaultContext, { password, reason = 'renewal', ...proof }: KitRenewal): Promise<RecoveryKit> {
  const { account, address, session } = requireUnlocked(context);
  const { reauth, exportKey } = await reauthenticate(context, password);
  for (let attempt = 1; ; attempt += 1) {
    const prepared = await prepareOwnRekey(context, { exportKey, reason });
    try {
      await settled(context.api.rekey.$post({ json: { reauth, rekey: wireRekey(prepared), ...proof } }));
    } catch (error) {
      if (!isVaultError(error, 'state_conflict') || attempt >= TRIES) throw error;
      continue;
    }
    wipe(exportKey);
    await keepSessionAnew(context, { account, accountKey: prepared.accountKey });
    await openAccountWith(context, { session, accountKey: prepared.accountKey });
    wipeKeyring(prepared.keyring);
    await vouchAnew(context);
    await stateContacts(context);
    return kitOf(context, { words: prepared.words, address });
  }
}

/** `changeTo`: the address from now on, under which the export key's password is registered. */
type OwnRekey = { exportKey: ExportKey; reason: RekeyReason; changeTo?: Address };

export async function prepareOwnRekey(context: VaultContext, { exportKey, reason, changeTo }: OwnRekey): Promise<PreparedRekey> {
  const { account, address, accountKey, self } = requireUnlocked(context);
  const identity = self.chain.at(-1);
  if (!identity) throw new VaultError('unexpected');
  const { root, keyring, sealedRoot, stateKey } = await fetchState(context, { account, accountKey });
  wipe(stateKey);
  // An older state, sealed anew, would be the newest.
  await rememberRoot(context, rootMemory(self), sealedRoot);
  const { blobs } = await answer(context.api.state.read.$post({ json: { names: Object.keys(root.blobs) } }));
  return prepareRekey({
    account, accountKey, keyring, root, exportKey, identity, reason,
    address: changeTo ?? address,
    ...(changeTo !== undefined && { addressChanges: true as const }),
    blobs: blobs.map(sealedBlob),
    wrapVersions: await wrapVersions(context),
  });
}

/** A forgotten password is replaced with the kit's words. The kit is used up by it, and a new one comes back. */
export async function recover(context: VaultContext, input: { address: string; words: string; password: string; reason?: RekeyReason }): Promise<RecoveryKit> {
  const address = requireAddress(input.address);
  const entropy = readKit(input.words);
  const { state, request } = await beginRegistration(input.password);
  const proof = toBase64Url(await kitProof(entropy));
  const given = await answer(context.api.recovery.start.$post({ json: { address, proof, request } }));
  const { record, exportKey } = await finishRegistration({ password: input.password, state, response: given.response, address });
  const account = requireId(given.account);
  const accountKey = await openKitWrap({ account, entropy, wrap: given.wrap });
  const prepared = await prepareRekey({
    ...(await openGivenState(context, { account, accountKey, given })),
    account, address, accountKey, exportKey,
    reason: input.reason ?? 'renewal',
    wrapVersions: { password: given.passwordWrapVersion, kit: given.wrap.version },
  });
  wipe(exportKey, accountKey);
  const opened = await answer(context.api.recovery.finish.$post({ json: { recovery: given.recovery, record, rekey: wireRekey(prepared) } }));
  await enter(context, { opened, accountKey: prepared.accountKey });
  wipeKeyring(prepared.keyring);
  return kitOf(context, { words: prepared.words, address });
}

const PROBLEMS = { word_count: 'count', unknown_word: 'word', checksum: 'checksum' } as const;

function readKit(words: string): KitEntropy {
  try {
    return parseKit(words);
  } catch (cause) {
    if (!(cause instanceof RecoveryKitError)) throw cause;
    const index = cause.word === null ? {} : { index: cause.word };
    throw new VaultError('kit_words_invalid', { reason: PROBLEMS[cause.problem], ...index });
  }
}

async function openKitWrap({ account, entropy, wrap }: { account: Id; entropy: KitEntropy; wrap: WireWrap }): Promise<AccountKey> {
  const unlockKey = await kitUnlockKey(entropy);
  try {
    return await unwrapAccountKey(unlockKey, { account, name: 'kit', version: wrap.version }, fromBase64Url(wrap.sealed));
  } catch (cause) {
    throw new VaultError('wrong_kit', {}, { cause });
  } finally {
    wipe(unlockKey, entropy);
  }
}

type Given = {
  identities: readonly SignedObject[];
  state: { root: { version: number; sealed: string }; blobs: readonly WireBlob[] };
};

/** The state as the server hands it to a kit, held against the account's own chain and what this device has seen. */
async function openGivenState(context: VaultContext, { account, accountKey, given }: { account: Id; accountKey: AccountKey; given: Given }) {
  const sealedRoot = { version: given.state.root.version, sealed: fromBase64Url(given.state.root.sealed) };
  const blobs = given.state.blobs.map(sealedBlob);
  const sealedKeyring = blobs.find(({ name }) => name === KEYRING_NAME);
  const newest = given.identities.at(-1);
  if (!sealedKeyring || !newest) throw new VaultError('state_rolled_back');
  const { root, keyring, stateKey } = await openAccount(accountKey, { account, root: sealedRoot, keyring: sealedKeyring });
  wipe(stateKey);
  const identities = await verifyIdentityChain(given.identities);
  const own = identities.at(-1) ?? identities[0];
  if (own.account !== account || own.signKey !== publicKeysOf(keyring).signKey) throw new VaultError('state_rolled_back');
  await rememberRoot(context, rootMemory({ account, identities }), sealedRoot);
  return { root, keyring, blobs, identity: newest };
}

/** Starts an owner's account anew by the operator's link: same address, new keys, nothing of before. */
export async function restart(context: VaultContext, { token, password }: { token: string; password: string }): Promise<RecoveryKit> {
  const { state, request } = await beginRegistration(password);
  const given = await answer(context.api.restart.start.$post({ json: { token, request } }));
  const address = requireAddress(given.address);
  if (!given.practice) throw new VaultError('not_allowed');
  const existing = await existingAccount({ ...given, address });
  const { account } = existing;
  const { record, exportKey } = await finishRegistration({ password, state, response: given.response, address });
  const keyring = createKeyring();
  const made = await createAccount({ address, exportKey, keyring, existing, contacts: null }).finally(() => wipe(exportKey));
  const { wraps, kitProofHash, identity, kemPublicKey } = made;
  const practice = { practice: requireId(given.practice.id), administrator: account, account, role: 'owner' as const };
  const practiceObject = await createPractice(keyring, { practice: practice.practice, owner: account, name: given.practice.name });
  const member = await signMember(keyring, { ...practice, identity: await identityHash(identity) });
  const rekey: Rekey = { wraps, kitProofHash, state: made.state, identity, kemPublicKey, revoke: null };
  const opened = await answer(context.api.restart.finish.$post({ json: { restart: given.restart, record, rekey, practiceObject, member } }));
  await enter(context, { opened, accountKey: made.accountKey });
  return kitOf(context, { words: made.words, address });
}

export function wireRekey({ rekey }: PreparedRekey): Rekey {
  const { identity, kemPublicKey, revoke } = rekey;
  return { ...wireAccount(rekey), identity, kemPublicKey: toBase64Url(kemPublicKey), revoke };
}

function sealedBlob({ name, version, sealed }: WireBlob): SealedBlob {
  return { name, version, sealed: fromBase64Url(sealed) };
}
