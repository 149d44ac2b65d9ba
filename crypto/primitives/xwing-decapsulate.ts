// X-Wing by libsodium: the half that holds the seed. The 32-byte seed is the whole secret key.
import { wipe, type Bytes, type KemPublicKey, type KemSeed } from "../bytes.ts";
import { ownBytes, sodium } from "./sodium.ts";
import { KEM_CIPHERTEXT_BYTES } from "./xwing-lengths.ts";

/** The public key (1216 bytes) of a seed. */
export function kemPublicKey(seed: KemSeed): KemPublicKey {
  const pair = sodium.crypto_kem_xwing_seed_keypair(seed);
  wipe(pair.privateKey);
  return ownBytes(pair.publicKey) as KemPublicKey;
}

/**
 * The shared secret (32 bytes), or null for a malformed ciphertext. A ciphertext for another key also gives 32 bytes
 * (ML-KEM rejects implicitly), so only the AEAD that follows tells whether the secret is right.
 */
export function xwingDecapsulate(seed: KemSeed, ciphertext: Uint8Array): Bytes | null {
  if (ciphertext.length !== KEM_CIPHERTEXT_BYTES) return null;
  try {
    return ownBytes(sodium.crypto_kem_xwing_dec(ciphertext, seed));
  } catch {
    return null;
  }
}
