// Vouchers: a member says by its own key that this is its practice's profile, for readers who know the member and nobody above.
// Reading and verifying; making them stands in voucher-signer.ts (SPEC.md, "Practice profile").
import { encodeUtf8 } from "../bytes.ts";
import { VerificationError } from "../errors.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { fingerprint } from "../primitives/hash.ts";
import { count, hash, id, literal, moment, record, type ShapeOf } from "../shape.ts";
import { parseSignedObject, verifySignatures, type SignedObject, type SignedObjectForm } from "../signed-object.ts";
import { parseProfile, PROFILE_OBJECT_MAX_BYTES, type Profile } from "./profile.ts";

const shape = record({
  type: literal(SIGNED_TYPE.voucher),
  version: literal(1),
  practice: id,
  /** SHA-256 of the profile's JSON. */
  profile: hash,
  edition: count,
  /** Unix milliseconds, by its own clock; later than that of the account's voucher before. */
  time: moment,
  /** Who vouches: account and identity at this time. */
  account: id,
  identity: hash,
});
export type Voucher = ShapeOf<typeof shape>;

/** Signatures: [the sign key of `identity`]. */
export const VOUCHER_FORM: SignedObjectForm<Voucher> = { type: SIGNED_TYPE.voucher, shape, signatures: { min: 1, max: 1 }, maxBytes: PROFILE_OBJECT_MAX_BYTES };

/** The voucher that the key (32 bytes) has signed, or VerificationError. */
export async function verifyVoucher(object: SignedObject, signKey: Uint8Array): Promise<Voucher> {
  const parsed = parseSignedObject(object, VOUCHER_FORM);
  await verifySignatures(parsed, [signKey]);
  return parsed.fields;
}

/** The SHA-256 of a profile's JSON text, in base64url: what a voucher names. Verifies nothing. */
export function profileHash(profile: Pick<SignedObject, "json">): Promise<string> {
  return fingerprint(encodeUtf8(profile.json));
}

/** Whom a voucher is read for: the account whose message is open, and one of its identities that is accepted. */
export interface ExpectedVoucher {
  readonly account: string;
  readonly identity: string;
  /** Of that identity, 32 bytes. */
  readonly signKey: Uint8Array;
}

/**
 * The profile for which that account vouches, its hash, and the voucher's time, or VerificationError. Says nothing about who signed the
 * profile: a reader does not know them. The caller compares the edition with the newest that it has seen (verifyProfileNotOlder), and the
 * time with that of the account's newest voucher.
 */
export async function verifyVouchedProfile(
  given: { readonly profile: SignedObject; readonly voucher: SignedObject }, expect: ExpectedVoucher,
): Promise<{ profile: Profile; hash: string; time: number }> {
  const voucher = await verifyVoucher(given.voucher, expect.signKey);
  const profile = parseProfile(given.profile);
  const named = await profileHash(given.profile);
  if (voucher.account !== expect.account || voucher.identity !== expect.identity) throw new VerificationError();
  if (voucher.profile !== named || voucher.practice !== profile.practice || voucher.edition !== profile.edition) throw new VerificationError();
  return { profile, hash: named, time: voucher.time };
}
