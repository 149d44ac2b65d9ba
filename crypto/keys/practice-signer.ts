// Practices: founding one. Verifying stands in practice.ts (SPEC.md, "Practice").
import type { Id } from "../bytes.ts";
import { SIGNED_TYPE } from "../labels.ts";
import type { SignedObject } from "../signed-object.ts";
import { signObject } from "../signed-object-signer.ts";
import type { Keyring } from "./keyring.ts";
import { PRACTICE_FORM } from "./practice.ts";

/** Signed by the keyring's current key. InvalidInputError for a name that is empty, too long or of several lines. */
export function createPractice(keyring: Keyring, made: { readonly practice: Id; readonly owner: Id; readonly name: string }): Promise<SignedObject> {
  const { practice, owner, name } = made;
  const fields = { type: SIGNED_TYPE.practice, version: 1, practice, owner, name } as const;
  return signObject(PRACTICE_FORM, { fields, seeds: [keyring.sign.current] });
}
