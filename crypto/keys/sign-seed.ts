// Finds the seed of a published sign key in a keyring, current or old.
import { toBase64Url, type SignSeed } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { signPublicKey } from "../primitives/ed25519-sign.ts";
import type { Keyring } from "./keyring.ts";

/** The seed whose public key (base64url) this is, or InvalidInputError. */
export function signSeedOf(keyring: Keyring, signKey: string): SignSeed {
  const seed = [keyring.sign.current, ...keyring.sign.old].find((each) => toBase64Url(signPublicKey(each)) === signKey);
  if (seed === undefined) throw new InvalidInputError("sign key not in keyring");
  return seed;
}
