// Keeps what people write from becoming mail headers of its own: the one gate to subjects, names, addresses and headers.
import { MailError, type Mail } from './mailer.ts';

/** Controls, line and paragraph separators, and marks that turn the direction of writing and so disguise what follows. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const EVERY_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu');

/** Characters with which a display name could look like another sender's address. */
const ADDRESS_MARKS = /[<>"@\\,;:()[\]]/g;

/** One plain address: what could hold a second one, a name or a comment is not among its characters. */
const PLAIN_ADDRESS = /^[^\p{Cc}\p{Z}\p{Cf}<>"\\,;:()[\]@]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/u;

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;

/** The beginning of an encoded word (RFC 2047): typed by hand, it would be decoded by the reader's program into anything. */
const ENCODED_WORD = '=?';

/** One line of at most `length` characters: what cannot be printed becomes a space, and all stays as it was typed. */
export function headerText(text: string, length: number): string {
  const line = text.replace(EVERY_UNPRINTABLE, ' ').replaceAll(ENCODED_WORD, '= ?').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('').trimEnd()}…`;
}

/** A name to stand beside an address, in which no other address can hide. */
export function displayName(text: string, length: number): string {
  return headerText(text.replace(ADDRESS_MARKS, ' '), length);
}

/**
 * Refuses a mail that would put more into a header than its own value. Everything was made safe before it came here;
 * this holds even where somebody forgets. Throws MailError.
 */
export function assertSafeHeaders(mail: Mail): void {
  const lines = [mail.subject, mail.from.name, ...Object.values(mail.headers)];
  const addresses = [mail.to, mail.from.address, mail.replyTo];
  const safe =
    lines.every((line) => !UNPRINTABLE.test(line) && !line.includes(ENCODED_WORD)) &&
    !/[<>"\\]/.test(mail.from.name) &&
    addresses.every((address) => PLAIN_ADDRESS.test(address)) &&
    Object.keys(mail.headers).every((name) => HEADER_NAME.test(name));
  if (!safe) throw new MailError({ permanent: true, detail: 'refused' });
}
