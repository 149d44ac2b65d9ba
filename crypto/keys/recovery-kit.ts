// The recovery kit: 256 random bits as 24 words on paper (SPEC.md, "Recovery kit").
import type { Bytes } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { entropyOf, isKnownWord, wordsOf } from "../primitives/mnemonic.ts";
import { randomBytes } from "../primitives/random.ts";

const KIT_ENTROPY_BYTES = 32;
const KIT_WORDS = 24;

declare const kitBrand: unique symbol;
/** 32 bytes: the kit itself. */
export type KitEntropy = Bytes & { readonly [kitBrand]: "KitEntropy" };

/** What is wrong with typed words. */
export type RecoveryKitProblem = "word_count" | "unknown_word" | "checksum";

/** The typed words are no kit. Carries which word (from 0) is unknown, never the word. */
export class RecoveryKitError extends InvalidInputError {
  readonly problem: RecoveryKitProblem;
  readonly word: number | null;
  constructor(problem: RecoveryKitProblem, word: number | null = null) {
    super("recovery kit");
    this.problem = problem;
    this.word = word;
  }
}

/** A fresh kit: its entropy, and the words to print. */
export function createKit(): { entropy: KitEntropy; words: string[] } {
  const entropy = randomBytes(KIT_ENTROPY_BYTES) as KitEntropy;
  return { entropy, words: wordsOf(entropy) };
}

/** The entropy of typed words, in any case and spacing, numbered or not. Throws RecoveryKitError. */
export function parseKit(typed: string): KitEntropy {
  // Digits, dots, commas and brackets come from the printed numbering; BIP39's words are letters only.
  const words = typed.normalize("NFKC").toLowerCase().split(/[^\p{L}]+/u).filter((word) => word !== "");
  const unknown = words.findIndex((word) => !isKnownWord(word));
  if (unknown !== -1) throw new RecoveryKitError("unknown_word", unknown);
  if (words.length !== KIT_WORDS) throw new RecoveryKitError("word_count");
  const entropy = entropyOf(words);
  if (entropy === null) throw new RecoveryKitError("checksum");
  return entropy as KitEntropy;
}
