// The browser's front door, `#crypto`: everything that callers outside of crypto/ may use. The server's is server.ts.
import { sodiumReady } from "./primitives/sodium.ts";

/** Compiles the WebAssembly of libsodium; call once before anything else here. */
export async function ready(): Promise<void> {
  await sodiumReady();
}

export { domainOf, normaliseAddress, type Address } from "./address.ts";
export {
  constantTimeEqual, decodeUtf8, encodeUtf8, fromBase64Url, isId, newId, release, toBase64Url, wipe,
  type AccountKey, type AttachmentKey, type Bytes, type ExportKey, type FileKey, type Id, type KemPublicKey, type KemSeed,
  type SignPublicKey, type SignSeed, type StateKey, type UnlockKey,
} from "./bytes.ts";
export { CryptoError, InvalidInputError, OpenError, VerificationError } from "./errors.ts";
export { fingerprint, sha256 } from "./primitives/hash.ts";
export { randomBytes } from "./primitives/random.ts";
export type { SignedObject } from "./signed-object.ts";

// Passwords and what unlocks an account
export { finishLogin, finishRegistration, passwordReady, startLogin, startRegistration } from "./primitives/opaque.ts";
export {
  createSessionHalf, kitProof, kitUnlockKey, passkeyPrfInput, passkeyUnlockKey, passkeyWrapName, passwordUnlockKey, sessionUnlockKey,
  unwrapAccountKey, wrapAccountKey, type PasskeyWrapName, type WrapName, type WrapScope,
} from "./keys/unlock.ts";
export { createKit, parseKit, RecoveryKitError, type KitEntropy, type RecoveryKitProblem } from "./keys/recovery-kit.ts";

// What an account keeps
export {
  addOldKem, createAccountKey, createKeyring, kemSeeds, KEYRING_NAME, openKeyring, rotateKeyring, sealKeyring, wipeKeyring,
  type Keyring,
} from "./keys/keyring.ts";
export { exportIdentities, IdentityFileError, importIdentities, type IdentityExport, type IdentityFileProblem } from "./keys/identity-file.ts";
export { publicKeysOf } from "./keys/public-keys.ts";
export { deriveStateKey, openState, sealState, STATE_CONTENT_MAX, type StateScope } from "./keys/state.ts";
export {
  encodeRoot, parseRoot, sealRoot, verifyAgainstRoot, verifyNotRolledBack,
  type SeenRoot, type StateRoot, type StateRootEntry,
} from "./keys/state-root.ts";
export {
  openAccount, sealAccount, type AccountContents, type SealedAccount, type SealedBlob, type SealedWrap, type StateChange,
} from "./keys/account.ts";
export { prepareRekey, type PreparedRekey, type Rekey, type RekeyInput, type RekeyReason } from "./keys/rekey.ts";

// Who somebody is
export { createIdentity, type NewIdentity } from "./keys/identity-signer.ts";
export { identityHash, verifyIdentityChain, type Identity, type VerifiedIdentity } from "./keys/identity.ts";
export { comparisonCode } from "./keys/comparison-code.ts";
export { createPractice } from "./keys/practice-signer.ts";
export type { Practice } from "./keys/practice.ts";
export { countersignMember, proposeMember, signMember, type NewMember } from "./keys/member-signer.ts";
export { verifyMember, verifyMemberProposal, type Member, type MemberRole } from "./keys/member.ts";
export { createRevoke } from "./keys/revoke-signer.ts";
export { verifyRevoke, type Revoke } from "./keys/revoke.ts";

// How a practice is reached
export { createProfile, type NewProfile } from "./profile/profile-signer.ts";
export {
  isPhoneNumber, isWebsite, parseProfile, PROFILE_EDITIONS_AHEAD, PROFILE_LIMITS, verifyProfile, verifyProfileNotOlder, type Profile, type SeenProfile,
} from "./profile/profile.ts";
export { createVoucher, type NewVoucher } from "./profile/voucher-signer.ts";
export { profileHash, verifyVouchedProfile, verifyVoucher, type ExpectedVoucher, type Voucher } from "./profile/voucher.ts";
export { isLogo, LOGO_MAX_BYTES, LOGO_MAX_HEIGHT, LOGO_MAX_WIDTH } from "./profile/logo.ts";

// Inviting
export { containsAccessCode, createAccessCode, parseAccessCode } from "./invitation/code.ts";
export { deriveInvitationKeys, type ClaimKey, type EscrowKey, type InvitationKeys } from "./invitation/keys.ts";
export { createInvitation, renewInvitation, type MadeInvitation, type NewInvitation } from "./invitation/invitation-signer.ts";
export { verifyInvitation, type Invitation } from "./invitation/invitation.ts";
export { createInviter } from "./invitation/inviter-signer.ts";
export type { Inviter } from "./invitation/inviter.ts";
export { openEscrow, sealEscrow, type Escrow, type OpenedEscrow } from "./invitation/escrow.ts";
export { claimFor, verifyClaim } from "./invitation/claim.ts";
export { createStatement } from "./invitation/statement-signer.ts";
export { statementAbout, verifyStatement, type Statement, type StatedPerson } from "./invitation/statement.ts";

// Messages
export type { Manifest, ManifestAttachment, ManifestRecipient, Notice } from "./message/manifest.ts";
export { sealMessage, type Addressee, type ManifestDraft, type MessageParts, type Sender } from "./message/seal.ts";
export { openMessage, type ExpectedMessage, type OpenMessageOptions } from "./message/open.ts";
export { messageFileKey, sealPass, type PassParts } from "./message/seal-pass.ts";
export { openPass, type OpenPassOptions } from "./message/open-pass.ts";
export type { Pass } from "./message/pass.ts";
export {
  parseBody,
  type BlockNode, type BodyDocument, type Heading, type InlineNode, type ListItem, type Mark, type Paragraph, type TableCell,
  type TableRow, type TextNode,
} from "./message/body.ts";
export { bodyFromEditor } from "./message/body-from-editor.ts";
export { bodyToText } from "./message/body-text.ts";

// Attachments
export { SEGMENT_BYTES, segmentLayout, type SegmentLayout } from "./message/segment-layout.ts";
export {
  createAttachmentKey, isSegmentOf, openSegment, sealSegment, sealSegmentInto, segmentSalt, type SealedSegment, type SegmentPlace,
} from "./message/attachment.ts";
export { openThumbnail, sealThumbnail, THUMBNAIL_MAX_BYTES, type ThumbnailPlace } from "./message/thumbnail.ts";
export { fileNameOf, folderPathOf, mediaTypeOf } from "./message/attachment-name.ts";
export { TYPE_CLASS_HEAD_BYTES, typeClassOf, type TypeClass } from "./message/type-class.ts";
