// Canonical JSON: RFC 8785 restricted to safe integers, with a parser that accepts exactly what the encoder writes
// (SPEC.md, "Canonical JSON"). One value has one text, so a signature or hash over the text is one over the value.
import canonicalize from "canonicalize";
import { decodeUtf8, encodeUtf8, type Bytes } from "./bytes.ts";
import { InvalidInputError } from "./errors.ts";

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

export interface JsonLimits {
  /** Of the UTF-8 text. */
  readonly maxBytes: number;
  /** How deep arrays and objects may stand in each other; a scalar has depth 0. Default 32. */
  readonly maxDepth?: number;
}

export const JSON_MAX_DEPTH = 32;

/** The one text of a value. InvalidInputError for what JSON, or this restriction of it, cannot say. */
export function encodeCanonicalJson(value: JsonValue, maxDepth: number = JSON_MAX_DEPTH): string {
  requirePlain(value, maxDepth);
  const text = canonicalize(value);
  if (text === undefined) throw new InvalidInputError("JSON value");
  return text;
}

/**
 * The value of a canonical text. InvalidInputError for anything else: other spacing, order or escapes, a name twice,
 * numbers that are not safe integers (also -0 and 1.0), lone surrogates, too deep, too long.
 */
export function parseCanonicalJson(text: string, limits: JsonLimits): JsonValue {
  if (text.length > limits.maxBytes) throw new InvalidInputError("JSON too long");
  if (encodeUtf8(text).length > limits.maxBytes) throw new InvalidInputError("JSON too long");
  const maxDepth = limits.maxDepth ?? JSON_MAX_DEPTH;
  requireShallow(text, maxDepth);
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new InvalidInputError("JSON", { cause });
  }
  // Encoding again and comparing refuses every second spelling of the same value, and names that stand twice.
  if (encodeCanonicalJson(value, maxDepth) !== text) throw new InvalidInputError("JSON not canonical");
  return value;
}

/** As parseCanonicalJson, from UTF-8. */
export function parseCanonicalJsonBytes(bytes: Uint8Array, limits: JsonLimits): JsonValue {
  if (bytes.length > limits.maxBytes) throw new InvalidInputError("JSON too long");
  return parseCanonicalJson(decodeUtf8(bytes), limits);
}

/** The UTF-8 of the one text of a value. */
export function encodeCanonicalJsonBytes(value: JsonValue, maxDepth: number = JSON_MAX_DEPTH): Bytes {
  return encodeUtf8(encodeCanonicalJson(value, maxDepth));
}

/** Counts brackets outside strings before JSON.parse sees the text, whose own recursion limits differ between engines. */
function requireShallow(text: string, maxDepth: number): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (inString) {
      if (character === "\\") i += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") {
      depth += 1;
      if (depth > maxDepth) throw new InvalidInputError("JSON too deep");
    } else if (character === "]" || character === "}") depth -= 1;
  }
}

function requirePlain(value: JsonValue, depthLeft: number): void {
  switch (typeof value) {
    case "string":
      if (/\p{Surrogate}/u.test(value)) throw new InvalidInputError("lone surrogate");
      return;
    case "number":
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new InvalidInputError("JSON number");
      return;
    case "boolean":
      return;
    case "object":
      if (value !== null) requirePlainContainer(value, depthLeft);
      return;
    default:
      throw new InvalidInputError("JSON value");
  }
}

function requirePlainContainer(value: object, depthLeft: number): void {
  if (depthLeft <= 0) throw new InvalidInputError("JSON too deep");
  if (Array.isArray(value)) {
    // Array.from turns holes into undefined, which is refused.
    for (const element of Array.from(value as JsonValue[])) requirePlain(element, depthLeft - 1);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new InvalidInputError("JSON object");
  for (const [name, element] of Object.entries(value as Record<string, JsonValue>)) {
    requirePlain(name, 0);
    requirePlain(element, depthLeft - 1);
  }
}
