// Access codes: 13 random symbols and 2 check symbols, written XXXXX-XXXXX-XXXXX (SPEC.md, "Access code").
import { decodeCrockford, encodeCrockford, normaliseCrockford } from "../primitives/crockford.ts";
import { randomBytes } from "../primitives/random.ts";
import { checkSymbols, holdsCheck } from "./check-symbols.ts";

/** 65 bits: beyond guessing online, and at Argon2id's price for each try beyond guessing offline. */
const CODE_RANDOM_SYMBOLS = 13;
const CODE_SYMBOLS = 15;
const GROUP = 5;
/** Far more than anybody types; keeps the work on hostile input small. */
const TYPED_MAX = 200;
// White space, the dashes of all keyboards, and what messengers and word processors put in unseen.
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212_.·]/gu;

/** A fresh code, shown to the inviter and never sent to the server. */
export function createAccessCode(): string {
  return accessCodeWith(randomBytes(CODE_RANDOM_SYMBOLS));
}

/** For vectors: the five low bits of each of 13 bytes are the symbols. 256 is a multiple of 32, so none is more likely. */
export function accessCodeWith(randomness: Uint8Array): string {
  const data = [...randomness].map((byte) => byte & 31);
  return written(encodeCrockford([...data, ...checkSymbols(data)]));
}

/** The code as createAccessCode writes it, from what a person typed; null when it is no code or a symbol is wrong. */
export function parseAccessCode(typed: string): string | null {
  if (typed.length > TYPED_MAX) return null;
  const symbols = normaliseCrockford(typed.normalize("NFKC").replaceAll(SEPARATORS, ""));
  const values = decodeCrockford(symbols);
  if (values === null || values.length !== CODE_SYMBOLS || !holdsCheck(values)) return null;
  return written(symbols);
}

/**
 * True when a text contains one of the codes, in any spacing and spelling that parseAccessCode would accept: such a text
 * must not go out as an ordinary e-mail.
 */
export function containsAccessCode(text: string, codes: readonly string[]): boolean {
  const squeezed = bare(text);
  return codes.some((code) => squeezed.includes(bare(code)));
}

/** The symbols alone: everything that is no letter and no digit goes, so that no punctuation can hide a code. */
function bare(text: string): string {
  return normaliseCrockford(text).replaceAll(/[^0-9A-Z]/g, "");
}

function written(symbols: string): string {
  return [0, GROUP, 2 * GROUP].map((at) => symbols.slice(at, at + GROUP)).join("-");
}
