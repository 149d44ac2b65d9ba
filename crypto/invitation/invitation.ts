// Invitations: the public object by which an address without an account can be written to. Reading and verifying; making them
// stands in invitation-signer.ts (SPEC.md, "Invitation").
import { VerificationError } from "../errors.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { fingerprint } from "../primitives/hash.ts";
import { address, flag, hash, id, literal, momentInSeconds, record, type ShapeOf } from "../shape.ts";
import { parseSignedObject, verifySignatures, type SignedObject, type SignedObjectForm } from "../signed-object.ts";

const shape = record({
  type: literal(SIGNED_TYPE.invitation),
  version: literal(1),
  id,
  /** Who is invited. */
  address,
  /** For which practice. */
  practice: id,
  /** SHA-256 of the X-Wing public key that is written to until the claim. */
  kemKeyHash: hash,
  /** Unix seconds. */
  expires: momentInSeconds,
  inviter: record({ account: id, identity: hash }),
  /** True where it lets an account that lost its keys start again. */
  restart: flag,
});
export type Invitation = ShapeOf<typeof shape>;

/** Signatures: [the sign key of the inviter's identity]. */
export const INVITATION_FORM: SignedObjectForm<Invitation> = { type: SIGNED_TYPE.invitation, shape, signatures: { min: 1, max: 1 } };

/**
 * The invitation that the key (32 bytes) has signed, or VerificationError; a given kem key must be the invitation's. The
 * caller makes sure that the key is the named inviter's, the inviter a member of the practice, and the time not past.
 */
export async function verifyInvitation(
  object: SignedObject, keys: { readonly signKey: Uint8Array; readonly kemPublicKey?: Uint8Array },
): Promise<Invitation> {
  const parsed = parseSignedObject(object, INVITATION_FORM);
  await verifySignatures(parsed, [keys.signKey]);
  if (keys.kemPublicKey !== undefined && (await fingerprint(keys.kemPublicKey)) !== parsed.fields.kemKeyHash) throw new VerificationError();
  return parsed.fields;
}

/** Throws VerificationError unless `renewed` says the same as `invitation`, but for a later expiry. Both are verified before. */
export function verifyRenewal(invitation: Invitation, renewed: Invitation): void {
  const { inviter, expires, ...rest } = invitation;
  const same =
    Object.entries(rest).every(([name, value]) => renewed[name as keyof typeof rest] === value) &&
    renewed.inviter.account === inviter.account &&
    renewed.expires > expires;
  if (!same) throw new VerificationError();
}
