// Crockford's base 32: five bits for each symbol, without I, L, O and U (SPEC.md, "Access code").
import type { Bytes } from "../bytes.ts";

export const CROCKFORD_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Values 0 … 31 → symbols. */
export function encodeCrockford(values: readonly number[]): string {
  return values.map((value) => CROCKFORD_ALPHABET.charAt(value)).join("");
}

/** Upper-case symbols → values, or null for any other character. */
export function decodeCrockford(symbols: string): number[] | null {
  const values = [...symbols].map((symbol) => CROCKFORD_ALPHABET.indexOf(symbol));
  return values.includes(-1) ? null : values;
}

/** What people type for a symbol → the symbol: any case, O for 0, I and L for 1. Other characters stay as they are. */
export function normaliseCrockford(typed: string): string {
  return typed.normalize("NFKC").toUpperCase().replaceAll("O", "0").replaceAll(/[IL]/g, "1");
}

/** The first 5·⌊bits / 5⌋ bits of a byte string as values 0 … 31, most significant bit first. */
export function quintetsOf(bytes: Bytes): number[] {
  const values: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) values.push((held >> (bits - 5)) & 31);
  }
  return values;
}
