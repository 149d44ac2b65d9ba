// Byte strings: their branded types, base64url, ids and the fixed-width encodings (SPEC.md, "Terms").
import { InvalidInputError } from "./errors.ts";
import { randomBytes } from "./primitives/random.ts";

/** Bytes in memory of their own: what every function here returns, and what WebCrypto and Blob accept. */
export type Bytes = Uint8Array<ArrayBuffer>;

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** 32 random bytes that seal the keyring and, through the state key, everything else that the account keeps. */
export type AccountKey = Branded<Bytes, "AccountKey">;
/** 64 bytes that OPAQUE gives the browser at registration and at each log-in. */
export type ExportKey = Branded<Bytes, "ExportKey">;
/** 32 bytes that seal the account key. */
export type UnlockKey = Branded<Bytes, "UnlockKey">;
/** 32 bytes that seal state blobs. */
export type StateKey = Branded<Bytes, "StateKey">;
/** 32 bytes: the Ed25519 seed (RFC 8032's private key). */
export type SignSeed = Branded<Bytes, "SignSeed">;
/** 32 bytes: the X-Wing decapsulation key. */
export type KemSeed = Branded<Bytes, "KemSeed">;
/** 16 bytes: age's file key. */
export type FileKey = Branded<Bytes, "FileKey">;
/** 32 bytes: seals the segments and the thumbnail of one attachment. */
export type AttachmentKey = Branded<Bytes, "AttachmentKey">;
/** 32 bytes: an Ed25519 public key. */
export type SignPublicKey = Branded<Bytes, "SignPublicKey">;
/** 1216 bytes: an X-Wing encapsulation key. */
export type KemPublicKey = Branded<Bytes, "KemPublicKey">;
/** 22 characters: base64url of 16 random bytes, made by the client. */
export type Id = Branded<string, "Id">;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Int16Array(128).fill(-1);
for (let i = 0; i < ALPHABET.length; i += 1) VALUES[ALPHABET.charCodeAt(i)] = i;
const CHUNK_CHARACTERS = 8192;

/** RFC 4648 section 5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  const parts: string[] = [];
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    if (left > 1) text += ALPHABET.charAt((group >> 6) & 63);
    if (left > 2) text += ALPHABET.charAt(group & 63);
    if (text.length >= CHUNK_CHARACTERS) {
      parts.push(text);
      text = "";
    }
  }
  parts.push(text);
  return parts.join("");
}

/** The strict inverse: one text for each byte string (no padding, no other alphabet, unused bits zero), else InvalidInputError. */
export function fromBase64Url(text: string): Bytes {
  const rest = text.length % 4;
  if (rest === 1) throw new InvalidInputError("base64url length");
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let group = 0;
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    const value = VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) throw new InvalidInputError("base64url alphabet");
    group = ((group << 6) | value) & 0xffffff;
    const position = i % 4;
    // After 2, 3 and 4 characters one further byte is complete; 4, 2 and 0 bits are left over.
    if (position > 0) bytes[at++] = (group >> (6 - 2 * position)) & 0xff;
  }
  const unused = rest === 2 ? 0b1111 : rest === 3 ? 0b11 : 0;
  if ((group & unused) !== 0) throw new InvalidInputError("base64url trailing bits");
  return bytes;
}

/** As fromBase64Url, of exactly `length` bytes. */
export function fromBase64UrlOf(text: string, length: number): Bytes {
  const bytes = fromBase64Url(text);
  if (bytes.length !== length) throw new InvalidInputError("length of bytes");
  return bytes;
}

/** A fresh random id. */
export function newId(): Id {
  return toBase64Url(randomBytes(16)) as Id;
}

/** True for the canonical text of 16 bytes: 21 free characters and one whose last four bits are zero. */
export function isId(text: unknown): text is Id {
  return typeof text === "string" && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(text);
}

/** The 16 bytes of an id. */
export function idBytes(id: Id): Bytes {
  if (!isId(id)) throw new InvalidInputError("id");
  return fromBase64Url(id);
}

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** UTF-8 of a text; refuses lone surrogates, which would be silently replaced. */
export function encodeUtf8(text: string): Bytes {
  if (/\p{Surrogate}/u.test(text)) throw new InvalidInputError("lone surrogate");
  return new TextEncoder().encode(text);
}

/** The text of well-formed UTF-8, a byte-order mark kept as a character, else InvalidInputError. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InvalidInputError("UTF-8", { cause });
  }
}

/** 4 bytes, big-endian. */
export function encodeUint32(value: number): Bytes {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new InvalidInputError("uint32");
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** 8 bytes, big-endian. */
export function encodeUint64(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidInputError("uint64");
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** uint32 length, then the bytes: the one way in which variable parts are put after each other. */
export function lengthPrefixed(bytes: Uint8Array): Bytes {
  return concatBytes(encodeUint32(bytes.length), bytes);
}

/** Equality whose time depends on the lengths only. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i += 1) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

/** Its other end is closed: what is sent there goes nowhere. Never started, since Chromium would see that end then, and keep what is sent. */
let nowhere: MessagePort | undefined;

/**
 * Gives memory back at once; the bytes are gone afterwards. What WebCrypto, files and answers return lies in fresh memory each time, and the
 * garbage collector comes late. Views of a part of their memory are left alone. Many at once cost as little as one.
 *
 * Sent away rather than `transfer`red: Chromium would keep the memory of what it made itself, and count it no longer.
 */
export function release(...all: readonly Bytes[]): void {
  const whole = all.filter(({ byteLength, buffer }) => byteLength > 0 && byteLength === buffer.byteLength);
  nowhere ??= portToNowhere();
  nowhere.postMessage(null, whole.map(({ buffer }) => buffer));
}

function portToNowhere(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}

/** Overwrites secrets that are no longer needed. Best effort: engines may have copied them before. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}
