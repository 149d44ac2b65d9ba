// The front door of OpenPGP at the edge, `#crypto/openpgp`: loaded only where somebody uses it. Nothing of the main protocol
// imports this folder, and the server reaches none of it.
export { CertificateError, readCertificate, type Certificate, type CertificateProblem } from "./certificate.ts";
export { chunksOf } from "./byte-stream.ts";
export { createSigningKey, withdrawSigningKey, type SigningKey } from "./signing-key.ts";
export { signDetached, verifyDetached } from "./detached-signature.ts";
export type { MailAttachment, MailCopy } from "./mail-copy.ts";
export { writeEncryptedMail } from "./pgp-mime.ts";
