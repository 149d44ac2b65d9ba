// X-Wing (X25519 + ML-KEM-768, draft-connolly-cfrg-xwing-kem) by libsodium: the half that needs public keys only.
import { wipe, type Bytes, type KemPublicKey } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { randomBytes } from "./random.ts";
import { ownBytes, sodium } from "./sodium.ts";
import { KEM_PUBLIC_KEY_BYTES } from "./xwing-lengths.ts";

export interface Encapsulation {
  /** 1120 bytes. */
  readonly ciphertext: Bytes;
  /** 32 bytes, secret. */
  readonly sharedSecret: Bytes;
}

const RANDOMNESS_BYTES = 64;

/**
 * A fresh shared secret for the owner of the key. InvalidInputError for a malformed key. The randomness is drawn here at once:
 * libsodium in WebAssembly asks for it in sixteen calls, which take a quarter of the whole.
 */
export function xwingEncapsulate(publicKey: KemPublicKey): Encapsulation {
  const randomness = randomBytes(RANDOMNESS_BYTES);
  const made = xwingEncapsulateWith(publicKey, randomness);
  wipe(randomness);
  return made;
}

/** For vectors: as xwingEncapsulate with the caller's 64 bytes of randomness (ML-KEM's first, then the X25519 scalar). */
export function xwingEncapsulateWith(publicKey: KemPublicKey, randomness: Uint8Array): Encapsulation {
  if (publicKey.length !== KEM_PUBLIC_KEY_BYTES) throw new InvalidInputError("kem public key length");
  try {
    const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(publicKey, randomness);
    return { ciphertext: ownBytes(ciphertext), sharedSecret: ownBytes(sharedSecret) };
  } catch (cause) {
    throw new InvalidInputError("kem public key", { cause });
  }
}
