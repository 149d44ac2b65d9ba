// The language that a person chose in this browser. The server reads it before it hands out a page (server/language.ts): a cookie that
// names a language and nobody.
import { text } from '../text/access.ts';

export type Language = keyof typeof text.language.names;

export const languages = Object.entries(text.language.names).map(([code, name]) => ({ code: code as Language, name }));

export const LANGUAGE_COOKIE_DAYS = 365;

/** From the next page on that is loaded. */
export function keepLanguage(language: Language): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `language=${language}; path=/; max-age=${LANGUAGE_COOKIE_DAYS * 24 * 60 * 60}; samesite=lax${secure}`;
}
