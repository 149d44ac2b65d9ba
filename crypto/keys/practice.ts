// Practices: reading and verifying what its founder signed; making it stands in practice-signer.ts (SPEC.md, "Practice").
import { SIGNED_TYPE } from "../labels.ts";
import { id, line, literal, record, type ShapeOf } from "../shape.ts";
import { parseSignedObject, verifySignatures, type SignedObject, type SignedObjectForm } from "../signed-object.ts";

const PRACTICE_NAME_MAX = 200;

const shape = record({
  type: literal(SIGNED_TYPE.practice),
  version: literal(1),
  practice: id,
  /** The account that founds it. */
  owner: id,
  /** As it was when it was founded. */
  name: line({ min: 1, max: PRACTICE_NAME_MAX }),
});
export type Practice = ShapeOf<typeof shape>;

/** Signatures: [the owner's sign key]. */
export const PRACTICE_FORM: SignedObjectForm<Practice> = { type: SIGNED_TYPE.practice, shape, signatures: { min: 1, max: 1 } };

/** The practice that the key (32 bytes) has signed, or VerificationError. The caller compares `owner` with the key's account. */
export async function verifyPractice(object: SignedObject, signKey: Uint8Array): Promise<Practice> {
  const parsed = parseSignedObject(object, PRACTICE_FORM);
  await verifySignatures(parsed, [signKey]);
  return parsed.fields;
}
