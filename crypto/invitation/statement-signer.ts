// Statements to colleagues: making one. Verifying stands in statement.ts (SPEC.md, "Statement").
import type { Keyring } from "../keys/keyring.ts";
import { SIGNED_TYPE } from "../labels.ts";
import type { SignedObject } from "../signed-object.ts";
import { signObject } from "../signed-object-signer.ts";
import { STATEMENT_FORM, type Statement } from "./statement.ts";

/** Signed by the keyring's current key, which must be that of `by`. */
export function createStatement(keyring: Keyring, made: Omit<Statement, "type" | "version">): Promise<SignedObject> {
  const { address, account, identity, by } = made;
  const fields: Statement = {
    type: SIGNED_TYPE.statement, version: 1, address, account, identity, by: { account: by.account, identity: by.identity },
  };
  return signObject(STATEMENT_FORM, { fields, seeds: [keyring.sign.current] });
}
