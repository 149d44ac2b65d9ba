// The languages there are, and which of them a browser asks for.
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is spoken where nothing better is known. */
export const FIRST_LANGUAGE: Language = 'en';

/** Set by the page's own switch (web/ui/language.ts). It names a language and nobody. */
const COOKIE = 'language';

/** Nobody accepts more languages than this; what is behind them is not looked at. */
const ACCEPTED_AT_MOST = 20;

function languageNamed(name: string | undefined): Language | null {
  return LANGUAGES.find((language) => language === name) ?? null;
}

/** What a person chose in this browser; null where nobody did. */
export function chosenLanguage(c: Context): Language | null {
  return languageNamed(getCookie(c, COOKIE));
}

/** The choice, else the first that the browser accepts and that there is. */
export function languageOf(c: Context): Language {
  return chosenLanguage(c) ?? acceptedLanguage(c.req.header('accept-language') ?? '');
}

/** RFC 9110, 12.5.4: by weight, then by place. "de-AT" is German. */
export function acceptedLanguage(header: string): Language {
  const accepted = header
    .split(',', ACCEPTED_AT_MOST)
    .map((entry) => {
      const [range = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { language: languageNamed(range.split('-')[0]), weight: weight === undefined ? 1 : weightOf(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return accepted.find(({ language }) => language !== null)?.language ?? FIRST_LANGUAGE;
}

/** What is no weight weighs nothing. */
function weightOf(written: string): number {
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(written) ? Number(written) : 0;
}
