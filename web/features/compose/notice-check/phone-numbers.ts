// Telephone numbers, by the plans of all countries. The library is loaded when somebody writes.
import type * as PhonePlans from 'libphonenumber-js/min';
import type { CountryCode, NumberFound } from 'libphonenumber-js/min';
import type { Found, Place } from './finding.ts';

/** `told`: where numbers stand that may be told, whatever else they look like. */
export type PhoneNumbers = { found: Found[]; told: Place[] };

/** Null where it cannot be loaded, without a connection: the other checks go on, and nothing is sent then anyway. */
const library = () => import('libphonenumber-js/min').catch(() => null);

/** Dates, and times from and to: to a plan without a fixed length of numbers they are numbers, too. */
const NO_NUMBERS = [
  /(?<!\d|\d[./-])\d{1,2}\s?([./-])\s?\d{1,2}\s?\1\s?(?:\d{4}|\d{2})(?!\d|[./-]\d)/g,
  /(?<!\d|\d[./-])\d{4}-\d{1,2}-\d{1,2}(?!\d|-\d)/g,
  /(?<!\d|\d[.:])\d{1,2}[.:]\d{2}(?:\s?Uhr)?\s?(?:[-–]|bis|to)\s?\d{1,2}[.:]\d{2}(?!\d|[.:]\d)/g,
];
/** Fewer are no number of a person where no country stands before them. */
const DIGITS_LEAST = 7;

/** `country`: where numbers without a country's prefix are from, as ISO 3166. `own`: texts with numbers that may be told, the practice's. */
export async function findPhoneNumbers(text: string, { country, own }: { country: string; own: readonly string[] }): Promise<PhoneNumbers> {
  const plans = await library();
  if (plans === null) return { found: [], told: [] };
  const mine = own.flatMap((each) => numbersIn(plans, each, country).map(({ number }) => number));
  const numbers = new Set<string>(mine.map(({ number }) => number));
  // A practice tells its number as people there dial it, also from a browser that is set to another country.
  const countries = new Set([country, ...mine.flatMap(({ country: from }) => from ?? [])]);
  const places = [...countries].flatMap((each) => numbersIn(plans, text, each));
  const told = places.filter(({ number }) => numbers.has(number.number));
  const others = places.filter((place) => !told.some(({ startsAt, endsAt }) => place.startsAt < endsAt && startsAt < place.endsAt));
  return { found: others.map((place) => ({ kind: 'phone-number', ...placeOf(place) })), told: told.map(placeOf) };
}

function numbersIn({ findPhoneNumbersInText, isSupportedCountry }: typeof PhonePlans, text: string, country: string): NumberFound[] {
  const plain = NO_NUMBERS.reduce((left, pattern) => left.replace(pattern, (match) => '\n'.repeat(match.length)), text);
  const found = findPhoneNumbersInText(plain, isSupportedCountry(country) ? { defaultCountry: country satisfies CountryCode } : {});
  return found.filter((place) => isDialled(text.slice(place.startsAt, place.endsAt), place));
}

/** With its country, or as it is dialled within it: a German number begins with 0, so a year, a price and a postal code are none. */
function isDialled(written: string, { number }: NumberFound): boolean {
  if (/^\(?(?:\+|00)/.test(written)) return true;
  const [digits, national] = [written.replaceAll(/\D/g, ''), number.formatNational()];
  // What no plan knows how to write, it leaves as it is.
  return digits.length >= DIGITS_LEAST && /\D/.test(national) && digits === national.replaceAll(/\D/g, '');
}

function placeOf({ startsAt, endsAt }: { startsAt: number; endsAt: number }): Place {
  return { start: startsAt, end: endsAt };
}
