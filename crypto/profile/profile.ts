// Practice profiles: how a practice is reached, signed by who administers it. Reading and verifying; making them stands in
// profile-signer.ts (SPEC.md, "Practice profile").
import { VerificationError } from "../errors.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { isLinkTarget } from "../message/link-target.ts";
import { count, hash, id, line, listOf, literal, moment, orNull, record, refine, type ShapeOf } from "../shape.ts";
import { parseSignedObject, verifySignatures, type SignedObject, type SignedObjectForm } from "../signed-object.ts";

/** In UTF-16 code units, but for the number of lines. */
export const PROFILE_LIMITS = { name: 200, addressLines: 6, addressLine: 100, phone: 40, website: 200 } as const;

/** Room for a server that was put back to a backup: an edition is at most so far above the last. The largest number that there is would be the last one. */
export const PROFILE_EDITIONS_AHEAD = 1000;
/** Of the JSON of a profile, and of a voucher for one. */
export const PROFILE_OBJECT_MAX_BYTES = 4096;

const PHONE = /^[0-9 ()/.+-]+$/;

/** Whether this can be dialled: figures, with spaces, brackets, `/`, `.`, `-` and `+` between them; at least three of them. */
export function isPhoneNumber(text: string): boolean {
  return text.length <= PROFILE_LIMITS.phone && PHONE.test(text) && text.replaceAll(/[^0-9]/g, "").length >= 3;
}

/** Whether this is a page to which a profile may lead: `https://` with a host, and no name in front of it that passes for one. */
export function isWebsite(text: string): boolean {
  return text.length <= PROFILE_LIMITS.website && text.startsWith("https://") && !text.includes("@") && isLinkTarget(text);
}

const shape = record({
  type: literal(SIGNED_TYPE.profile),
  version: literal(1),
  practice: id,
  /** 1 for the first of a practice, then one more for each. */
  edition: refine(count, (edition) => edition >= 1),
  /** Unix milliseconds, by the signer's clock. */
  time: moment,
  name: line({ min: 1, max: PROFILE_LIMITS.name }),
  /** The postal address as it is written on a letter; empty where there is none. */
  address: listOf(line({ min: 1, max: PROFILE_LIMITS.addressLine }), { max: PROFILE_LIMITS.addressLines }),
  phone: orNull(refine(line({ max: PROFILE_LIMITS.phone }), isPhoneNumber)),
  website: orNull(refine(line({ max: PROFILE_LIMITS.website }), isWebsite)),
  /** SHA-256 of the logo's bytes. */
  logo: orNull(hash),
  /** Who signs: account and identity at this time. */
  signer: record({ account: id, identity: hash }),
});
export type Profile = ShapeOf<typeof shape>;

/** Signatures: [the sign key of `signer`]. */
export const PROFILE_FORM: SignedObjectForm<Profile> = { type: SIGNED_TYPE.profile, shape, signatures: { min: 1, max: 1 }, maxBytes: PROFILE_OBJECT_MAX_BYTES };

/** The fields of an object of this form, else VerificationError. Nothing is known of who signed it: for finding out whose key to ask for. */
export function parseProfile(object: SignedObject): Profile {
  return parseSignedObject(object, PROFILE_FORM).fields;
}

/** The profile that the key (32 bytes) has signed, or VerificationError. The caller makes sure whose key it is, and of which practice. */
export async function verifyProfile(object: SignedObject, signKey: Uint8Array): Promise<Profile> {
  const parsed = parseSignedObject(object, PROFILE_FORM);
  await verifySignatures(parsed, [signKey]);
  return parsed.fields;
}

/** An edition that was accepted, and the SHA-256 of its text. */
export type SeenProfile = { readonly edition: number; readonly hash: string };

/** Throws VerificationError where the shown edition is older than the newest that was seen, or another of the same number. */
export function verifyProfileNotOlder(seen: SeenProfile | null, shown: SeenProfile): void {
  if (seen === null || shown.edition > seen.edition) return;
  if (shown.edition !== seen.edition || shown.hash !== seen.hash) throw new VerificationError();
}
