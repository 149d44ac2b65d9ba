// The inviter's statement for the escrow: making it. Verifying stands in inviter.ts (SPEC.md, "Escrow").
import { toBase64Url } from "../bytes.ts";
import type { Keyring } from "../keys/keyring.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { signPublicKey } from "../primitives/ed25519-sign.ts";
import type { SignedObject } from "../signed-object.ts";
import { signObject } from "../signed-object-signer.ts";
import { INVITER_FORM, type Inviter } from "./inviter.ts";

/** Signed by the keyring's current key, which it names. */
export function createInviter(keyring: Keyring, made: Omit<Inviter, "type" | "version" | "signKey">): Promise<SignedObject> {
  const { invitation, practice, account, identity, address, name } = made;
  const signKey = toBase64Url(signPublicKey(keyring.sign.current));
  const fields: Inviter = { type: SIGNED_TYPE.inviter, version: 1, invitation, practice, account, identity, signKey, address, name };
  return signObject(INVITER_FORM, { fields, seeds: [keyring.sign.current] });
}
