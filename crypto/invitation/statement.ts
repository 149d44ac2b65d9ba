// Statements to colleagues: who verified a contact says which account and identity an address has. Reading and verifying;
// making them stands in statement-signer.ts (SPEC.md, "Statement").
import type { Id } from "../bytes.ts";
import type { VerifiedIdentity } from "../keys/identity.ts";
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

/** Of whom a statement may speak: an account as its verified chain shows it, oldest first. */
export type StatedPerson = {
  readonly account: Id;
  readonly identities: readonly Pick<VerifiedIdentity, "hash" | "address" | "restart">[];
  /** Hashes of identities that the account has withdrawn. */
  readonly revoked: ReadonlySet<string>;
};

/**
 * What a verified statement says of the keys that the server shows for a person (SPEC.md, **V9**). `vouches`: they go back, by
 * signatures, to the identity that was stated. `contradicts`: the person's address has another account by the statement, or the
 * account an identity that is not shown. `nothing`: it is about somebody else, or about keys that were withdrawn or left behind by
 * a restart.
 */
export function statementAbout(statement: Statement, { account, identities, revoked }: StatedPerson): "vouches" | "contradicts" | "nothing" {
  if (statement.account !== account) return statement.address === identities.at(-1)?.address ? "contradicts" : "nothing";
  const at = identities.findIndex(({ hash: shown }) => shown === statement.identity);
  if (at === -1) return "contradicts";
  const stands = identities[at]?.address === statement.address && !revoked.has(statement.identity);
  return stands && !identities.slice(at + 1).some(({ restart }) => restart) ? "vouches" : "nothing";
}
