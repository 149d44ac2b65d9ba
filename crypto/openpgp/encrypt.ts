// Encrypting to somebody's OpenPGP certificate, as a stream of armor (RFC 9580). Whose certificate announces version 2 of the
// encrypted container (AEAD) gets that, everybody else version 1, which stock gpg reads (SPEC.md, "OpenPGP encryption").
import { createMessage, encrypt, readPrivateKey } from "openpgp";
import { chunksOf, streamOf } from "./byte-stream.ts";
import { encryptionKeyOf } from "./certificate.ts";
import { STRICT } from "./policy.ts";

export interface Encryption {
  /** Armored or binary. */
  readonly certificate: Uint8Array;
  /** A signing key (signing-key.ts) that signs inside, or null. */
  readonly signingKey: Uint8Array | null;
  /** Unix milliseconds. */
  readonly now: number;
}

/** The armored message, chunk by chunk. CertificateError before the first where the certificate may not be encrypted to. */
export async function* encryptTo({ certificate, signingKey, now }: Encryption, content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const { key: encryptionKeys, encryptTo: encryptionKeyIDs } = await encryptionKeyOf(certificate, now);
  const signingKeys = signingKey === null ? [] : [await readPrivateKey({ binaryKey: signingKey, config: STRICT })];
  const date = new Date(now);
  const message = await createMessage({ binary: streamOf(content), date });
  const armored = await encrypt({ message, encryptionKeys, encryptionKeyIDs, signingKeys, date, format: "armored", config: STRICT });
  yield* chunksOf(armored as ReadableStream<string>);
}
