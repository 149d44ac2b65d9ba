// The two check symbols of an access code: a Reed-Solomon code of length 15 over GF(32) with distance 3 (SPEC.md, "Access code").
// Any one or two wrong symbols are noticed, so also every exchange of two symbols, neighbours or not; of all else 1023 in 1024.

/** x^5 + x^2 + 1, which makes x (the number 2) a generator of all 31 non-zero elements. */
const POLYNOMIAL = 0b100101;
const ORDER = 31;
const DATA_SYMBOLS = 13;

const POWERS: number[] = [];
for (let i = 0, element = 1; i < ORDER; i += 1) {
  POWERS.push(element);
  element <<= 1;
  if (element & 0b100000) element ^= POLYNOMIAL;
}
const LOGARITHMS = new Map(POWERS.map((element, exponent) => [element, exponent]));

/** element · x^exponent in GF(32). */
function timesPower(element: number, exponent: number): number {
  if (element === 0) return 0;
  return POWERS[(LOGARITHMS.get(element)! + exponent) % ORDER]!;
}

/**
 *     S0 = s0 + s1 + … + s14          S1 = s0·x^0 + s1·x^1 + … + s14·x^14          (addition is XOR)
 */
function syndromes(symbols: readonly number[]): readonly [number, number] {
  let plain = 0;
  let weighted = 0;
  for (const [index, symbol] of symbols.entries()) {
    plain ^= symbol;
    weighted ^= timesPower(symbol, index);
  }
  return [plain, weighted];
}

/** 15 symbols are a code exactly when both sums are zero. */
export function holdsCheck(symbols: readonly number[]): boolean {
  const [plain, weighted] = syndromes(symbols);
  return plain === 0 && weighted === 0;
}

/**
 * The two symbols (0 … 31) that make both sums of 13 data symbols zero:
 *
 *     s13 = (S1 + x^14 · S0) / (x^13 + x^14)          s14 = S0 + s13
 */
export function checkSymbols(data: readonly number[]): readonly [number, number] {
  const [plain, weighted] = syndromes(data);
  const divisor = POWERS[DATA_SYMBOLS]! ^ POWERS[DATA_SYMBOLS + 1]!;
  const first = timesPower(weighted ^ timesPower(plain, DATA_SYMBOLS + 1), ORDER - LOGARITHMS.get(divisor)!);
  return [first, plain ^ first];
}
