// Signed objects: making them. Reading and verifying stand in signed-object.ts (SPEC.md, "Signed objects").
import { encodeUtf8, toBase64Url, type SignSeed } from "./bytes.ts";
import { encodeCanonicalJson, type JsonValue } from "./canonical-json.ts";
import { InvalidInputError } from "./errors.ts";
import { signEd25519 } from "./primitives/ed25519-sign.ts";
import { signedMessage, SIGNED_OBJECT_MAX_BYTES, type SignedFields, type SignedObject, type SignedObjectForm } from "./signed-object.ts";

/**
 * Signs with each seed in turn; the order is the type's. InvalidInputError for fields of another form or a text beyond the form's limit:
 * nothing is signed that no reader accepts.
 */
export async function signObject<T extends SignedFields>(
  form: SignedObjectForm<T>, made: { readonly fields: T; readonly seeds: readonly SignSeed[] },
): Promise<SignedObject> {
  const { fields } = made;
  if (!form.shape(fields) || fields.type !== form.type) throw new InvalidInputError("fields of signed object");
  const json = encodeCanonicalJson(fields as unknown as JsonValue);
  if (encodeUtf8(json).length > (form.maxBytes ?? SIGNED_OBJECT_MAX_BYTES)) throw new InvalidInputError("signed object too long");
  const message = await signedMessage(form.type, json);
  return { json, signatures: made.seeds.map((seed) => toBase64Url(signEd25519(seed, message))) };
}
