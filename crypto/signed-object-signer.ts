// Signed objects: making them. Reading and verifying stand in signed-object.ts (SPEC.md, "Signed objects").
import { toBase64Url, type SignSeed } from "./bytes.ts";
import { encodeCanonicalJson, type JsonValue } from "./canonical-json.ts";
import { InvalidInputError } from "./errors.ts";
import { signEd25519 } from "./primitives/ed25519-sign.ts";
import { signedMessage, type SignedFields, type SignedObject, type SignedObjectForm } from "./signed-object.ts";

/** Signs with each seed in turn; the order is the type's. Refuses fields of another form, so that nothing is signed that no reader accepts. */
export async function signObject<T extends SignedFields>(
  form: SignedObjectForm<T>, made: { readonly fields: T; readonly seeds: readonly SignSeed[] },
): Promise<SignedObject> {
  const { fields } = made;
  if (!form.shape(fields) || fields.type !== form.type) throw new InvalidInputError("fields of signed object");
  const json = encodeCanonicalJson(fields as unknown as JsonValue);
  const message = await signedMessage(form.type, json);
  return { json, signatures: made.seeds.map((seed) => toBase64Url(signEd25519(seed, message))) };
}

/** Adds one more signature over the same JSON: an account countersigning its membership. */
export async function countersign(
  object: SignedObject, made: { readonly type: SignedObjectForm<SignedFields>["type"]; readonly seed: SignSeed },
): Promise<SignedObject> {
  const message = await signedMessage(made.type, object.json);
  return { json: object.json, signatures: [...object.signatures, toBase64Url(signEd25519(made.seed, message))] };
}
