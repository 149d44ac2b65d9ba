// Numbers by which insurances and states name a person. Where a number has check digits they must be right, so that order numbers
// and the like are left alone.
import { placesOf, type Found } from './finding.ts';

/** `digits`: the match without separators, in capitals. */
type NumberKind = { pattern: RegExp; holds: (digits: string) => boolean };

const values = (digits: string): number[] => [...digits].map(Number);
const weighted = (digits: string, weights: readonly number[]): number => weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);
const crossSum = (value: number): number => Math.floor(value / 10) + (value % 10);

const KINDS: readonly NumberKind[] = [
  // Germany, Krankenversichertennummer: a letter as two digits, weights 1 and 2, cross sums (§ 290 SGB V)
  {
    pattern: /(?<![\p{L}\d])[A-Z] ?\d{3} ?\d{3} ?\d{3}(?![\p{L}\d])/giu,
    holds: (number) => {
      const letter = String(number.charCodeAt(0) - 64).padStart(2, '0');
      const sum = values(letter + number.slice(1, 9)).reduce((total, digit, at) => total + crossSum(digit * (1 + (at % 2))), 0);
      return sum % 10 === Number(number[9]);
    },
  },
  // Germany, Rentenversicherungsnummer: area, date of birth, letter, serial number, check digit
  {
    pattern: /(?<![\p{L}\d])\d{2} ?\d{6} ?[A-Z] ?\d{2} ?\d(?![\p{L}\d])/giu,
    holds: (number) => {
      const letter = String(number.charCodeAt(8) - 64).padStart(2, '0');
      const digits = number.slice(0, 8) + letter + number.slice(9, 11);
      const sum = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].reduce((total, weight, at) => total + crossSum(weight * Number(digits[at])), 0);
      return sum % 10 === Number(number[11]);
    },
  },
  // Austria, Sozialversicherungsnummer: the fourth digit checks, the last six are the date of birth
  {
    pattern: /(?<!\d)\d{4}[ /-]?\d{6}(?!\d)/g,
    holds: (number) => {
      const month = Number(number.slice(6, 8));
      const day = Number(number.slice(4, 6));
      if (month < 1 || month > 15 || day < 1 || day > 31) return false;
      return weighted(number, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(number[3]);
    },
  },
  // Switzerland, AHV number: an EAN-13 that begins with the country
  {
    pattern: /(?<!\d)756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}(?!\d)/g,
    holds: (number) => weighted(number, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  },
  // United Kingdom, NHS number: modulo 11
  {
    pattern: /(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g,
    holds: (number) => {
      const check = 11 - (weighted(number, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
      return check !== 10 && check % 11 === Number(number[9]) && !/^(\d)\1*$/.test(number);
    },
  },
  // United Kingdom, National Insurance number: two letters, six digits, a letter
  {
    pattern: /(?<![\p{L}\d])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\p{L}\d])/giu,
    holds: (number) => !/^(BG|GB|NK|KN|TN|NT|ZZ)/.test(number),
  },
  // United States, Social Security number: always written with dashes; areas that are never given out
  { pattern: /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g, holds: (number) => !/^(000|666|9)|^...00|0000$/.test(number) },
  // United States, Medicare Beneficiary Identifier
  {
    pattern: /(?<![\p{L}\d])[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?![\p{L}\d])/giu,
    holds: () => true,
  },
  // France, numéro de sécurité sociale: 97 minus the number modulo 97; Corsica is 2A and 2B
  {
    pattern: /(?<!\d)[12] ?\d{2} ?(?:0[1-9]|[1-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?!\d)/gi,
    holds: (number) => {
      const plain = number.slice(0, 13).replace('2A', '19').replace('2B', '18');
      return 97n - (BigInt(plain) % 97n) === BigInt(number.slice(13));
    },
  },
  // Italy, codice fiscale
  {
    pattern: /(?<![\p{L}\d])[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![\p{L}\d])/giu,
    holds: (number) => String.fromCharCode(65 + (Array.from(number.slice(0, 15)).reduce((sum, sign, at) => sum + fiscalValue(sign, at), 0) % 26)) === number[15],
  },
  // Netherlands, burgerservicenummer: the "elfproef", and named, since one in eleven numbers passes it
  {
    pattern: /(?<=\b(?:bsn|burgerservicenummer)\b[^\d\n]{0,5})\d{9}(?!\d)/gi,
    holds: (number) => weighted(number, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  },
  // Sweden and Denmark write the date of birth, a dash and four digits; Finland a letter at the end
  { pattern: /(?<![\d-])\d{6}[-+]\d{4}(?![\d-])/g, holds: (number) => isDayAndMonth(number.slice(0, 4)) || isDayAndMonth(number.slice(4, 6) + number.slice(2, 4)) },
  {
    pattern: /(?<![\p{L}\d])\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y](?![\p{L}\d])/giu,
    holds: (number) => '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(number.slice(0, 6) + number.slice(-4, -1)) % 31] === number.at(-1),
  },
];

const FISCAL_ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function fiscalValue(sign: string, at: number): number {
  const value = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65;
  return at % 2 === 0 ? (FISCAL_ODD[value] ?? 0) : value;
}

function isDayAndMonth(digits: string): boolean {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

export function findInsuranceNumbers(text: string): Found[] {
  return KINDS.flatMap(({ pattern, holds }) =>
    placesOf(pattern, text)
      .filter(({ match }) => holds(match[0].toUpperCase().replaceAll(/[ ./+-]/g, '')))
      .map(({ start, end }) => ({ kind: 'insurance-number' as const, start, end })),
  );
}
