// Memberships: an account belongs to a practice in a role, signed by both sides. Reading and verifying; making them stands
// in member-signer.ts (SPEC.md, "Member").
import { SIGNED_TYPE } from "../labels.ts";
import { hash, id, literal, oneOf, record, type ShapeOf } from "../shape.ts";
import { parseSignedObject, verifySignatures, type SignedObject, type SignedObjectForm } from "../signed-object.ts";

const shape = record({
  type: literal(SIGNED_TYPE.member),
  version: literal(1),
  practice: id,
  account: id,
  /** Hash of the account's identity at this time. */
  identity: hash,
  role: oneOf("owner", "administrator", "member"),
  /** The account of the administrator who signs; for a founder the account itself. */
  administrator: id,
});
export type Member = ShapeOf<typeof shape>;
export type MemberRole = Member["role"];

/** Signatures: [administrator, account]. */
export const MEMBER_FORM: SignedObjectForm<Member> = { type: SIGNED_TYPE.member, shape, signatures: { min: 2, max: 2 } };

/** The half that the account has signed and no administrator yet. Signatures: [account]. */
export const MEMBER_PROPOSAL_FORM: SignedObjectForm<Member> = { ...MEMBER_FORM, signatures: { min: 1, max: 1 } };

/**
 * The membership that both keys (32 bytes each) have signed, or VerificationError. The caller makes sure that the keys are
 * those of the accounts named in it, and that the administrator may administer.
 */
export async function verifyMember(
  object: SignedObject, keys: { readonly administratorKey: Uint8Array; readonly accountKey: Uint8Array },
): Promise<Member> {
  const parsed = parseSignedObject(object, MEMBER_FORM);
  await verifySignatures(parsed, [keys.administratorKey, keys.accountKey]);
  return parsed.fields;
}

/** The proposal that the account's key has signed, or VerificationError. */
export async function verifyMemberProposal(object: SignedObject, accountKey: Uint8Array): Promise<Member> {
  const parsed = parseSignedObject(object, MEMBER_PROPOSAL_FORM);
  await verifySignatures(parsed, [accountKey]);
  return parsed.fields;
}
