// Base64url, ids, UTF-8 and fixed-width integers: one text for each byte string, everything else refused.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  constantTimeEqual, decodeUtf8, encodeUint32, encodeUint64, encodeUtf8, fromBase64Url, fromBase64UrlOf, idBytes, isId, newId, toBase64Url,
} from "../../crypto/bytes.ts";
import { ByteReader } from "../../crypto/byte-reader.ts";
import { InvalidInputError } from "../../crypto/errors.ts";
import { unlessRefused } from "./refused.ts";

describe("base64url", () => {
  it("agrees with Node's and comes back", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64Url(text)).toEqual(bytes);
    }));
  });

  it("keeps long strings whole", () => {
    const bytes = new Uint8Array(100_003).map((_, index) => index * 7);
    expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  });

  it("accepts no second spelling of any bytes", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."AZaz09-_+/= \n") }), (text) => {
      const bytes = unlessRefused(InvalidInputError, () => fromBase64Url(text));
      expect(bytes === null || toBase64Url(bytes) === text).toBe(true);
    }));
  });

  it.each([["padding", "AA=="], ["the other alphabet", "+/+/"], ["one character left over", "AAAAA"], ["unused bits", "AB"], ["unused bits", "AAB"], ["a space", "AA A"], ["beyond ASCII", "ÄÄÄÄ"]])(
    "refuses %s (%s)", (_, text) => expect(() => fromBase64Url(text)).toThrow(InvalidInputError),
  );

  it("refuses another length than asked for", () => {
    expect(() => fromBase64UrlOf(toBase64Url(new Uint8Array(31)), 32)).toThrow(InvalidInputError);
  });
});

describe("ids", () => {
  it("are 22 characters of 16 fresh bytes", () => {
    const ids = Array.from({ length: 200 }, newId);
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) {
      expect(isId(id)).toBe(true);
      expect(idBytes(id)).toHaveLength(16);
    }
  });

  it.each(["", "A".repeat(21), "A".repeat(23), `${"A".repeat(21)}B`, `${"A".repeat(21)}=`, null, 7])("refuse %j", (text) => {
    expect(isId(text)).toBe(false);
  });

  it("are exactly the texts that decode to 16 bytes", () => {
    fc.assert(fc.property(fc.string({ minLength: 22, maxLength: 22, unit: fc.constantFrom(..."AQgwBx-_9") }), (text) => {
      expect(isId(text)).toBe(unlessRefused(InvalidInputError, () => fromBase64Url(text)) !== null);
    }));
  });
});

describe("UTF-8", () => {
  it("comes back for every well-formed text, a byte-order mark included", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      fc.pre(text.isWellFormed());
      expect(decodeUtf8(encodeUtf8(text))).toBe(text);
    }));
    expect(decodeUtf8(encodeUtf8("\uFEFFa"))).toBe("\uFEFFa");
  });

  it("refuses lone surrogates and malformed bytes instead of replacing them", () => {
    expect(() => encodeUtf8("a\uD800b")).toThrow(InvalidInputError);
    expect(() => encodeUtf8("\uDC00")).toThrow(InvalidInputError);
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
      expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(InvalidInputError);
    }
  });
});

describe("integers", () => {
  it("are big-endian and refuse what does not fit", () => {
    expect(encodeUint32(0x01020304)).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect(encodeUint64(2 ** 53 - 1)).toEqual(Uint8Array.of(0, 0x1f, 255, 255, 255, 255, 255, 255));
    for (const value of [-1, 1.5, 2 ** 32, Number.NaN]) expect(() => encodeUint32(value)).toThrow(InvalidInputError);
    for (const value of [-1, 0.5, 2 ** 53, Number.POSITIVE_INFINITY]) expect(() => encodeUint64(value)).toThrow(InvalidInputError);
  });
});

describe("constantTimeEqual", () => {
  it("compares contents and lengths", () => {
    fc.assert(fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      expect(constantTimeEqual(a, b)).toBe(Buffer.compare(a, b) === 0);
      expect(constantTimeEqual(a, a.slice())).toBe(true);
    }));
  });
});

describe("ByteReader", () => {
  it("never reads past the end, nor a part longer than allowed", () => {
    const reader = new ByteReader(Uint8Array.of(0, 0, 0, 2, 8, 9, 0, 0, 0, 5, 1));
    expect(reader.takeLengthPrefixed(2)).toEqual(Uint8Array.of(8, 9));
    expect(() => reader.takeLengthPrefixed(4)).toThrow(InvalidInputError);
    expect(() => new ByteReader(Uint8Array.of(0, 0, 0, 5, 1)).takeLengthPrefixed(9)).toThrow(InvalidInputError);
    expect(() => new ByteReader(Uint8Array.of(0, 0)).takeLengthPrefixed(9)).toThrow(InvalidInputError);
    expect(new ByteReader(Uint8Array.of(0, 0, 0, 0)).takeLengthPrefixed(0)).toHaveLength(0);
  });
});
