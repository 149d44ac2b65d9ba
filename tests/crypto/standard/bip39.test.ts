// The recovery kit's words: BIP39's published English vectors. The entropy is the key, so their PBKDF2 seeds do not matter here.
import { describe, expect, it } from "vitest";
import { parseKit, RecoveryKitError } from "../../../crypto/keys/recovery-kit.ts";
import { wordsOf } from "../../../crypto/primitives/mnemonic.ts";
import published from "../../../crypto/vectors/published/bip39-english.json" with { type: "json" };
import { fromHex, toHex } from "./hex.ts";

describe("24 words", () => {
  it("have eight published vectors", () => expect(published.vectors).toHaveLength(8));

  it.each(published.vectors)("of $entropy agree with BIP39 both ways", ({ entropy, words }) => {
    expect(wordsOf(fromHex(entropy)).join(" ")).toBe(words);
    expect(toHex(parseKit(words))).toBe(entropy);
  });

  it.each(published.vectors)("of $entropy are refused with any one word replaced by its neighbour in the vector", ({ words }) => {
    const list = words.split(" ");
    for (let index = 1; index < list.length; index += 1) {
      const swapped = list.with(index, list[index - 1]!).with(index - 1, list[index]!).join(" ");
      // Eight bits of checksum: a swap passes by chance once in 256 times, and in none of these.
      if (swapped !== words) expect(() => parseKit(swapped)).toThrow(RecoveryKitError);
    }
  });

  it.each(published.shorter)("are 24: BIP39's shorter phrase is no kit (%s)", (words) => {
    expect(() => parseKit(words)).toThrow(expect.objectContaining({ problem: "word_count" }));
  });
});
