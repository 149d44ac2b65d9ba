// Closed shapes: which fields an object of the protocol has, no more and no fewer (SPEC.md, "Signed objects").
// A shape is a guard with a type, so a parsed object's type and its check cannot drift apart.
import { isAddress, type Address } from "./address.ts";
import { fromBase64Url, isId, type Id } from "./bytes.ts";

export type Shape<T> = (value: unknown) => value is T;
export type ShapeOf<S> = S extends Shape<infer T> ? T : never;

/** What `shape` accepts, and `holds` too: rules that span several fields. */
export function refine<T>(shape: Shape<T>, holds: (value: T) => boolean): Shape<T> {
  return (value): value is T => shape(value) && holds(value);
}

/** Exactly this value. */
export function literal<const T extends string | number | boolean | null>(expected: T): Shape<T> {
  return (value): value is T => value === expected;
}

/** One of these strings. */
export function oneOf<const T extends string>(...expected: readonly T[]): Shape<T> {
  return (value): value is T => (expected as readonly unknown[]).includes(value);
}

/** One of these numbers. */
export function oneOfNumbers<const T extends number>(...expected: readonly T[]): Shape<T> {
  return (value): value is T => (expected as readonly unknown[]).includes(value);
}

export const flag: Shape<boolean> = (value): value is boolean => typeof value === "boolean";

/** An integer from 0 to 2^53-1. */
export const count: Shape<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The last moment that a calendar of ECMAScript has (section 21.4.1.1), in unix milliseconds. */
const LAST_MOMENT = 8.64e15;

/** Unix milliseconds that can be shown as a date: with others a sender could stop the program that shows them. */
export const moment: Shape<number> = refine(count, (value) => value <= LAST_MOMENT);

/** Unix seconds, likewise. */
export const momentInSeconds: Shape<number> = refine(count, (value) => value * 1000 <= LAST_MOMENT);

/** A string of at most so many UTF-16 code units; control characters (line breaks too) are refused. */
export function line(limits: { readonly max: number; readonly min?: number }): Shape<string> {
  return (value): value is string =>
    typeof value === "string" && value.length >= (limits.min ?? 0) && value.length <= limits.max && !/\p{Cc}/u.test(value);
}

export const id: Shape<Id> = (value): value is Id => isId(value);

export const address: Shape<Address> = (value): value is Address => typeof value === "string" && isAddress(value);

/** Canonical base64url of exactly so many bytes. */
export function bytesText(length: number): Shape<string> {
  return (value): value is string => {
    if (typeof value !== "string" || value.length !== Math.ceil((length * 4) / 3)) return false;
    try {
      return fromBase64Url(value).length === length;
    } catch {
      return false;
    }
  };
}

/** Base64url of a SHA-256. */
export const hash: Shape<string> = bytesText(32);

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value): value is T | null => value === null || shape(value);
}

declare const absent: unique symbol;
/** A field that may be missing; a field that is present must fit. Only for `record`. */
export type Optional<T> = Shape<T | undefined> & { readonly [absent]: true };

export function optional<T>(shape: Shape<T>): Optional<T> {
  return ((value: unknown) => value === undefined || shape(value)) as Optional<T>;
}

export function listOf<T>(shape: Shape<T>, limits: { readonly max: number; readonly min?: number }): Shape<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length >= (limits.min ?? 0) && value.length <= limits.max && value.every((element) => shape(element));
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type FieldsOf<F> = { readonly [Name in keyof F as F[Name] extends Optional<unknown> ? never : Name]: ShapeOf<F[Name]> }
  & { readonly [Name in keyof F as F[Name] extends Optional<unknown> ? Name : never]?: Exclude<ShapeOf<F[Name]>, undefined> };
type Plain<T> = { readonly [Name in keyof T]: T[Name] };

/** Exactly these fields: an unknown or a missing one is refused. A field that is present and undefined is refused too. */
export function record<const F extends Fields>(fields: F): Shape<Plain<FieldsOf<F>>> {
  const names = Object.keys(fields);
  return (value): value is Plain<FieldsOf<F>> => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const object = value as Readonly<Record<string, unknown>>;
    return Object.keys(object).every((name) => Object.hasOwn(fields, name) && object[name] !== undefined)
      && names.every((name) => fields[name]!(Object.hasOwn(object, name) ? object[name] : undefined));
  };
}
