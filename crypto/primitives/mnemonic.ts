// 32 bytes as 24 words of BIP39's English list, and back (SPEC.md, "Recovery kit"). The only file that imports @scure/bip39.
// The entropy is the key: BIP39's PBKDF2 and its passphrase are not used.
import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { Bytes } from "../bytes.ts";

const KNOWN: ReadonlySet<string> = new Set(wordlist);

/** Whether a lower-case word stands in the list of 2048. */
export function isKnownWord(word: string): boolean {
  return KNOWN.has(word);
}

/** 32 bytes → 24 words: the 256 bits and the first 8 of their SHA-256, 11 for each word. */
export function wordsOf(entropy: Uint8Array): string[] {
  return entropyToMnemonic(entropy, wordlist).split(" ");
}

/** 24 known words → 32 bytes, or null when the checksum does not hold. */
export function entropyOf(words: readonly string[]): Bytes | null {
  try {
    return mnemonicToEntropy(words.join(" "), wordlist) as Bytes;
  } catch {
    return null;
  }
}
