// The language that a person chose in this browser. The server reads it before it hands out a page (server/language.ts): a cookie that
// names a language and nobody.
import { text } from '../text/access.ts';

export type Language = keyof typeof text.language.names;

export const languages = Object.entries(text.language.names).map(([code, name]) => ({ code: code as Language, name }));

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** From the next page on that is loaded. */
export function keepLanguage(language: Language): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `language=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}
