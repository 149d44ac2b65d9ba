// Canonical JSON against RFC 8785: its texts byte for byte, and its numbers as far as ours go, which are integers.
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../crypto/bytes.ts";
import { encodeCanonicalJson, parseCanonicalJson, type JsonValue } from "../../../crypto/canonical-json.ts";
import { InvalidInputError } from "../../../crypto/errors.ts";
import rfc8785 from "../../../crypto/vectors/published/json-rfc-8785.json" with { type: "json" };
import { fromHex, toHex } from "./hex.ts";

const LIMITS = { maxBytes: 10_000 };
const numberOf = (bits: string): number => new DataView(fromHex(bits).buffer).getFloat64(0);

describe("canonical JSON and RFC 8785", () => {
  it.each(rfc8785.texts)("writes $name byte for byte, takes that and refuses the input's spelling", ({ input, output }) => {
    const written = encodeCanonicalJson(JSON.parse(input) as JsonValue);
    expect(toHex(encodeUtf8(written))).toBe(toHex(encodeUtf8(output)));
    expect(encodeCanonicalJson(parseCanonicalJson(output, LIMITS))).toBe(output);
    expect(() => parseCanonicalJson(input, LIMITS)).toThrow(InvalidInputError);
  });

  it.each(rfc8785.refused)("refuses $name, which has fractions, in either spelling", ({ text, canonical }) => {
    expect(() => encodeCanonicalJson(JSON.parse(text) as JsonValue)).toThrow(InvalidInputError);
    for (const each of [text, canonical]) expect(() => parseCanonicalJson(each, LIMITS)).toThrow(InvalidInputError);
  });

  it("has the appendix's 26 numbers", () => expect(rfc8785.numbers).toHaveLength(26));

  // Zero alone of them is an integer that every JSON parser keeps exactly and writes in one way.
  it.each(rfc8785.numbers)("$bits is $text, or refused", ({ bits, text }) => {
    const value = numberOf(bits);
    if (text !== null) expect(JSON.stringify(value)).toBe(text);
    if (Object.is(value, 0)) {
      expect(encodeCanonicalJson(value)).toBe(text);
      expect(parseCanonicalJson("0", LIMITS)).toBe(0);
    } else {
      expect(() => encodeCanonicalJson(value)).toThrow(InvalidInputError);
      if (text !== null && text !== "0") expect(() => parseCanonicalJson(text, LIMITS)).toThrow(InvalidInputError);
    }
  });
});
