// A kem seed as age writes it: an identity of the kind mlkem768x25519 (C2SP age, "AGE-SECRET-KEY-PQ-1…", Bech32 in upper case).
import { bech32 } from "@scure/base";
import type { KemSeed } from "../bytes.ts";

const PREFIX = "AGE-SECRET-KEY-PQ-";
const SEED_BYTES = 32;

/** One line without its end. */
export function encodeAgeIdentity(seed: KemSeed): string {
  return bech32.encodeFromBytes(PREFIX, seed).toUpperCase();
}

/** The seed (32 bytes), or null for anything else: another prefix, a wrong checksum, lower case, another length. */
export function parseAgeIdentity(line: string): KemSeed | null {
  if (!line.startsWith(`${PREFIX}1`)) return null;
  try {
    const { prefix, bytes } = bech32.decodeToBytes(line);
    return prefix.toUpperCase() === PREFIX && bytes.length === SEED_BYTES ? (new Uint8Array(bytes) as KemSeed) : null;
  } catch {
    return null;
  }
}
