// How MIME writes bytes and words that mail would not carry as they are: base64 (RFC 2045), quoted-printable, encoded words in
// headers (RFC 2047), and parameters such as file names (RFC 2231). Lines end with CR LF.
import { concatBytes, encodeUtf8, type Bytes } from "../bytes.ts";

const ALPHABET = encodeUtf8("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const [EQUALS, CR, LF] = [0x3d, 0x0d, 0x0a];
/** Bytes in a line of 76 characters. */
const LINE_BYTES = 57;
const LINE_CHARACTERS = 76;
/** Of UTF-8 in one encoded word, which may have 75 characters. */
const WORD_BYTES = 42;
const PARAMETER_CHARACTERS = 60;

/** The bytes in lines of base64, however they are cut on their way in. */
export async function* base64Lines(content: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of content) {
    const bytes = rest.length === 0 ? chunk : concatBytes(rest, chunk);
    const whole = bytes.length - (bytes.length % LINE_BYTES);
    if (whole > 0) yield encodeLines(bytes.subarray(0, whole));
    rest = bytes.slice(whole);
  }
  if (rest.length > 0) yield encodeLines(rest);
}

function encodeLines(bytes: Uint8Array): Bytes {
  const lines = Math.ceil(bytes.length / LINE_BYTES);
  const encoded = new Uint8Array(4 * Math.ceil(bytes.length / 3) + 2 * lines);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    encoded[at] = ALPHABET[group >> 18]!;
    encoded[at + 1] = ALPHABET[(group >> 12) & 63]!;
    encoded[at + 2] = left > 1 ? ALPHABET[(group >> 6) & 63]! : EQUALS;
    encoded[at + 3] = left > 2 ? ALPHABET[group & 63]! : EQUALS;
    at += 4;
    if ((i + 3) % LINE_BYTES !== 0 && left > 3) continue;
    encoded[at] = CR;
    encoded[at + 1] = LF;
    at += 2;
  }
  return encoded;
}

/** A text that a person can read in the source, in lines of at most 76 characters. */
export function quotedPrintable(text: string): string {
  return text.split(/\r\n|\r|\n/).map(quoteLine).join("\r\n");
}

function quoteLine(line: string): string {
  const signs = [...encodeUtf8(line)].map((byte, index, { length }) => {
    const isSpace = byte === 0x20 || byte === 0x09;
    const isPlain = (byte > 0x20 && byte < 0x7f && byte !== EQUALS) || (isSpace && index < length - 1);
    return isPlain ? String.fromCharCode(byte) : hex(byte, "=");
  });
  const lines: string[] = [];
  let current = "";
  for (const sign of signs) {
    if (current.length + sign.length > LINE_CHARACTERS - 1) {
      lines.push(`${current}=`);
      current = "";
    }
    current += sign;
  }
  return [...lines, current].join("\r\n");
}

/** A text as a header's value: as it is where it is short plain ASCII, else in encoded words. */
export function headerText(text: string): string {
  const isPlain = /^[\x20-\x7e]*$/.test(text) && text.length <= PARAMETER_CHARACTERS && !text.includes("=?") && text === text.trim();
  if (isPlain) return text;
  const words: string[] = [];
  let bytes: number[] = [];
  for (const character of text) {
    const encoded = encodeUtf8(character);
    if (bytes.length + encoded.length > WORD_BYTES) {
      words.push(encodedWord(bytes));
      bytes = [];
    }
    bytes.push(...encoded);
  }
  return [...words, encodedWord(bytes)].join("\r\n ");
}

function encodedWord(bytes: readonly number[]): string {
  return `=?utf-8?B?${String.fromCharCode(...encodeLines(new Uint8Array(bytes))).trimEnd()}?=`;
}

/** `; name=value` of a header, folded: quoted where that is enough, else percent-encoded and, if long, in numbered pieces. */
export function parameter(name: string, value: string): string {
  if (/^[\x20-\x7e]*$/.test(value) && !/["\\%]/.test(value) && value.length <= PARAMETER_CHARACTERS) return `;\r\n ${name}="${value}"`;
  const signs = [...encodeUtf8(value)].map((byte) => (/[A-Za-z0-9._-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hex(byte, "%")));
  const pieces = [""];
  for (const sign of signs) {
    if ((pieces.at(-1) ?? "").length + sign.length > PARAMETER_CHARACTERS) pieces.push("");
    pieces.push(`${pieces.pop() ?? ""}${sign}`);
  }
  if (pieces.length === 1) return `;\r\n ${name}*=utf-8''${pieces[0] ?? ""}`;
  return pieces.map((piece, index) => `;\r\n ${name}*${index}*=${index === 0 ? "utf-8''" : ""}${piece}`).join("");
}

function hex(byte: number, sign: string): string {
  return sign + byte.toString(16).toUpperCase().padStart(2, "0");
}
