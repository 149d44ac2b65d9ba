// Identities: which keys an account has, in a chain from its first to its newest. Reading and verifying; making them stands
// in identity-signer.ts (SPEC.md, "Identity").
import { encodeUtf8, fromBase64Url, type SignPublicKey } from "../bytes.ts";
import { VerificationError } from "../errors.ts";
import { SIGNED_TYPE } from "../labels.ts";
import { fingerprint } from "../primitives/hash.ts";
import { address, bytesText, count, flag, hash, id, literal, oneOfNumbers, orNull, record, type ShapeOf } from "../shape.ts";
import { parseSignedObject, verifySignatures, type ParsedObject, type SignedObject, type SignedObjectForm } from "../signed-object.ts";

const shape = record({
  type: literal(SIGNED_TYPE.identity),
  /** 2: a rotation that changes the address. */
  version: oneOfNumbers(1, 2),
  account: id,
  /** 0 for the first identity of an account, then one more for each. */
  sequence: count,
  /** Version 1: that of the previous identity. Version 2: another. */
  address,
  /** Ed25519 public key, 32 bytes. */
  signKey: bytesText(32),
  /** SHA-256 of the X-Wing public key. */
  kemKeyHash: hash,
  /** SHA-256 of the previous identity's JSON; null only for the first. */
  previous: orNull(hash),
  /** True where the account lost its keys: the previous sign key does not vouch for this one. */
  restart: flag,
});
export type Identity = ShapeOf<typeof shape>;

/** An identity whose chain has been verified from its beginning. */
export type VerifiedIdentity = Identity & { readonly hash: string; readonly signPublicKey: SignPublicKey };

/** Signatures: [the new sign key], and on a rotation [the new sign key, the previous sign key]. */
export const IDENTITY_FORM: SignedObjectForm<Identity> = { type: SIGNED_TYPE.identity, shape, signatures: { min: 1, max: 2 } };

/** A chain longer than this is refused: many re-keys a year, for a lifetime. */
const IDENTITY_CHAIN_MAX = 1024;

/** The name of an identity everywhere: base64url of the SHA-256 of its JSON text. Verifies nothing. */
export function identityHash(identity: Pick<SignedObject, "json">): Promise<string> {
  return fingerprint(encodeUtf8(identity.json));
}

/**
 * Verifies a whole chain, oldest first, and returns it; the last is the account's current identity. Where a kem key is given,
 * it must be the newest identity's. Throws VerificationError for anything that is not exactly one chain from its beginning.
 * Whoever knew the account by an earlier identity must look for that one's hash in the result, and for restarts after it.
 */
export async function verifyIdentityChain(
  chain: readonly SignedObject[], kemPublicKey?: Uint8Array,
): Promise<[VerifiedIdentity, ...VerifiedIdentity[]]> {
  if (!Array.isArray(chain) || chain.length > IDENTITY_CHAIN_MAX) throw new VerificationError();
  const verified: VerifiedIdentity[] = [];
  const keysSeen = new Set<string>();
  for (const object of chain) {
    const parsed = parseSignedObject(object, IDENTITY_FORM);
    const next = await verifyNext(parsed, verified.at(-1) ?? null);
    // A key that came back would undo its own revocation.
    if (keysSeen.has(next.signKey) || keysSeen.has(next.kemKeyHash)) throw new VerificationError();
    keysSeen.add(next.signKey).add(next.kemKeyHash);
    verified.push(next);
  }
  const [first, ...later] = verified;
  if (first === undefined) throw new VerificationError();
  const newest = later.at(-1) ?? first;
  if (kemPublicKey !== undefined && (await fingerprint(kemPublicKey)) !== newest.kemKeyHash) throw new VerificationError();
  return [first, ...later];
}

async function verifyNext(parsed: ParsedObject<Identity>, previous: VerifiedIdentity | null): Promise<VerifiedIdentity> {
  const { fields } = parsed;
  if (!follows(fields, previous)) throw new VerificationError();
  const signPublicKey = fromBase64Url(fields.signKey) as SignPublicKey;
  const vouching = previous === null || fields.restart ? [] : [previous.signPublicKey];
  await verifySignatures(parsed, [signPublicKey, ...vouching]);
  return { ...fields, hash: await identityHash(parsed), signPublicKey };
}

function follows(identity: Identity, previous: VerifiedIdentity | null): boolean {
  if (previous === null) return identity.version === 1 && identity.sequence === 0 && identity.previous === null && !identity.restart;
  return (
    identity.sequence === previous.sequence + 1 &&
    identity.previous === previous.hash &&
    identity.account === previous.account &&
    addressFollows(identity, previous)
  );
}

/** Who can make a restart of a chain (anybody can) must not move its account to another address: only both keys together do. */
function addressFollows({ version, address, restart }: Identity, previous: VerifiedIdentity): boolean {
  return version === 1 ? address === previous.address : address !== previous.address && !restart;
}
