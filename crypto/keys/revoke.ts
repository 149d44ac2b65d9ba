// Revocations: an account withdraws one of its identities. Reading and verifying; making them stands in revoke-signer.ts
// (SPEC.md, "Revoke").
import { SIGNED_TYPE } from "../labels.ts";
import { hash, id, literal, record, type ShapeOf } from "../shape.ts";
import { parseSignedObject, verifySignatures, type SignedObject, type SignedObjectForm } from "../signed-object.ts";

const shape = record({
  type: literal(SIGNED_TYPE.revoke),
  version: literal(1),
  account: id,
  /** Hash of the identity that is withdrawn. */
  identity: hash,
});
export type Revoke = ShapeOf<typeof shape>;

/** Signatures: [the sign key of the identity that is withdrawn]. */
export const REVOKE_FORM: SignedObjectForm<Revoke> = { type: SIGNED_TYPE.revoke, shape, signatures: { min: 1, max: 1 } };

/** The revocation that the withdrawn identity's own key (32 bytes) has signed, or VerificationError. */
export async function verifyRevoke(object: SignedObject, signKey: Uint8Array): Promise<Revoke> {
  const parsed = parseSignedObject(object, REVOKE_FORM);
  await verifySignatures(parsed, [signKey]);
  return parsed.fields;
}
