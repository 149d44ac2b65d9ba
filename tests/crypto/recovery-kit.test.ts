// The recovery kit: words and entropy, as typed from paper.
import { describe, expect, it } from "vitest";
import { createKit, InvalidInputError, parseKit, RecoveryKitError } from "../../crypto/index.ts";
import { wordsOf } from "../../crypto/primitives/mnemonic.ts";

const problemOf = (typed: string): unknown => {
  try {
    parseKit(typed);
  } catch (error) {
    if (error instanceof RecoveryKitError) return { problem: error.problem, word: error.word };
    throw error;
  }
  return "accepted";
};

describe("a recovery kit", () => {
  it("is 24 words that give its 32 random bytes back", () => {
    const kit = createKit();
    expect(kit.entropy).toHaveLength(32);
    expect(kit.words).toHaveLength(24);
    expect(parseKit(kit.words.join(" "))).toEqual(kit.entropy);
    expect(createKit().entropy).not.toEqual(kit.entropy);
  });

  it("is accepted as people type it", () => {
    const { entropy, words } = createKit();
    expect(parseKit(words.join("  \n").toUpperCase())).toEqual(entropy);
    expect(parseKit(words.map((word, i) => `${i + 1}. ${word}`).join("\n"))).toEqual(entropy);
    expect(parseKit(words.map((word, i) => `${i + 1})${word},`).join(" "))).toEqual(entropy);
    expect(parseKit(`\t${words.join("\u00a0")} `)).toEqual(entropy);
  });

  it("says which word is unknown, that the number is wrong, or that the check does not hold", () => {
    const words = wordsOf(new Uint8Array(32));
    expect(problemOf(words.with(4, "abandonned").join(" "))).toEqual({ problem: "unknown_word", word: 4 });
    expect(problemOf(words.slice(1).join(" "))).toEqual({ problem: "word_count", word: null });
    expect(problemOf([...words, "art"].join(" "))).toEqual({ problem: "word_count", word: null });
    expect(problemOf("")).toEqual({ problem: "word_count", word: null });
    expect(problemOf(words.with(23, "zoo").join(" "))).toEqual({ problem: "checksum", word: null });
    expect(problemOf(words.with(0, "art").with(23, "abandon").join(" "))).toEqual({ problem: "checksum", word: null });
  });

  it("never repeats a typed word in its error", () => {
    expect(() => parseKit("secretword")).toThrow(InvalidInputError);
    expect(() => parseKit("secretword")).not.toThrow(/secretword/);
  });
});
