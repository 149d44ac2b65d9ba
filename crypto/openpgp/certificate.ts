// Somebody's OpenPGP certificate (RFC 9580, versions 4 and 6) as it was pasted or dropped: whose it says it is, and whether
// anything may be encrypted to it now (SPEC.md, "OpenPGP certificates"). What it says about its owner is its own word.
import { enums, readKeys, type Config, type Key, type KeyID } from "openpgp";
import { CryptoError } from "../errors.ts";
import { LENIENT, STRICT } from "./policy.ts";
import { isRevoked } from "./revoked.ts";

/** Why a file is not a certificate at all. */
export type UnreadableCertificate = "too_long" | "not_openpgp" | "not_certificate" | "secret_key" | "several";
/** Why a certificate is not encrypted to. */
export type RefusedCertificate =
  | "broken" // no valid signature of its own
  | "not_yet_valid"
  | "expired"
  | "revoked"
  | "sign_only" // no key that encrypts
  | "encryption_ended" // its keys that encrypt have expired or are revoked, though it has not
  | "weak"; // algorithms, hashes or lengths that are not accepted
export type CertificateProblem = UnreadableCertificate | RefusedCertificate;

/** `problem` is public: it depends on the certificate and the date alone. */
export class CertificateError extends CryptoError {
  readonly code = "certificate_refused";
  readonly problem: CertificateProblem;
  constructor(problem: CertificateProblem, options?: ErrorOptions) {
    super(`certificate: ${problem}`, options);
    this.problem = problem;
  }
}

export interface Certificate {
  /** Lower-case hexadecimal: 40 characters in version 4, 64 in version 6. */
  readonly fingerprint: string;
  readonly version: number;
  /** As far as they are bound to the key by its own valid signature. A stranger's text, cleaned of what hides. */
  readonly userIds: readonly string[];
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** Unix milliseconds; null where it does not expire. */
  readonly expiresAt: number | null;
  /** Null: it may be encrypted to. */
  readonly problem: RefusedCertificate | null;
}

/** Far more than a certificate with its owner's picture; signatures of strangers can be heaped on one without end. */
const CERTIFICATE_MAX_BYTES = 1_048_576;
const USER_IDS_MAX = 20;
const BLOCK = /-----BEGIN PGP PUBLIC KEY BLOCK-----[^]*?-----END PGP PUBLIC KEY BLOCK-----/g;
/** Flags of a subkey that encrypts communications or storage (RFC 9580, section 5.2.3.29). */
const ENCRYPTS = enums.keyFlags.encryptCommunication | enums.keyFlags.encryptStorage;
const HIDING = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What there is to know about a certificate, armored or binary. CertificateError where it cannot be read as one. */
export async function readCertificate(given: Uint8Array, now: number): Promise<Certificate> {
  const key = await readKey(given);
  const date = new Date(now);
  const expires = await key.getExpirationTime(undefined, LENIENT).catch(() => null);
  return {
    fingerprint: key.getFingerprint(),
    version: key.keyPacket.version,
    userIds: await boundUserIds(key, date),
    createdAt: key.getCreationTime().getTime(),
    expiresAt: expires instanceof Date ? expires.getTime() : null,
    problem: await problemOf(key, date),
  };
}

/** The one public key in these bytes, which may be encrypted to at that time, and which key of it that is. CertificateError otherwise. */
export async function encryptionKeyOf(given: Uint8Array, now: number): Promise<{ key: Key; encryptTo: KeyID }> {
  const date = new Date(now);
  const key = await readKey(given);
  const problem = await problemOf(key, date);
  if (problem !== null) throw new CertificateError(problem);
  const encryptTo = await encryptingKey(key, date, STRICT);
  if (encryptTo === null) throw new CertificateError("broken");
  return { key, encryptTo };
}

/** The one public key in these bytes, whatever its state. */
export async function readKey(given: Uint8Array): Promise<Key> {
  if (given.length > CERTIFICATE_MAX_BYTES) throw new CertificateError("too_long");
  const block = armoredBlock(given);
  const reading = block === null ? readKeys({ binaryKeys: given, config: STRICT }) : readKeys({ armoredKeys: block, config: STRICT });
  const keys = await reading.catch((cause: unknown) => {
    throw new CertificateError("not_openpgp", { cause });
  });
  const [key, ...others] = keys;
  if (key === undefined) throw new CertificateError("not_certificate");
  if (keys.some((each) => each.isPrivate())) throw new CertificateError("secret_key");
  if (others.length > 0) throw new CertificateError("several");
  return key;
}

/** The one armored public key in a text, whatever stands around it; null for binary packets. */
function armoredBlock(given: Uint8Array): string | null {
  // Every packet begins with a set bit; armor is ASCII.
  if ((given[0] ?? 0) >= 0x80) return null;
  const text = new TextDecoder().decode(given);
  if (/-----BEGIN PGP PRIVATE KEY BLOCK-----/.test(text)) throw new CertificateError("secret_key");
  const [block, ...others] = text.match(BLOCK) ?? [];
  if (others.length > 0) throw new CertificateError("several");
  if (block !== undefined) return block;
  throw new CertificateError(/-----BEGIN PGP /.test(text) ? "not_certificate" : "not_openpgp");
}

async function boundUserIds(key: Key, date: Date): Promise<string[]> {
  const bound: string[] = [];
  for (const user of key.users.slice(0, USER_IDS_MAX)) {
    if (user.userID !== null && !(await isRevoked(key, user, date)) && (await holds(user.verify(date, STRICT)))) bound.push(user.userID.userID.replaceAll(HIDING, "\uFFFD"));
  }
  return bound;
}

async function problemOf(key: Key, date: Date): Promise<RefusedCertificate | null> {
  if (await isRevoked(key, key, date)) return "revoked";
  if ((await encryptingKey(key, date, STRICT)) !== null) return null;
  if (!(await holds(key.verifyPrimaryKey(date, undefined, LENIENT)))) return primaryProblem(key, date);
  if ((await encryptingKey(key, date, LENIENT)) !== null) return "weak";
  return mayEncrypt(key) ? "encryption_ended" : "sign_only";
}

/** Its newest key for encryption that is neither expired nor revoked, by the algorithms of `config`; null where there is none. */
async function encryptingKey(key: Key, date: Date, config: Config): Promise<KeyID | null> {
  const newestFirst = key.subkeys.toSorted(({ keyPacket: a }, { keyPacket: b }) => b.created.getTime() - a.created.getTime() || b.algorithm - a.algorithm);
  for (const part of [...newestFirst, key]) {
    const id = part.getKeyID();
    if (!(await isRevoked(key, part, date)) && (await holds(key.getEncryptionKey(id, date, undefined, config)))) return id;
  }
  return null;
}

async function primaryProblem(key: Key, date: Date): Promise<RefusedCertificate> {
  if (key.getCreationTime() > date) return "not_yet_valid";
  // What cannot be told counts as broken.
  const expires = await key.getExpirationTime(undefined, LENIENT).catch(() => null);
  return expires instanceof Date && expires <= date ? "expired" : "broken";
}

/** Whether it ever had a key that encrypts, by its own word. */
function mayEncrypt(key: Key): boolean {
  return key.subkeys.some(({ bindingSignatures }) => bindingSignatures.some(({ keyFlags }) => ((keyFlags?.[0] ?? 0) & ENCRYPTS) !== 0));
}

function holds(check: Promise<unknown>): Promise<boolean> {
  return check.then(() => true, () => false);
}
