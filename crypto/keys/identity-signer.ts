// Identities: making the first one, a rotation or a restart. Verifying stands in identity.ts (SPEC.md, "Identity").
import type { Address } from "../address.ts";
import { toBase64Url, type Id, type KemPublicKey } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { signPublicKey } from "../primitives/ed25519-sign.ts";
import { fingerprint } from "../primitives/hash.ts";
import { kemPublicKey } from "../primitives/xwing-decapsulate.ts";
import { parseSignedObject, type SignedObject } from "../signed-object.ts";
import { signObject } from "../signed-object-signer.ts";
import { IDENTITY_FORM, identityHash, type Identity } from "./identity.ts";
import type { Keyring } from "./keyring.ts";
import { signSeedOf } from "./sign-seed.ts";

export interface NewIdentity {
  readonly account: Id;
  readonly address: Address;
  /** The account's newest identity so far; none for its first. */
  readonly previous?: SignedObject;
  /** For an account that lost its keys: signed by the new key alone, and shown to every contact as a changed key. */
  readonly restart?: true;
  /** The address is another than the previous identity's, and is meant to be: a rotation of version 2. */
  readonly addressChanges?: true;
}

/**
 * Makes the identity of the keyring's current keys. On a rotation the previous sign key, found among the old seeds, signs
 * too. InvalidInputError where it is not there, where the previous identity is another account's, or where its address is another without
 * `addressChanges`, or the same with it.
 */
export async function createIdentity(
  keyring: Keyring, made: NewIdentity,
): Promise<{ identity: SignedObject; kemPublicKey: KemPublicKey }> {
  const publicKey = kemPublicKey(keyring.kem.current);
  const previous = made.previous === undefined ? null : parseSignedObject(made.previous, IDENTITY_FORM).fields;
  requireToFollow(made, previous);
  const fields: Identity = {
    type: SIGNED_TYPE.identity,
    version: made.addressChanges ? 2 : 1,
    account: made.account,
    sequence: previous === null ? 0 : previous.sequence + 1,
    address: made.address,
    signKey: toBase64Url(signPublicKey(keyring.sign.current)),
    kemKeyHash: await fingerprint(publicKey),
    previous: made.previous === undefined ? null : await identityHash(made.previous),
    restart: made.restart ?? false,
  };
  const vouching = previous === null || fields.restart ? [] : [signSeedOf(keyring, previous.signKey)];
  const identity = await signObject(IDENTITY_FORM, { fields, seeds: [keyring.sign.current, ...vouching] });
  return { identity, kemPublicKey: publicKey };
}

/** A chain is one account's, and nobody's address changes because of a mistake. Anything else no reader would accept. */
function requireToFollow(made: NewIdentity, previous: Identity | null): void {
  if (previous === null) {
    if (made.addressChanges) throw new InvalidInputError("change of address");
    return;
  }
  if (previous.account !== made.account) throw new InvalidInputError("previous identity");
  const changes = previous.address !== made.address;
  if (changes !== (made.addressChanges ?? false) || (changes && made.restart)) throw new InvalidInputError("previous identity");
}
