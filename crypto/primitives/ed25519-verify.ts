// Ed25519 verification (RFC 8032) by libsodium, which is strict: it refuses S ≥ L, public keys and R that are not canonical
// or of small order, and uses no cofactor. So one signature has one verdict everywhere (SPEC.md, "Signatures").
import { sodium } from "./sodium.ts";

export const SIGN_PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

/** True only for a valid signature; anything malformed is false. */
export function verifyEd25519(publicKey: Uint8Array, check: { readonly message: Uint8Array; readonly signature: Uint8Array }): boolean {
  if (publicKey.length !== SIGN_PUBLIC_KEY_BYTES || check.signature.length !== SIGNATURE_BYTES) return false;
  return sodium.crypto_sign_verify_detached(check.signature, check.message, publicKey);
}
