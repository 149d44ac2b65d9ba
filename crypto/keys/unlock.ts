// Unlocking: the keys that a password, a recovery kit, a passkey or a session gives, and the account key sealed under each (SPEC.md, "Unlocking").
import { concatBytes, encodeUtf8, wipe, type AccountKey, type Bytes, type ExportKey, type Id, type UnlockKey } from "../bytes.ts";
import { InvalidInputError, OpenError } from "../errors.ts";
import { DERIVATION, DERIVATION_PREFIX, PASSKEY_PRF_INPUT, PASSKEY_WRAP_PREFIX, PURPOSE } from "../labels.ts";
import { fingerprint } from "../primitives/hash.ts";
import { deriveKey } from "../primitives/hkdf.ts";
import { hmacWith } from "../primitives/hmac.ts";
import { open, seal, type SealScope } from "../primitives/seal.ts";
import { subtle } from "../primitives/webcrypto.ts";
import type { KitEntropy } from "./recovery-kit.ts";

const ACCOUNT_KEY_BYTES = 32;
const UNLOCK_KEY_BYTES = 32;
export const SESSION_SHARE_BYTES = 32;
const PRF_OUTPUT_BYTES = 32;
/** What WebAuthn allows for an id. */
const CREDENTIAL_ID_MAX = 1023;

export type PasskeyWrapName = `passkey/${string}`;
/** Which wrap of the account key: "session" stays on the device, the others lie with the server. */
export type WrapName = "password" | "kit" | "session" | PasskeyWrapName;

export interface WrapScope {
  readonly account: Id;
  readonly name: WrapName;
  readonly version: number;
}

/** Seals the account key under an unlock key (32 bytes): 104 bytes. */
export function wrapAccountKey(unlockKey: UnlockKey, scope: WrapScope, accountKey: AccountKey): Promise<Bytes> {
  return seal(unlockKey, sealScope(scope), accountKey);
}

/** Opens exactly that wrap, or throws OpenError. */
export async function unwrapAccountKey(unlockKey: UnlockKey, scope: WrapScope, sealed: Uint8Array): Promise<AccountKey> {
  const accountKey = await open(unlockKey, sealScope(scope), sealed);
  if (accountKey.length !== ACCOUNT_KEY_BYTES) throw new OpenError();
  return accountKey as AccountKey;
}

/** HKDF(export key, "vault"). */
export async function passwordUnlockKey(exportKey: ExportKey): Promise<UnlockKey> {
  return (await deriveKey(exportKey, DERIVATION.vault)) as UnlockKey;
}

/** HKDF(entropy, "kit/unlock"). */
export async function kitUnlockKey(entropy: KitEntropy): Promise<UnlockKey> {
  return (await deriveKey(entropy, DERIVATION.kitUnlock)) as UnlockKey;
}

/** HKDF(entropy, "kit/proof"): 32 bytes that the server compares with a SHA-256. Tells nothing about the unlock key. */
export function kitProof(entropy: KitEntropy): Promise<Bytes> {
  return deriveKey(entropy, DERIVATION.kitProof);
}

/** What the PRF of every passkey is asked for (`prf.eval.first` of WebAuthn): a fresh copy of the constant. */
export function passkeyPrfInput(): Bytes {
  return encodeUtf8(PASSKEY_PRF_INPUT);
}

/** HKDF(PRF output, "passkey/unlock"). The output is 32 bytes, and differs for each passkey and each server's name. */
export async function passkeyUnlockKey(output: Uint8Array): Promise<UnlockKey> {
  if (output.length !== PRF_OUTPUT_BYTES) throw new InvalidInputError("PRF output");
  return (await deriveKey(output, DERIVATION.passkeyUnlock)) as UnlockKey;
}

/** "passkey/" + base64url(SHA-256(credential id)): the wrap of this passkey and no other. */
export async function passkeyWrapName(credential: Uint8Array): Promise<PasskeyWrapName> {
  if (credential.length === 0 || credential.length > CREDENTIAL_ID_MAX) throw new InvalidInputError("credential id");
  return `${PASSKEY_WRAP_PREFIX}${await fingerprint(credential)}`;
}

/** This device's half of a session's unlock key: it can be used here and kept in IndexedDB, but never read. */
export function createSessionHalf(): Promise<CryptoKey> {
  return subtle.generateKey({ name: "HMAC", hash: "SHA-512", length: 512 }, false, ["sign"]);
}

/**
 * The unlock key of a session, from this device's half and the server's share (32 bytes). Neither tells anything alone.
 * It is HKDF-Expand-SHA-512 with the half as key:
 *
 *     first 32 bytes of HMAC-SHA-512(half, "sealpost/v1/session/unlock" | share | 0x01)
 */
export async function sessionUnlockKey(half: CryptoKey, share: Uint8Array): Promise<UnlockKey> {
  const algorithm = half.algorithm as HmacKeyAlgorithm;
  if (algorithm.name !== "HMAC" || algorithm.hash.name !== "SHA-512") throw new InvalidInputError("session half");
  if (share.length !== SESSION_SHARE_BYTES) throw new InvalidInputError("session share");
  const info = concatBytes(encodeUtf8(DERIVATION_PREFIX + DERIVATION.sessionUnlock), share);
  const input = concatBytes(info, Uint8Array.of(1));
  const block = await hmacWith(half, input);
  const unlockKey = block.slice(0, UNLOCK_KEY_BYTES) as UnlockKey;
  wipe(info, input, block);
  return unlockKey;
}

function sealScope(scope: WrapScope): SealScope {
  return { purpose: PURPOSE.accountKey, owner: scope.account, name: scope.name, version: scope.version };
}
