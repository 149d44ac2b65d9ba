// At the edge: what other programs read. Keys in a file, sealed originals, OpenPGP.
import type { Bytes } from '#crypto';
import type { Certificate } from '#crypto/openpgp';
import type { Id } from './id.ts';

export type ImportedKeys = { added: number; known: number };

/** An OpenPGP certificate as it was read. `problem`: why nothing is encrypted to it. */
export type CertificateView = Certificate;

/** The OpenPGP key that signs for this account. Withdrawn: its certificate carries the revocation. */
export type SigningKeyView = { fingerprint: string; certificate: string; createdAt: number; withdrawnAt: number | null };

export interface EdgeVault {
  /** The decryption keys as an age identity file under a passphrase. Throws `wrong_credentials`. */
  exportKeys(input: { password: string; passphrase: string }): Promise<Bytes>;
  /** Adds keys that only open. Throws `identity_file_refused` with `details.problem`. */
  importKeys(input: { file: Bytes; passphrase: string }): Promise<ImportedKeys>;
  /** The message's age container. */
  sealedOriginal(id: Id): Promise<Bytes>;

  /** Throws `certificate_refused` with `details.problem` for what is no certificate. */
  readCertificate(file: Bytes): Promise<CertificateView>;
  signingKey(): Promise<SigningKeyView | null>;
  createSigningKey(): Promise<SigningKeyView>;
  withdrawSigningKey(input: { compromised: boolean }): Promise<SigningKeyView>;
  /** An armored detached signature. Throws `no_signing_key`. */
  signFile(file: Blob): Promise<string>;
  /** When the certificate's owner signed the file, or null. */
  checkSignature(input: { file: Blob; signature: Bytes; certificate: Bytes }): Promise<number | null>;
}
