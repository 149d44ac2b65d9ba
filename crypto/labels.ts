// Every label of the protocol in one table, so that no two uses of a key can meet (SPEC.md, "Labels").

/** Prefix of the info of every derivation, and of what every signature is made over. */
export const DERIVATION_PREFIX = "sealpost/v1/";
export const SIGNATURE_PREFIX = "sealpost/v1/";

/** HKDF(key, label): from which key, to which. */
export const DERIVATION = {
  /** export key → unlock key of the password */
  vault: "vault",
  /** kit entropy → unlock key of the kit */
  kitUnlock: "kit/unlock",
  /** kit entropy → proof that authorises fetching the kit's wrap */
  kitProof: "kit/proof",
  /** output of a passkey's PRF → unlock key of that passkey */
  passkeyUnlock: "passkey/unlock",
  /** HMAC(device's half, session share) → unlock key of one session */
  sessionUnlock: "session/unlock",
  /** account key → key that seals the keyring */
  keys: "keys",
  /** account key → state key */
  state: "state",
  /** Argon2id(access code) → key that seals the escrow */
  invitationEscrow: "invitation/escrow",
  /** Argon2id(access code) → proof that is shown to the server */
  invitationProof: "invitation/proof",
  /** Argon2id(access code) → key of the claim's HMAC */
  invitationClaim: "invitation/claim",
} as const;
export type DerivationLabel = (typeof DERIVATION)[keyof typeof DERIVATION];

/** `purpose` of Seal: what the sealed bytes are. */
export const PURPOSE = {
  accountKey: "account-key",
  keyring: "keyring",
  state: "state",
  stateRoot: "state-root",
  escrow: "escrow",
  thumbnail: "thumbnail",
} as const;
export type Purpose = (typeof PURPOSE)[keyof typeof PURPOSE];

/** `type` of signed objects. */
export const SIGNED_TYPE = {
  identity: "identity",
  practice: "practice",
  member: "member",
  revoke: "revoke",
  invitation: "invitation",
  /** inside the escrow: who invites */
  inviter: "inviter",
  /** to colleagues: this address is this account */
  statement: "statement",
  manifest: "manifest",
  /** to a colleague: the key of a message that is handed over */
  pass: "pass",
  /** how a practice is reached */
  profile: "profile",
  /** of a member: this is the profile of my practice */
  voucher: "voucher",
  /** to the members of a practice: templates and a signature for all of them */
  practiceTexts: "practice-texts",
} as const;
export type SignedType = (typeof SIGNED_TYPE)[keyof typeof SIGNED_TYPE];

/** OPAQUE's name of the server (RFC 9807, identifiers). */
export const OPAQUE_SERVER_IDENTIFIER = "sealpost";
/** Begins every OPAQUE user identifier. */
export const USER_IDENTIFIER_PREFIX = "account/";
/** First part of the HMAC's message that makes the user identifier of an unknown address. */
export const FAKE_USER_IDENTIFIER = "sealpost/v1/fake-user-identifier\0";

/** What every passkey's PRF is asked for. A constant: nothing that the server says changes which key comes out. */
export const PASSKEY_PRF_INPUT = "sealpost/v1/passkey/prf";
/** Begins the name of a passkey's wrap; SHA-256 of the credential's id follows, in base64url. */
export const PASSKEY_WRAP_PREFIX = "passkey/";

/** Info prefix of Cobblestone-256 at 16 KiB records: the C2SP standard's own. */
export const COBBLESTONE_STANDARD = "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0";
/** Info prefix for any other record size; the size follows as uint32. */
export const COBBLESTONE_OTHER_RECORDS = "sealpost/v1/chunked+AEAD_AES_256_GCM\0";
/** First part of Seal's context. */
export const SEAL_CONTEXT = "sealpost/v1/seal\0";
/** First part of a segment's context. */
export const SEGMENT_CONTEXT = "sealpost/v1/segment\0";
/** First part of what a claim's HMAC is made over. */
export const CLAIM_PREFIX = "sealpost/v1/claim\0";
