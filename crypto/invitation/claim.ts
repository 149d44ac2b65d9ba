// The claim: by the access code the invitee vouches for its new identity, and the inviter checks it (SPEC.md, "Claim").
import type { Address } from "../address.ts";
import { concatBytes, encodeUtf8, fromBase64UrlOf, idBytes, type Bytes, type Id } from "../bytes.ts";
import type { VerifiedIdentity } from "../keys/identity.ts";
import { CLAIM_PREFIX } from "../labels.ts";
import { hmacSha256, verifyHmacSha256 } from "../primitives/hmac.ts";
import type { ClaimKey } from "./keys.ts";

const HASH_BYTES = 32;

/** 32 bytes: HMAC-SHA-256(claim key, "sealpost/v1/claim\0" | invitation id (16) | SHA-256 of the identity (32)). */
export function claimFor(claimKey: ClaimKey, claimed: { readonly id: Id; readonly identityHash: string }): Promise<Bytes> {
  return hmacSha256(claimKey, messageOf(claimed.id, claimed.identityHash));
}

/**
 * Whether the claim was made with the code for exactly this identity, and the identity is for the address that was invited.
 * Only then may the inviter encrypt to it. False is an alarm: somebody stands in the invitee's place.
 */
export async function verifyClaim(
  claimKey: ClaimKey,
  claimed: {
    readonly id: Id;
    readonly address: Address;
    readonly identity: Pick<VerifiedIdentity, "hash" | "address">;
    readonly claim: Uint8Array;
  },
): Promise<boolean> {
  const message = messageOf(claimed.id, claimed.identity.hash);
  const made = await verifyHmacSha256(claimKey, { message, code: claimed.claim });
  return made && claimed.identity.address === claimed.address;
}

function messageOf(id: Id, identityHash: string): Bytes {
  return concatBytes(encodeUtf8(CLAIM_PREFIX), idBytes(id), fromBase64UrlOf(identityHash, HASH_BYTES));
}
