// Canonical JSON: the parser accepts exactly what the encoder writes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeCanonicalJson, parseCanonicalJson, parseCanonicalJsonBytes, type JsonValue } from "../../crypto/canonical-json.ts";
import { encodeUtf8 } from "../../crypto/bytes.ts";
import { InvalidInputError } from "../../crypto/errors.ts";
import { unlessRefused } from "./refused.ts";

const LIMITS = { maxBytes: 10_000 };

const { value: anyValue } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger().filter((number) => !Object.is(number, -0)),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: "grapheme" }), tie("value"), { maxKeys: 4 }),
  ) as fc.Arbitrary<JsonValue>,
}));

describe("canonical JSON", () => {
  it("parses what it encoded, and encodes that alike", () => {
    fc.assert(fc.property(anyValue, (value) => {
      const text = encodeCanonicalJson(value);
      const parsed = parseCanonicalJson(text, { maxBytes: 1_000_000 });
      expect(parsed).toEqual(value);
      expect(encodeCanonicalJson(parsed)).toBe(text);
    }));
  });

  it("writes the texts of RFC 8785 (sections 3.2.2 and 3.2.3, without fractions)", () => {
    expect(encodeCanonicalJson({ string: "\u20AC$\u000F\u000aA'\u0042\u0022\u005c\\\"\u002f", literals: [null, true, false] }))
      .toBe('{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
    const sorted = { "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" };
    expect(Object.values(JSON.parse(encodeCanonicalJson(sorted)) as object).length).toBe(7);
    expect([...encodeCanonicalJson(sorted).matchAll(/:"([^"]*)"/g)].map((match) => match[1])).toEqual([
      "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  it.each([
    ["white space", '{"a": 1}'],
    ["white space around", ' {"a":1}'],
    ["another order", '{"b":1,"a":2}'],
    ["a name twice", '{"a":1,"a":1}'],
    ["a name twice, another value", '{"a":1,"a":2}'],
    ["a needless escape", '{"a":"\\u0041"}'],
    ["an escaped slash", '"\\/"'],
    ["upper-case hexadecimal", '"\\u000F"'],
    ["a fraction", "1.5"],
    ["an integer written as a fraction", "1.0"],
    ["an exponent", "1e3"],
    ["minus zero", "-0"],
    ["an unsafe integer", "9007199254740992"],
    ["an infinite number", "1e999"],
    ["a lone surrogate, escaped", '"\\ud800"'],
    ["a lone surrogate, raw", '"\ud800"'],
    ["a lone surrogate in a name", '{"\\udc00":1}'],
    ["two values", "1 2"],
    ["nothing", ""],
    ["no JSON", "undefined"],
    ["a byte-order mark", "\uFEFF{}"],
    ["a comment", "{}//"],
  ])("refuses %s", (_, text) => expect(() => parseCanonicalJson(text, LIMITS)).toThrow(InvalidInputError));

  it("keeps a field named __proto__ a plain field", () => {
    const parsed = parseCanonicalJson('{"__proto__":{"admin":true}}', LIMITS) as { admin?: boolean };
    expect(parsed.admin).toBeUndefined();
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  });

  it("refuses what is deeper than 32, however long it is", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(() => parseCanonicalJson(nested(32), LIMITS)).not.toThrow();
    expect(() => parseCanonicalJson(nested(33), LIMITS)).toThrow(InvalidInputError);
    expect(() => parseCanonicalJson(nested(200_000), { maxBytes: 1_000_000 })).toThrow(/too deep/);
    const nestedObjects = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    expect(() => parseCanonicalJson(nestedObjects(32), LIMITS)).not.toThrow();
    expect(() => parseCanonicalJson(nestedObjects(33), LIMITS)).toThrow(/too deep/);
    expect(() => parseCanonicalJson(nestedObjects(1000), LIMITS)).toThrow(/too deep/);
  });

  it("counts depth, not brackets: neighbours and strings do not add up", () => {
    const values: JsonValue[] = [
      Array.from({ length: 100 }, () => []), Array.from({ length: 100 }, () => ({})), "[".repeat(100), `\\"${"[{".repeat(50)}`, `\\${"{".repeat(50)}`,
      { [`"${"[".repeat(50)}`]: "]" }, ["\\", "[".repeat(50), "\"", "{".repeat(50)],
    ];
    for (const value of values) expect(parseCanonicalJson(encodeCanonicalJson(value), LIMITS)).toEqual(value);
    expect(() => parseCanonicalJson(`["\\\\",${"[".repeat(32)}${"]".repeat(32)}]`, LIMITS)).toThrow(/too deep/);
  });

  it("encodes as deep as it parses, and no deeper", () => {
    const nested = (depth: number): JsonValue => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(encodeCanonicalJson(nested(32))).toBe(`${"[".repeat(32)}1${"]".repeat(32)}`);
    expect(() => encodeCanonicalJson(nested(33))).toThrow(InvalidInputError);
    const nestedObjects = (depth: number): JsonValue => (depth === 0 ? 1 : { a: nestedObjects(depth - 1) });
    expect(() => encodeCanonicalJson(nestedObjects(32))).not.toThrow();
    expect(() => encodeCanonicalJson(nestedObjects(33))).toThrow(InvalidInputError);
  });

  it("measures bytes, not characters", () => {
    expect(() => parseCanonicalJson('"äää"', { maxBytes: 8 })).not.toThrow();
    expect(() => parseCanonicalJson('"äää"', { maxBytes: 7 })).toThrow(InvalidInputError);
    expect(() => parseCanonicalJsonBytes(encodeUtf8('"äää"'), { maxBytes: 8 })).not.toThrow();
    expect(() => parseCanonicalJsonBytes(encodeUtf8('"äää"'), { maxBytes: 7 })).toThrow(InvalidInputError);
    expect(() => parseCanonicalJson('"abc"', { maxBytes: 5 })).not.toThrow();
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(() => parseCanonicalJsonBytes(Uint8Array.of(0x22, 0xff, 0x22), LIMITS)).toThrow(InvalidInputError);
  });

  it.each([
    ["a fraction", 1.5], ["not a number", Number.NaN], ["an unsafe integer", 2 ** 53], ["minus zero", -0], ["undefined", undefined],
    ["a field that is undefined", { a: undefined }], ["a hole", Object.assign([], { length: 1 })], ["a function", () => 1], ["a big integer", 1n],
    ["a date", new Date(0)], ["a byte array", new Uint8Array(1)], ["a lone surrogate", "\udfff"], ["a map", new Map()],
  ])("does not encode %s", (_, value) => expect(() => encodeCanonicalJson(value as JsonValue)).toThrow(InvalidInputError));

  it("accepts no text but its own spelling, whatever the text", () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string({ unit: fc.constantFrom(...'{}[]":,0123456789.eE+-\\u tfn') })), (text) => {
      const again = unlessRefused(InvalidInputError, () => encodeCanonicalJson(parseCanonicalJson(text, LIMITS)));
      expect([null, text]).toContain(again);
    }), { numRuns: 500 });
  });
});
