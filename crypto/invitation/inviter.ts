// The inviter: what the escrow says about who invites, and with which key, so that the code vouches for it. Reading and
// verifying; making it stands in inviter-signer.ts (SPEC.md, "Escrow").
import { fromBase64Url } from "../bytes.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { address, bytesText, hash, id, line, literal, record, type ShapeOf } from "../shape.ts";
import { parseSignedObject, verifySignatures, type SignedObject, type SignedObjectForm } from "../signed-object.ts";

const INVITER_NAME_MAX = 200;

const shape = record({
  type: literal(SIGNED_TYPE.inviter),
  version: literal(1),
  invitation: id,
  practice: id,
  account: id,
  /** Hash of the inviter's identity, and the sign key in it. */
  identity: hash,
  signKey: bytesText(32),
  address,
  /** The inviter's own name for the invitee to see; may be empty. */
  name: line({ max: INVITER_NAME_MAX }),
});
export type Inviter = ShapeOf<typeof shape>;

/** Signatures: [the sign key that it names]. */
export const INVITER_FORM: SignedObjectForm<Inviter> = { type: SIGNED_TYPE.inviter, shape, signatures: { min: 1, max: 1 } };

/** The statement, signed by the key inside it, or VerificationError. It is true only if it came out of an escrow. */
export async function verifyInviter(object: SignedObject): Promise<Inviter> {
  const parsed = parseSignedObject(object, INVITER_FORM);
  await verifySignatures(parsed, [fromBase64Url(parsed.fields.signKey)]);
  return parsed.fields;
}
