// An account as a whole: everything its key seals, made together and opened together (SPEC.md, "Account").
import { wipe, type AccountKey, type Bytes, type ExportKey, type Id, type StateKey } from "../bytes.ts";
import { InvalidInputError, OpenError } from "../errors.ts";
import { fingerprint, sha256 } from "../primitives/hash.ts";
import { KEYRING_NAME, openKeyring, sealKeyring, type Keyring } from "./keyring.ts";
import type { KitEntropy } from "./recovery-kit.ts";
import { openRoot, sealRoot, verifyAgainstRoot, type StateRoot, type StateRootEntry } from "./state-root.ts";
import { deriveStateKey, sealState } from "./state.ts";
import { kitProof, kitUnlockKey, passwordUnlockKey, wrapAccountKey } from "./unlock.ts";

export interface SealedBlob {
  readonly name: string;
  readonly version: number;
  readonly sealed: Bytes;
}

/** A wrap of the account key that lies with the server. */
export interface SealedWrap extends SealedBlob {
  readonly name: "password" | "kit";
}

/** One change of the state, to be stored as a whole or not at all. */
export interface StateChange {
  /** Version of the root that this replaces; 0 where there is none. */
  readonly expectedVersion: number;
  readonly root: { readonly version: number; readonly sealed: Bytes };
  readonly put: readonly SealedBlob[];
  readonly remove: readonly string[];
}

export interface AccountContents {
  readonly account: Id;
  readonly accountKey: AccountKey;
  readonly keyring: Keyring;
  /** What opens it from now on. */
  readonly exportKey: ExportKey;
  readonly kit: KitEntropy;
  /** Of everything that is written, at least 1. The root's is one more than that of the root it replaces. */
  readonly versions: { readonly passwordWrap: number; readonly kitWrap: number; readonly keyring: number; readonly root: number };
  readonly blobs: readonly { readonly name: string; readonly version: number; readonly content: Uint8Array }[];
}

export interface SealedAccount {
  readonly wraps: readonly SealedWrap[];
  /** SHA-256 of the kit's proof (32 bytes). */
  readonly kitProofHash: Bytes;
  readonly state: StateChange;
  /** What `state.root` holds. */
  readonly root: StateRoot;
}

/** Seals a whole account: both wraps, the keyring, every blob and the root. For sign-up, invitees and re-keys. */
export async function sealAccount(contents: AccountContents): Promise<SealedAccount> {
  const [wraps, put, proof] = await Promise.all([sealWraps(contents), sealBlobs(contents), kitProof(contents.kit)]);
  const { account, accountKey, versions } = contents;
  const root: StateRoot = { version: versions.root, blobs: await rootEntries(put) };
  const stateKey = await deriveStateKey(accountKey);
  const sealedRoot = await sealRoot(stateKey, { account }, root).finally(() => wipe(stateKey));
  const kitProofHash = await sha256(proof);
  wipe(proof);
  return {
    wraps,
    kitProofHash,
    state: { expectedVersion: versions.root - 1, root: { version: versions.root, sealed: sealedRoot }, put, remove: [] },
    root,
  };
}

async function sealWraps({ account, accountKey, exportKey, kit, versions }: AccountContents): Promise<SealedWrap[]> {
  const sealWith = {
    password: { unlockKey: await passwordUnlockKey(exportKey), version: versions.passwordWrap },
    kit: { unlockKey: await kitUnlockKey(kit), version: versions.kitWrap },
  };
  return Promise.all((["password", "kit"] as const).map(async (name) => {
    const { unlockKey, version } = sealWith[name];
    const sealed = await wrapAccountKey(unlockKey, { account, name, version }, accountKey).finally(() => wipe(unlockKey));
    return { name, version, sealed };
  }));
}

async function sealBlobs({ account, accountKey, keyring, versions, blobs }: AccountContents): Promise<SealedBlob[]> {
  const sealedKeyring = await sealKeyring(accountKey, { account, version: versions.keyring }, keyring);
  const stateKey = await deriveStateKey(accountKey);
  const sealed = await Promise.all(blobs.map(async ({ name, version, content }) => {
    return { name, version, sealed: await sealState(stateKey, { account, name, version }, content) };
  })).finally(() => wipe(stateKey));
  return [{ name: KEYRING_NAME, version: versions.keyring, sealed: sealedKeyring }, ...sealed];
}

async function rootEntries(blobs: readonly SealedBlob[]): Promise<Record<string, StateRootEntry>> {
  const entries: Record<string, StateRootEntry> = {};
  for (const { name, version, sealed } of blobs) {
    if (Object.hasOwn(entries, name)) throw new InvalidInputError("state name twice");
    entries[name] = { version, sha256: await fingerprint(sealed) };
  }
  return entries;
}

/**
 * Opens root and keyring as the server gives them after log-in, recovery or reload. OpenError where either does not open as
 * what it is said to be, or the keyring is not the one that the root lists. The caller compares the root with the newest one
 * this device has seen (verifyNotRolledBack).
 */
export async function openAccount(
  accountKey: AccountKey,
  given: {
    readonly account: Id;
    readonly root: { readonly version: number; readonly sealed: Uint8Array };
    readonly keyring: { readonly version: number; readonly sealed: Uint8Array };
  },
): Promise<{ stateKey: StateKey; root: StateRoot; keyring: Keyring }> {
  const { account } = given;
  const stateKey = await deriveStateKey(accountKey);
  try {
    const root = await openRoot(stateKey, { account, version: given.root.version }, given.root.sealed);
    await verifyAgainstRoot(root, { name: KEYRING_NAME, ...given.keyring });
    const keyring = await openKeyring(accountKey, { account, version: given.keyring.version }, given.keyring.sealed);
    return { stateKey, root, keyring };
  } catch (cause) {
    wipe(stateKey);
    throw new OpenError({ cause });
  }
}
