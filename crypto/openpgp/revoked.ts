// What its owner has taken back of an OpenPGP certificate (SPEC.md, "OpenPGP certificates").
import { enums, type Key, type SignaturePacket, type Subkey, type User } from "openpgp";
import { STRICT } from "./policy.ts";

/** With these reasons what was before stays valid; with any other, the part was revoked at all times. */
const FROM_THEN_ON: readonly unknown[] = [enums.reasonForRevocation.keyRetired, enums.reasonForRevocation.keySuperseded, enums.reasonForRevocation.userIDInvalid];

/**
 * Whether the certificate itself, a subkey or a name of it was revoked at that time by the certificate's own key. A revocation over SHA-1 or
 * older counts, and unchecked: the library checks none such by an Ed25519 key. gpg can be told to make them, and prepared ones are often old.
 * With a forged one nobody can do more than keep others from using the certificate.
 */
export async function isRevoked(certificate: Key, part: Key | Subkey | User, date: Date): Promise<boolean> {
  if (part.revocationSignatures.some((each) => countsUnchecked(each, { certificate, date }))) return true;
  // No signature and no key are named: each revocation by the primary key is looked at.
  return part.isRevoked(undefined as never, undefined as never, date, STRICT);
}

function countsUnchecked(revocation: SignaturePacket, { certificate, date }: { certificate: Key; date: Date }): boolean {
  const { hashAlgorithm, issuerKeyID, reasonForRevocationFlag, created } = revocation;
  if (hashAlgorithm === null || !STRICT.rejectHashAlgorithms.has(hashAlgorithm) || !issuerKeyID.equals(certificate.getKeyID())) return false;
  return !FROM_THEN_ON.includes(reasonForRevocationFlag) || created === null || created <= date;
}
