// HMAC (RFC 2104) with SHA-256 and SHA-512 by WebCrypto.
import { constantTimeEqual, type Bytes } from "../bytes.ts";
import { source, subtle } from "./webcrypto.ts";

export type HmacHash = "SHA-256" | "SHA-512";

/** A non-extractable HMAC key. Import once where several codes are made: importing costs more than a short code. */
export function importHmacKey(key: Uint8Array, hash: HmacHash): Promise<CryptoKey> {
  return subtle.importKey("raw", source(key), { name: "HMAC", hash }, false, ["sign"]);
}

/** The code, 32 bytes for SHA-256 and 64 for SHA-512. */
export async function hmacWith(key: CryptoKey, message: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await subtle.sign("HMAC", key, source(message)));
}

/** 32 bytes. The key must not be empty (WebCrypto refuses it). */
export async function hmacSha256(key: Uint8Array, message: Uint8Array): Promise<Bytes> {
  return hmacWith(await importHmacKey(key, "SHA-256"), message);
}

/** 64 bytes. The key must not be empty (WebCrypto refuses it). */
export async function hmacSha512(key: Uint8Array, message: Uint8Array): Promise<Bytes> {
  return hmacWith(await importHmacKey(key, "SHA-512"), message);
}

/** Compares in constant time. */
export async function verifyHmacSha256(key: Uint8Array, check: { message: Uint8Array; code: Uint8Array }): Promise<boolean> {
  return constantTimeEqual(await hmacSha256(key, check.message), check.code);
}
