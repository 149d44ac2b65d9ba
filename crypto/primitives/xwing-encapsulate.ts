// X-Wing (X25519 + ML-KEM-768, draft-connolly-cfrg-xwing-kem) by libsodium: the half that needs public keys only.
import type { Bytes, KemPublicKey } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { ownBytes, sodium } from "./sodium.ts";
import { KEM_PUBLIC_KEY_BYTES } from "./xwing-lengths.ts";

export interface Encapsulation {
  /** 1120 bytes. */
  readonly ciphertext: Bytes;
  /** 32 bytes, secret. */
  readonly sharedSecret: Bytes;
}

/** A fresh shared secret for the owner of the key. InvalidInputError for a malformed key. */
export function xwingEncapsulate(publicKey: KemPublicKey): Encapsulation {
  return encapsulation(publicKey, () => sodium.crypto_kem_xwing_enc(publicKey));
}

/** For vectors: as xwingEncapsulate with the caller's 64 bytes of randomness (ML-KEM's first, then the X25519 scalar). */
export function xwingEncapsulateWith(publicKey: KemPublicKey, randomness: Uint8Array): Encapsulation {
  return encapsulation(publicKey, () => sodium.crypto_kem_xwing_enc_deterministic(publicKey, randomness));
}

function encapsulation(publicKey: KemPublicKey, run: () => { ciphertext: Uint8Array; sharedSecret: Uint8Array }): Encapsulation {
  if (publicKey.length !== KEM_PUBLIC_KEY_BYTES) throw new InvalidInputError("kem public key length");
  try {
    const { ciphertext, sharedSecret } = run();
    return { ciphertext: ownBytes(ciphertext), sharedSecret: ownBytes(sharedSecret) };
  } catch (cause) {
    throw new InvalidInputError("kem public key", { cause });
  }
}
