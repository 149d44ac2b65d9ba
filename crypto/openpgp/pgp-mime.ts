// An encrypted e-mail as a file (PGP/MIME, RFC 3156, section 4): what mail programs open as a message.
import { encodeUtf8, type Bytes } from "../bytes.ts";
import { encryptTo, type Encryption } from "./encrypt.ts";
import { newBoundary, outerHeaders, writeMail, type MailCopy } from "./mail-copy.ts";
import { parameter } from "./mime-encoding.ts";

/** The `.eml` file, chunk by chunk. CertificateError before the first where the certificate may not be encrypted to. */
export async function* writeEncryptedMail(copy: MailCopy, encryption: Encryption): AsyncGenerator<Bytes> {
  const armor = encryptTo(encryption, writeMail(copy));
  const boundary = newBoundary();
  try {
    // Before anything is written: whether it can be encrypted at all.
    const first = await armor.next();
    yield encodeUtf8(`${outerHeaders(copy).join("")}${frameStart(boundary)}`);
    if (first.done !== true) yield mailLines(first.value);
    for await (const chunk of armor) yield mailLines(chunk);
    yield encodeUtf8(`\r\n--${boundary}--\r\n`);
  } finally {
    await armor.return(undefined);
  }
}

function frameStart(boundary: string): string {
  return [
    "MIME-Version: 1.0",
    `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"${parameter("boundary", boundary)}`,
    "",
    "This is an OpenPGP encrypted message (RFC 3156).",
    `--${boundary}`,
    "Content-Type: application/pgp-encrypted",
    "Content-Description: PGP/MIME version identification",
    "",
    "Version: 1",
    "",
    `--${boundary}`,
    'Content-Type: application/octet-stream; name="encrypted.asc"',
    "Content-Description: OpenPGP encrypted message",
    'Content-Disposition: inline; filename="encrypted.asc"',
    "",
    "",
  ].join("\r\n");
}

/** Armor has plain line feeds. */
function mailLines(armor: string): Bytes {
  return encodeUtf8(armor.replaceAll("\n", "\r\n"));
}
