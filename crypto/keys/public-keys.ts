// The public halves of a keyring's current seeds: what the account's newest identity must name (SPEC.md, "Keyring").
import { toBase64Url, type KemPublicKey } from "../bytes.ts";
import { signPublicKey } from "../primitives/ed25519-sign.ts";
import { kemPublicKey } from "../primitives/xwing-decapsulate.ts";
import type { Keyring } from "./keyring.ts";

/** `signKey`: base64url of the Ed25519 public key, as identities carry it. `kemPublicKey`: 1216 bytes. */
export function publicKeysOf(keyring: Keyring): { signKey: string; kemPublicKey: KemPublicKey } {
  return { signKey: toBase64Url(signPublicKey(keyring.sign.current)), kemPublicKey: kemPublicKey(keyring.kem.current) };
}
