// People for tests: an account with keys of its own and a first identity.
import {
  createIdentity, createKeyring, newId, normaliseAddress, verifyIdentityChain,
  type Address, type Id, type KemPublicKey, type Keyring, type SignedObject, type VerifiedIdentity,
} from "../../crypto/index.ts";
import { signEd25519 } from "../../crypto/primitives/ed25519-sign.ts";
import { signedMessage } from "../../crypto/signed-object.ts";
import { toBase64Url, type SignSeed } from "../../crypto/bytes.ts";
import { encodeCanonicalJson, type JsonValue } from "../../crypto/canonical-json.ts";
import type { SignedType } from "../../crypto/labels.ts";

export interface Person {
  readonly account: Id;
  readonly address: Address;
  readonly keyring: Keyring;
  readonly object: SignedObject;
  readonly identity: VerifiedIdentity;
  readonly kemPublicKey: KemPublicKey;
}

export async function createPerson(name: string): Promise<Person> {
  const account = newId();
  const address = normaliseAddress(`${name}@example.org`);
  const keyring = createKeyring();
  const made = await createIdentity(keyring, { account, address });
  const [identity] = await verifyIdentityChain([made.identity]);
  return { account, address, keyring, object: made.identity, identity, kemPublicKey: made.kemPublicKey };
}

/** The fields of a signed object. */
export function fieldsOf(object: SignedObject): Record<string, JsonValue> {
  return JSON.parse(object.json) as Record<string, JsonValue>;
}

/** Signs whatever it is given, right or wrong, as an attacker could. */
export async function signAnything(type: SignedType, fields: JsonValue, seeds: readonly SignSeed[]): Promise<SignedObject> {
  return signText(type, { json: encodeCanonicalJson(fields), seeds });
}

export async function signText(type: SignedType, { json, seeds }: { json: string; seeds: readonly SignSeed[] }): Promise<SignedObject> {
  const message = await signedMessage(type, json);
  return { json, signatures: seeds.map((seed) => toBase64Url(signEd25519(seed, message))) };
}
