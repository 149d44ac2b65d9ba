// Browsers in which somebody has logged in before: they try against a limit of their own, so that nobody else's wrong log-ins keep somebody
// out of where they always work. A cookie says so, and nothing of it is stored: `browser.mark.mark…`, for each person who has logged in
// there a mark that only this server makes, newest first. Whom they stand for does not show.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { derivedKey, type Keys } from './derived-key.ts';

/** How many people can have logged in in one browser: those before them try as if they came from anywhere. */
const PEOPLE = 12;
const MARK_BYTES = 16;
/** 16 bytes each. */
const FORM = /^[A-Za-z0-9_-]{22}(\.[A-Za-z0-9_-]{22}){1,12}$/;

/** The cookie's value after somebody with this address, who has proved it, has logged in; `cookie` is what the browser had before. */
export function rememberBrowser(secrets: Keys, { cookie, address }: { cookie: string | null; address: string }): string {
  const { browser, marks } = read(cookie) ?? { browser: randomBytes(MARK_BYTES).toString('base64url'), marks: [] };
  const own = markOf(secrets, { browser, address }).toString('base64url');
  return [browser, own, ...marks.filter((mark) => mark !== own)].slice(0, 1 + PEOPLE).join('.');
}

/** The browser's name where somebody with this address has logged in in it, else null. As much work for any address. */
export function knownBrowser(secrets: Keys, { cookie, address }: { cookie: string | null; address: string }): string | null {
  const found = read(cookie);
  if (found === null) return null;
  const own = markOf(secrets, { browser: found.browser, address });
  return found.marks.some((mark) => timingSafeEqual(Buffer.from(mark, 'base64url'), own)) ? found.browser : null;
}

function read(cookie: string | null): { browser: string; marks: string[] } | null {
  if (cookie === null || !FORM.test(cookie)) return null;
  const [browser = '', ...marks] = cookie.split('.');
  return { browser, marks };
}

/** HMAC-SHA-256 of browser and address, its first 16 bytes. */
function markOf(secrets: Keys, { browser, address }: { browser: string; address: string }): Buffer {
  return createHmac('sha256', derivedKey(secrets, 'known-browser')).update(`${browser}\0${address}`).digest().subarray(0, MARK_BYTES);
}
