// The keyring: the seeds that sign and the seeds that open, current and old, sealed under the account key (SPEC.md, "Keyring").
import { constantTimeEqual, wipe, type AccountKey, type Bytes, type Id, type KemSeed, type SignSeed } from "../bytes.ts";
import { OpenError } from "../errors.ts";
import { DERIVATION, PURPOSE } from "../labels.ts";
import { deriveKey } from "../primitives/hkdf.ts";
import { randomBytes } from "../primitives/random.ts";
import { open, seal, type SealScope } from "../primitives/seal.ts";
import { encodeKeyring, parseKeyring } from "./keyring-encoding.ts";

/** `current` signs and is published; `old` seeds, newest first, only open (and sign rotations and revocations of themselves). */
export interface Keyring {
  readonly sign: { readonly current: SignSeed; readonly old: readonly SignSeed[] };
  readonly kem: { readonly current: KemSeed; readonly old: readonly KemSeed[] };
}

/** The name of the keyring among an account's state blobs. */
export const KEYRING_NAME = "keyring";
const SEED_BYTES = 32;

/** A fresh account key (32 bytes). */
export function createAccountKey(): AccountKey {
  return randomBytes(32) as AccountKey;
}

/** Fresh seeds, none old. */
export function createKeyring(): Keyring {
  return { sign: { current: newSignSeed(), old: [] }, kem: { current: newKemSeed(), old: [] } };
}

/** Fresh current seeds; those before become the newest old ones. The given keyring stays as it is. */
export function rotateKeyring(keyring: Keyring): Keyring {
  return {
    sign: { current: newSignSeed(), old: [keyring.sign.current, ...keyring.sign.old] },
    kem: { current: newKemSeed(), old: [keyring.kem.current, ...keyring.kem.old] },
  };
}

/** Adds a seed that only opens: that of a redeemed invitation. Adding it again changes nothing. */
export function addOldKem(keyring: Keyring, seed: KemSeed): Keyring {
  const known = [keyring.kem.current, ...keyring.kem.old];
  if (known.some((each) => constantTimeEqual(each, seed))) return keyring;
  return { sign: keyring.sign, kem: { current: keyring.kem.current, old: [seed, ...keyring.kem.old] } };
}

/** All seeds that may open a message, the likeliest first. */
export function kemSeeds(keyring: Keyring): KemSeed[] {
  return [keyring.kem.current, ...keyring.kem.old];
}

/** Overwrites every seed. Keyrings made from this one by rotateKeyring or addOldKem share its seeds and end with it. */
export function wipeKeyring(keyring: Keyring): void {
  wipe(keyring.sign.current, ...keyring.sign.old, keyring.kem.current, ...keyring.kem.old);
}

/** Seals the keyring as version `version` of the account's keyring. */
export async function sealKeyring(
  accountKey: AccountKey, scope: { readonly account: Id; readonly version: number }, keyring: Keyring,
): Promise<Bytes> {
  const key = await deriveKey(accountKey, DERIVATION.keys);
  const encoded = encodeKeyring(keyring);
  try {
    return await seal(key, sealScope(scope), encoded);
  } finally {
    wipe(key, encoded);
  }
}

/** Opens exactly that version of that account's keyring, or throws OpenError. */
export async function openKeyring(
  accountKey: AccountKey, scope: { readonly account: Id; readonly version: number }, sealed: Uint8Array,
): Promise<Keyring> {
  const key = await deriveKey(accountKey, DERIVATION.keys);
  const encoded = await open(key, sealScope(scope), sealed).finally(() => wipe(key));
  try {
    return parseKeyring(encoded);
  } catch (cause) {
    throw new OpenError({ cause });
  } finally {
    wipe(encoded);
  }
}

function sealScope(scope: { readonly account: Id; readonly version: number }): SealScope {
  return { purpose: PURPOSE.keyring, owner: scope.account, name: KEYRING_NAME, version: scope.version };
}

function newSignSeed(): SignSeed {
  return randomBytes(SEED_BYTES) as SignSeed;
}

function newKemSeed(): KemSeed {
  return randomBytes(SEED_BYTES) as KemSeed;
}
