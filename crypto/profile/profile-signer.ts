// Practice profiles: making one. Verifying stands in profile.ts (SPEC.md, "Practice profile").
import type { Keyring } from "../keys/keyring.ts";
import { SIGNED_TYPE } from "../labels.ts";
import type { SignedObject } from "../signed-object.ts";
import { signObject } from "../signed-object-signer.ts";
import { PROFILE_FORM, type Profile } from "./profile.ts";

export type NewProfile = Omit<Profile, "type" | "version">;

/** Signed by the keyring's current key. InvalidInputError for fields that no reader would take. */
export function createProfile(keyring: Keyring, made: NewProfile): Promise<SignedObject> {
  const { practice, edition, time, name, address, phone, website, logo, signer } = made;
  const fields = { type: SIGNED_TYPE.profile, version: 1, practice, edition, time, name, address, phone, website, logo, signer } as const;
  return signObject(PROFILE_FORM, { fields: fields, seeds: [keyring.sign.current] });
}
