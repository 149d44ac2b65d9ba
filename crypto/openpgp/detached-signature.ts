// Detached signatures over files, in binary mode: FILE.asc beside FILE, for `gpg --verify` (SPEC.md, "OpenPGP signatures").
import { createMessage, enums, readPrivateKey, readSignature, sign, verify, type Key, type KeyID, type Signature } from "openpgp";
import { chunksOf, streamOf } from "./byte-stream.ts";
import { readKey } from "./certificate.ts";
import { STRICT } from "./policy.ts";
import { isRevoked } from "./revoked.ts";

/** The armored signature. The content is read once, as a stream. */
export async function signDetached(
  { secretKey, now }: { readonly secretKey: Uint8Array; readonly now: number }, content: AsyncIterable<Uint8Array>,
): Promise<string> {
  const signingKeys = await readPrivateKey({ binaryKey: secretKey, config: STRICT });
  const date = new Date(now);
  const message = await createMessage({ binary: streamOf(content), date });
  const armored: unknown = await sign({ message, signingKeys, detached: true, date, format: "armored", config: STRICT });
  return new Response(typeof armored === "string" ? armored : (armored as ReadableStream<string>).pipeThrough(new TextEncoderStream())).text();
}

/**
 * When the owner of the certificate signed exactly this content, in unix milliseconds; null where they did not. The content is
 * read once, as a stream. CertificateError where the certificate cannot be read. What is revoked or was expired then verifies nothing.
 */
export async function verifyDetached(
  { certificate, signature, now }: { readonly certificate: Uint8Array; readonly signature: Uint8Array; readonly now: number },
  content: AsyncIterable<Uint8Array>,
): Promise<number | null> {
  const verificationKeys = await readKey(certificate);
  const parsed = await parseSignature(signature);
  if (parsed === null) return null;
  const message = await createMessage({ binary: streamOf(content) });
  const result = await verify({ message, signature: parsed, verificationKeys, date: new Date(now), format: "binary", config: STRICT });
  // The hash is complete when the content has been read to its end.
  for await (const chunk of chunksOf(result.data as ReadableStream<Uint8Array>)) void chunk;
  for (const each of result.signatures) {
    const made = await each.verified.then(() => each.signature, () => null);
    const packet = made?.packets[0];
    // A signature over a text (0x01) would hold with other ends of its lines, too.
    if (packet?.signatureType !== enums.signature.binary || !packet.created) continue;
    if (!(await wasRevoked(verificationKeys, { by: each.keyID, at: packet.created }))) return packet.created.getTime();
  }
  return null;
}

/** Whether the certificate, or the key in it that signed, was revoked then: as compromised, it was at all times. */
async function wasRevoked(certificate: Key, { by, at }: { by: KeyID; at: Date }): Promise<boolean> {
  const revoked = await Promise.all([certificate, ...certificate.getSubkeys(by)].map((part) => isRevoked(certificate, part, at)));
  return revoked.includes(true);
}

async function parseSignature(given: Uint8Array): Promise<Signature | null> {
  const isBinary = (given[0] ?? 0) >= 0x80;
  const reading = isBinary
    ? readSignature({ binarySignature: given, config: STRICT })
    : readSignature({ armoredSignature: new TextDecoder().decode(given), config: STRICT });
  return reading.catch(() => null);
}
