// Telephone numbers, by the plans of all countries. The library is loaded when somebody writes.
import type { CountryCode } from 'libphonenumber-js/min';
import type { Found } from './finding.ts';

/** Null where it cannot be loaded, without a connection: the other checks go on, and nothing is sent then anyway. */
const library = () => import('libphonenumber-js/min').catch(() => null);

/** `country`: where numbers without a country's prefix are from, as ISO 3166. `own`: numbers that may be told, the practice's. */
export async function findPhoneNumbers(text: string, { country, own }: { country: string; own: readonly string[] }): Promise<Found[]> {
  const plans = await library();
  if (plans === null) return [];
  const { findPhoneNumbersInText, isSupportedCountry, parsePhoneNumberFromString } = plans;
  const options = isSupportedCountry(country) ? { defaultCountry: country satisfies CountryCode } : {};
  const told = new Set(own.map((number) => parsePhoneNumberFromString(number, options)?.number));
  return findPhoneNumbersInText(text, options)
    .filter(({ number }) => !told.has(number.number))
    .map(({ startsAt, endsAt }) => ({ kind: 'phone-number', start: startsAt, end: endsAt }));
}
