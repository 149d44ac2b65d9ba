// Comparison codes: an identity in a form that two people read to each other (SPEC.md, "Comparison code").
import { fromBase64UrlOf } from "../bytes.ts";
import { encodeCrockford, quintetsOf } from "../primitives/crockford.ts";

const HASH_BYTES = 32;
const GROUPS = 10;
const GROUP_SYMBOLS = 5;

/** The first 250 bits of an identity's hash (base64url) as ten groups of five Crockford symbols. */
export function comparisonCode(identityHash: string): string[] {
  const symbols = encodeCrockford(quintetsOf(fromBase64UrlOf(identityHash, HASH_BYTES)));
  return Array.from({ length: GROUPS }, (_, group) => symbols.slice(group * GROUP_SYMBOLS, (group + 1) * GROUP_SYMBOLS));
}
