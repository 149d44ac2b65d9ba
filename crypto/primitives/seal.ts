// Seal: how every small secret is kept. Cobblestone-256 at the standard's 16 KiB records, bound to what the bytes are
// (purpose), whose (owner), which (name) and which edition (version) (SPEC.md, "Seal").
import { concatBytes, encodeUint64, encodeUtf8, lengthPrefixed, type Bytes } from "../bytes.ts";
import { SEAL_CONTEXT, type Purpose } from "../labels.ts";
import { STANDARD_RECORD_BYTES } from "./cobblestone-length.ts";
import { cobblestoneOpen, cobblestoneSeal, cobblestoneSealWith, type CobblestoneScope } from "./cobblestone.ts";

/** What sealed bytes are bound to. Opening needs exactly the same four. */
export interface SealScope {
  readonly purpose: Purpose;
  /** An id: account, invitation or attachment. */
  readonly owner: string;
  readonly name: string;
  /** 0 … 2^53-1; rises with each edition. */
  readonly version: number;
}

function scopeOf(key: Uint8Array, scope: SealScope): CobblestoneScope {
  const context = concatBytes(
    encodeUtf8(SEAL_CONTEXT),
    lengthPrefixed(encodeUtf8(scope.purpose)),
    lengthPrefixed(encodeUtf8(scope.owner)),
    lengthPrefixed(encodeUtf8(scope.name)),
    lengthPrefixed(encodeUint64(scope.version)),
  );
  return { key, context, recordBytes: STANDARD_RECORD_BYTES };
}

/** Seals under a 32-byte key with a fresh salt: 72 bytes longer than the plaintext, and 16 more for each full 16 KiB. */
export async function seal(key: Uint8Array, scope: SealScope, plaintext: Uint8Array): Promise<Bytes> {
  return cobblestoneSeal(scopeOf(key, scope), plaintext);
}

/** For vectors: as seal, with the caller's 24-byte salt. */
export async function sealWith(
  key: Uint8Array, scope: SealScope, message: { readonly salt: Uint8Array; readonly plaintext: Uint8Array },
): Promise<Bytes> {
  return cobblestoneSealWith(scopeOf(key, scope), message);
}

/** The plaintext, or OpenError for a wrong key, another scope or altered bytes. */
export async function open(key: Uint8Array, scope: SealScope, sealed: Uint8Array): Promise<Bytes> {
  return cobblestoneOpen(scopeOf(key, scope), sealed);
}
