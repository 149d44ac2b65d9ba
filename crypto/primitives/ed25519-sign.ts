// Ed25519 signing (RFC 8032) by libsodium, from the 32-byte seed.
import { wipe, type Bytes, type SignPublicKey, type SignSeed } from "../bytes.ts";
import { ownBytes, sodium } from "./sodium.ts";

/** The public key (32 bytes) of a seed. */
export function signPublicKey(seed: SignSeed): SignPublicKey {
  const pair = sodium.crypto_sign_seed_keypair(seed);
  wipe(pair.privateKey);
  return ownBytes(pair.publicKey) as SignPublicKey;
}

/** The deterministic signature (64 bytes). */
export function signEd25519(seed: SignSeed, message: Uint8Array): Bytes {
  const pair = sodium.crypto_sign_seed_keypair(seed);
  const signature = sodium.crypto_sign_detached(message, pair.privateKey);
  wipe(pair.privateKey);
  return ownBytes(signature);
}
