// Finds secrets in what was read of a page, a log or a storage, in whichever form they may have taken.
import type { Memory } from './page-memory.ts';

/** A secret as text, as bytes, or as a list of words that together are one. */
export type Secrets = Readonly<Record<string, string | Uint8Array | readonly string[]>>;

/** A piece this long is as good as the whole: what is typed leaves its beginnings. */
const PIECE = 10;
/** So many words of a list in their order. */
const WORDS = 4;

type Form = { kind: string; text: string };

/** `secret as kind in place` for each find. */
export function findSecrets({ texts, lists = [], bytes = {}, unread = [] }: Partial<Memory>, secrets: Secrets): string[] {
  const found = new Set<string>(unread.map((what) => `not read: ${what}`));
  const places = Object.entries(texts ?? {}).map(([place, all]) => ({ place, whole: all.join('\0') }));
  for (const [name, secret] of Object.entries(secrets)) {
    for (const { kind, text } of formsOf(secret)) for (const { place, whole } of places) if (whole.includes(text)) found.add(`${name} as ${kind} in ${place}`);
    for (const [place, all] of Object.entries(bytes)) {
      for (const { kind, needle } of rawForms(secret)) if (all.some((each) => each.includes(needle))) found.add(`${name} as ${kind} in ${place}`);
    }
    if (typeof secret === 'object' && !(secret instanceof Uint8Array) && lists.some((list) => holdsWords(list, secret))) found.add(`${name} as a list in heap`);
  }
  return [...found].sort();
}

function formsOf(secret: Secrets[string]): Form[] {
  if (typeof secret === 'string') return [...pieces(secret).map((text) => ({ kind: 'text', text })), ...encoded(Buffer.from(secret)), { kind: 'binary text', text: Buffer.from(secret).toString('latin1') }];
  if (!(secret instanceof Uint8Array)) return [' ', '', ',', '\n'].map((between) => ({ kind: 'words', text: secret.slice(0, WORDS).join(between) }));
  const bytes = Buffer.from(secret);
  return [...encoded(bytes), { kind: 'binary text', text: upToNul(bytes.toString('latin1')) }, { kind: 'numbers', text: bytes.subarray(0, 16).join(',') }];
}

/** A heap snapshot shows a string only up to its first NUL. What is left has to be long enough to tell anything. */
function upToNul(text: string): string {
  const end = text.indexOf('\0');
  return end < PIECE ? text : text.slice(0, end);
}

function pieces(secret: string): string[] {
  return Array.from({ length: Math.max(1, secret.length - PIECE + 1) }, (_, at) => secret.slice(at, at + PIECE));
}

/** Hexadecimal, and base64 at each alignment: the middle of it does not depend on what stands before and after. */
function encoded(bytes: Buffer): Form[] {
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replace(/=+$/, '').slice(shift === 0 ? 0 : 4, -1));
  const forms = [{ kind: 'hex', text: hex }, { kind: 'hex', text: hex.toUpperCase() }];
  for (const text of base64) forms.push({ kind: 'base64', text }, { kind: 'base64', text: text.replaceAll('+', '-').replaceAll('/', '_') });
  return forms;
}

/** What may stand in memory byte by byte: the bytes, a text as UTF-8 and UTF-16, and every text form of either. */
function rawForms(secret: Secrets[string]): { kind: string; needle: Buffer }[] {
  const forms = formsOf(secret).flatMap(({ kind, text }) => [{ kind, needle: Buffer.from(text) }, { kind, needle: Buffer.from(text, 'utf16le') }]);
  return secret instanceof Uint8Array ? [...forms, { kind: 'bytes', needle: Buffer.from(secret) }] : forms;
}

function holdsWords(list: readonly string[], words: readonly string[]): boolean {
  const start = words.slice(0, WORDS);
  return list.some((_, at) => start.every((word, index) => list[at + index] === word));
}
