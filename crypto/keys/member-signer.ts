// Memberships: the account's half, the administrator's half, and both at once for a founder. Verifying stands in member.ts
// (SPEC.md, "Member").
import { InvalidInputError } from "../errors.ts";
import type { Id } from "../bytes.ts";
import { SIGNED_TYPE } from "../labels.ts";
import type { SignedObject } from "../signed-object.ts";
import { signObject } from "../signed-object-signer.ts";
import type { Keyring } from "./keyring.ts";
import { MEMBER_FORM, MEMBER_PROPOSAL_FORM, verifyMemberProposal, type Member, type MemberRole } from "./member.ts";

export interface NewMember {
  readonly practice: Id;
  readonly account: Id;
  /** Hash of the account's current identity. */
  readonly identity: string;
  readonly role: MemberRole;
  readonly administrator: Id;
}

/** The account's half: it agrees to be a member. */
export function proposeMember(keyring: Keyring, made: NewMember): Promise<SignedObject> {
  return signObject(MEMBER_PROPOSAL_FORM, { fields: fieldsOf(made), seeds: [keyring.sign.current] });
}

/**
 * The administrator's half: verifies the account's signature, then puts its own before it. Show the administrator what the
 * proposal says first. Throws VerificationError.
 */
export async function countersignMember(
  keyring: Keyring, made: { readonly proposal: SignedObject; readonly accountKey: Uint8Array },
): Promise<SignedObject> {
  const fields = await verifyMemberProposal(made.proposal, made.accountKey);
  const own = await signObject(MEMBER_PROPOSAL_FORM, { fields, seeds: [keyring.sign.current] });
  // Canonical JSON: the same fields give the same text, so both signatures are over the same bytes.
  return { json: own.json, signatures: [...own.signatures, ...made.proposal.signatures] };
}

/** Both halves by one keyring: a founder makes itself a member of the practice. */
export async function signMember(keyring: Keyring, made: NewMember): Promise<SignedObject> {
  if (made.account !== made.administrator) throw new InvalidInputError("founder's membership");
  return signObject(MEMBER_FORM, { fields: fieldsOf(made), seeds: [keyring.sign.current, keyring.sign.current] });
}

function fieldsOf(made: NewMember): Member {
  const { practice, account, identity, role, administrator } = made;
  return { type: SIGNED_TYPE.member, version: 1, practice, account, identity, role, administrator };
}
