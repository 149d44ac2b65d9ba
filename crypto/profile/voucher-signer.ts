// Vouchers: making one. Verifying stands in voucher.ts (SPEC.md, "Practice profile").
import type { Keyring } from "../keys/keyring.ts";
import { SIGNED_TYPE } from "../labels.ts";
import type { SignedObject } from "../signed-object.ts";
import { signObject } from "../signed-object-signer.ts";
import { VOUCHER_FORM, type Voucher } from "./voucher.ts";

export type NewVoucher = Omit<Voucher, "type" | "version">;

/** Signed by the keyring's current key. Make sure who signed the profile first. */
export function createVoucher(keyring: Keyring, made: NewVoucher): Promise<SignedObject> {
  const { practice, profile, edition, time, account, identity } = made;
  const fields = { type: SIGNED_TYPE.voucher, version: 1, practice, profile, edition, time, account, identity } as const;
  return signObject(VOUCHER_FORM, { fields, seeds: [keyring.sign.current] });
}
