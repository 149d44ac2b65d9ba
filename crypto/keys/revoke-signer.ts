// Revocations: making one. Verifying stands in revoke.ts (SPEC.md, "Revoke").
import type { Id } from "../bytes.ts";
import { SIGNED_TYPE } from "../labels.ts";
import type { SignedObject } from "../signed-object.ts";
import { signObject } from "../signed-object-signer.ts";
import type { Keyring } from "./keyring.ts";
import { REVOKE_FORM } from "./revoke.ts";
import { signSeedOf } from "./sign-seed.ts";

/** Withdraws an identity, signed by its own key: a thief of that key could at most do the same, and no one else can. */
export async function createRevoke(
  keyring: Keyring,
  made: {
    readonly account: Id;
    /** Hash of the identity. */
    readonly identity: string;
    /** The sign key in it, base64url; its seed must be in the keyring, else InvalidInputError. */
    readonly signKey: string;
  },
): Promise<SignedObject> {
  const fields = { type: SIGNED_TYPE.revoke, version: 1, account: made.account, identity: made.identity } as const;
  return signObject(REVOKE_FORM, { fields, seeds: [signSeedOf(keyring, made.signKey)] });
}
