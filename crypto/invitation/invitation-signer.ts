// Invitations: making one with a fresh kem seed, and renewing it. Verifying stands in invitation.ts (SPEC.md, "Invitation").
import type { Address } from "../address.ts";
import type { Id, KemPublicKey, KemSeed } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import type { Keyring } from "../keys/keyring.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { fingerprint } from "../primitives/hash.ts";
import { randomBytes } from "../primitives/random.ts";
import { kemPublicKey } from "../primitives/xwing-decapsulate.ts";
import { parseSignedObject, type SignedObject } from "../signed-object.ts";
import { signObject } from "../signed-object-signer.ts";
import { INVITATION_FORM, type Invitation } from "./invitation.ts";

const KEM_SEED_BYTES = 32;

export interface NewInvitation {
  readonly id: Id;
  readonly address: Address;
  readonly practice: Id;
  /** Unix seconds. */
  readonly expires: number;
  readonly inviter: Invitation["inviter"];
  /** Lets an account that lost its keys start again. */
  readonly restart?: true;
}

export interface MadeInvitation {
  readonly object: SignedObject;
  readonly kemPublicKey: KemPublicKey;
  readonly seed: KemSeed;
}

/** Makes an invitation. The seed goes into the escrow and is then wiped: the inviter keeps no key to what waits there. */
export function createInvitation(keyring: Keyring, made: NewInvitation): Promise<MadeInvitation> {
  return createInvitationWith(keyring, { ...made, seed: randomBytes(KEM_SEED_BYTES) as KemSeed });
}

/** For vectors: as createInvitation with the caller's seed (32 bytes). */
export async function createInvitationWith(
  keyring: Keyring, made: NewInvitation & { readonly seed: KemSeed },
): Promise<MadeInvitation> {
  const publicKey = kemPublicKey(made.seed);
  const fields: Invitation = {
    type: SIGNED_TYPE.invitation,
    version: 1,
    id: made.id,
    address: made.address,
    practice: made.practice,
    kemKeyHash: await fingerprint(publicKey),
    expires: made.expires,
    inviter: { account: made.inviter.account, identity: made.inviter.identity },
    restart: made.restart ?? false,
  };
  const object = await signObject(INVITATION_FORM, { fields, seeds: [keyring.sign.current] });
  return { object, kemPublicKey: publicKey, seed: made.seed };
}

/**
 * The same invitation with a later expiry, signed by the current key of the same account; `identity` is that key's, which a
 * re-key may have changed. InvalidInputError where the expiry is not later.
 */
export async function renewInvitation(
  keyring: Keyring, renewal: { readonly object: SignedObject; readonly expires: number; readonly identity?: string },
): Promise<SignedObject> {
  const { fields } = parseSignedObject(renewal.object, INVITATION_FORM);
  if (renewal.expires <= fields.expires) throw new InvalidInputError("expiry not later");
  const inviter = { account: fields.inviter.account, identity: renewal.identity ?? fields.inviter.identity };
  return signObject(INVITATION_FORM, { fields: { ...fields, inviter, expires: renewal.expires }, seeds: [keyring.sign.current] });
}
