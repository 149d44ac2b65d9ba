// An invitation object, held against the identities of whoever is said to have signed it.
import { verifyInvitation, type Invitation, type KemPublicKey, type SignedObject } from '#crypto';
import type { Person } from './people.ts';
import { vouchedIdentities } from './pins.ts';

/**
 * The invitation, for exactly this kem key, signed by an identity of this person that is not withdrawn (perhaps before a re-key,
 * never before a restart); else null.
 */
export async function invitationBy(
  inviter: Person, { object, kemPublicKey }: { object: SignedObject; kemPublicKey: KemPublicKey },
): Promise<Invitation | null> {
  for (const { hash, signPublicKey: signKey } of vouchedIdentities(inviter).toReversed()) {
    if (inviter.revoked.has(hash)) continue;
    const invitation = await verifyInvitation(object, { signKey, kemPublicKey }).catch(() => null);
    if (invitation && invitation.inviter.identity === hash && invitation.inviter.account === inviter.account) return invitation;
  }
  return null;
}
