// The cookies: the session's, the one that marks the browser in which an account was made, and the one that says who has logged in there
// before (known-browser.ts). Scripts cannot read them and other sites cannot send them; over https the __Host- prefix pins them to this
// very host.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Parts } from '../parts.ts';
import { hashOf, TOKEN_FORM } from '../token.ts';

export type CookieName = 'sealpost_session' | 'sealpost_sign_up' | 'sealpost_known';

export const SIGN_UP_COOKIE_DAYS = 14;
export const KNOWN_COOKIE_DAYS = 365;
const DAY = 24 * 60 * 60;
const MAX_AGE: Record<CookieName, number | undefined> = {
  sealpost_session: undefined,
  sealpost_sign_up: SIGN_UP_COOKIE_DAYS * DAY,
  sealpost_known: KNOWN_COOKIE_DAYS * DAY,
};

/** Every request carries the parts (middleware/request.ts), whatever else its guards have added to the context's type. */
function isSecure(c: Context): boolean {
  const parts: Parts = c.get('parts');
  return parts.settings.publicUrl.startsWith('https:');
}

function fullName(c: Context, name: CookieName): string {
  return isSecure(c) ? `__Host-${name}` : name;
}

function attributes(c: Context) {
  return { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure(c) } as const;
}

export function giveCookie(c: Context, { name, token }: { name: CookieName; token: string }): void {
  const maxAge = MAX_AGE[name];
  setCookie(c, fullName(c, name), token, { ...attributes(c), ...(maxAge === undefined ? {} : { maxAge }) });
}

export function takeCookieBack(c: Context, name: CookieName): void {
  deleteCookie(c, fullName(c, name), attributes(c));
}

export function cookieValue(c: Context, name: CookieName): string | null {
  return getCookie(c, fullName(c, name)) ?? null;
}

/** SHA-256 of the cookie's token: what the database knows it by. Null where there is none. */
export function cookieHash(c: Context, name: CookieName): Buffer | null {
  const token = cookieValue(c, name);
  return token !== null && TOKEN_FORM.test(token) ? hashOf(token) : null;
}
