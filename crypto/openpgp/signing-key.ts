// A person's OpenPGP key, which only signs: version 4 with Ed25519 in its older encoding, which every gpg since 2.1 verifies
// (SPEC.md, "OpenPGP signing key"). It is made on request, and nothing of the main protocol depends on it.
import { enums, generateKey, readPrivateKey, revokeKey } from "openpgp";
import type { Bytes } from "../bytes.ts";
import { STRICT } from "./policy.ts";

export interface SigningKey {
  /** Lower-case hexadecimal, 40 characters. */
  readonly fingerprint: string;
  /** The secret key's packets, not protected by a passphrase: to be sealed by the caller. */
  readonly secretKey: Bytes;
  /** The armored public certificate. */
  readonly certificate: string;
}

export async function createSigningKey({ name, address, now }: { name: string; address: string; now: number }): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKey({
    type: "ecc",
    curve: "ed25519Legacy",
    userIDs: [{ name, email: address }],
    // Nothing can be encrypted to it: what should reach this person goes by the main protocol.
    subkeys: [],
    date: new Date(now),
    format: "object",
    config: STRICT,
  });
  return {
    fingerprint: publicKey.getFingerprint(),
    secretKey: new Uint8Array(privateKey.write()),
    certificate: publicKey.armor(STRICT),
  };
}

/** The certificate with its revocation: what it signed before stays checkable, gpg and others say that it is withdrawn. */
export async function withdrawSigningKey(secretKey: Uint8Array, { compromised, now }: { compromised: boolean; now: number }): Promise<string> {
  const key = await readPrivateKey({ binaryKey: secretKey, config: STRICT });
  const flag = compromised ? enums.reasonForRevocation.keyCompromised : enums.reasonForRevocation.keyRetired;
  const { publicKey } = await revokeKey({ key, reasonForRevocation: { flag }, date: new Date(now), format: "object", config: STRICT });
  return publicKey.armor(STRICT);
}
