// SHA-256 and SHA-512 (FIPS 180-4) by WebCrypto, and the text form of a fingerprint.
import { toBase64Url, type Bytes } from "../bytes.ts";
import { source, subtle } from "./webcrypto.ts";

/** 32 bytes. */
export async function sha256(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await subtle.digest("SHA-256", source(bytes)));
}

/** 64 bytes. */
export async function sha512(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await subtle.digest("SHA-512", source(bytes)));
}

/** Base64url of the SHA-256 (43 characters): how keys, identities and ciphertexts are named inside signed objects. */
export async function fingerprint(bytes: Uint8Array): Promise<string> {
  return toBase64Url(await sha256(bytes));
}
