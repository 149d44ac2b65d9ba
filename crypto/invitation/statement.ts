// Statements to colleagues: who verified a contact says which account and identity an address has. Reading and verifying;
// making them stands in statement-signer.ts (SPEC.md, "Statement").
import { SIGNED_TYPE } from "../labels.ts";
import { address, hash, id, literal, record, type ShapeOf } from "../shape.ts";
import { parseSignedObject, verifySignatures, type SignedObject, type SignedObjectForm } from "../signed-object.ts";

const shape = record({
  type: literal(SIGNED_TYPE.statement),
  version: literal(1),
  address,
  account: id,
  /** Hash of the identity that was verified. */
  identity: hash,
  /** Who says so. */
  by: record({ account: id, identity: hash }),
});
export type Statement = ShapeOf<typeof shape>;

/** Signatures: [the sign key of `by`]. */
export const STATEMENT_FORM: SignedObjectForm<Statement> = { type: SIGNED_TYPE.statement, shape, signatures: { min: 1, max: 1 } };

/** The statement that the key (32 bytes) has signed, or VerificationError. The caller makes sure that the key is that of `by`. */
export async function verifyStatement(object: SignedObject, signKey: Uint8Array): Promise<Statement> {
  const parsed = parseSignedObject(object, STATEMENT_FORM);
  await verifySignatures(parsed, [signKey]);
  return parsed.fields;
}
