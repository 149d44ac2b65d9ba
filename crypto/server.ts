// The server's front door, `#crypto/server`: it parses, verifies and answers passwords, and cannot open anything.
// tests/crypto/server-front-door.test.ts proves that no file which opens, unwraps or derives a user's secret is reachable from here.
import { opaqueServerReady } from "./primitives/opaque-server.ts";
import { sodiumReady } from "./primitives/sodium.ts";

/** Compiles the WebAssembly of libsodium and OPAQUE; call once before anything that verifies or answers passwords. */
export async function ready(): Promise<void> {
  await Promise.all([sodiumReady(), opaqueServerReady]);
}

export { domainOf, normaliseAddress, type Address } from "./address.ts";
export { constantTimeEqual, isId, newId, type Bytes, type Id } from "./bytes.ts";
export { CryptoError, InvalidInputError } from "./errors.ts";
export { fingerprint } from "./primitives/hash.ts";
export type { SignedObject } from "./signed-object.ts";

export { verifyIdentityChain, type Identity, type VerifiedIdentity } from "./keys/identity.ts";
export { verifyMember, verifyMemberProposal, type Member, type MemberRole } from "./keys/member.ts";
export { verifyPractice, type Practice } from "./keys/practice.ts";
export { plainName } from "./plain-name.ts";
export { verifyRevoke, type Revoke } from "./keys/revoke.ts";
export { PROFILE_EDITIONS_AHEAD, verifyProfile, type Profile } from "./profile/profile.ts";
export { profileHash, verifyVoucher, type Voucher } from "./profile/voucher.ts";
export { isLogo, LOGO_MAX_BYTES } from "./profile/logo.ts";
export { verifyInvitation, verifyRenewal, type Invitation } from "./invitation/invitation.ts";
export { verifyStatement, type Statement } from "./invitation/statement.ts";

export {
  createOpaqueSetup, createUserIdentifier, fakeUserIdentifier, finishServerLogin, registrationResponse, startServerLogin,
} from "./primitives/opaque-server.ts";

export {
  CONTAINER_MAX_BYTES, parseContainer, parsePassContainer, parseTextsContainer, PASS_MAX_BYTES, RECIPIENTS_MAX, TEXTS_MAX_BYTES, type Container,
} from "./message/container.ts";
export { segmentLayout, type SegmentLayout } from "./message/segment-layout.ts";
