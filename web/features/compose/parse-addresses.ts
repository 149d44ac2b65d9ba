// Reads addresses from what was typed or pasted: one, or many in the forms that mail programs and tables use.
import { looksLikeAddress } from '../../ui/address-shape.ts';

/** Two spellings of one address on the screen: the recipients are a list without doubles. */
export function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const separators = /[,;\n\r\t]+/;
const inBrackets = /<([^<>]+)>/;

/**
 * `Ana Ruiz <ana@x.example>, lee@y.example; kim@z.example` gives three addresses. A part that holds no address stays as
 * it is, so that the person sees what was not understood. Plain spaces separate only where every piece is an address.
 */
export function parseAddresses(typed: string): string[] {
  return withoutQuotedCommas(typed)
    .split(separators)
    .flatMap(parsePart)
    .filter((entry, index, all) => all.findIndex((other) => sameAddress(other, entry)) === index);
}

/** True where the text holds more than one entry, so that a paste is taken apart at once. */
export function holdsMany(typed: string): boolean {
  return parseAddresses(typed).length > 1 || inBrackets.test(typed) || separators.test(typed.trim());
}

function parsePart(part: string): string[] {
  const bracketed = inBrackets.exec(part)?.[1]?.trim();
  if (bracketed !== undefined) return [bracketed];
  const entry = part.trim().replace(/^mailto:/i, '');
  if (entry === '') return [];
  const words = entry.split(/\s+/);
  return words.length > 1 && words.every(looksLikeAddress) ? words : [entry];
}

/** A quoted name may hold a comma: `"Ruiz, Ana" <ana@x.example>`. Names are not needed, so quotes go with what they hold. */
function withoutQuotedCommas(typed: string): string {
  return typed.replace(/"[^"\n]*"(?=\s*<)/g, '');
}
