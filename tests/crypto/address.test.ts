// Addresses: one form for each, and nothing that two programs would read differently.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAddress, normaliseAddress } from "../../crypto/address.ts";
import { InvalidInputError } from "../../crypto/errors.ts";
import { unlessRefused } from "./refused.ts";

describe("normaliseAddress", () => {
  it.each([
    ["  Anna.Meyer@Praxis.Example ", "anna.meyer@praxis.example"],
    ["anna+lab@praxis.example", "anna+lab@praxis.example"],
    ["info@zahnärzte.example", "info@xn--zahnrzte-3za.example"],
    ["info@ZAHNÄRZTE.example", "info@xn--zahnrzte-3za.example"],
    ["info@xn--zahnrzte-3za.example", "info@xn--zahnrzte-3za.example"],
    ["info@straße.example", "info@xn--strae-oqa.example"],
    ["zahna\u0308rztin@praxis.example", "zahn\u00e4rztin@praxis.example"],
    ["\u00c4rztin@praxis.example", "\u00e4rztin@praxis.example"],
    ["a@\uFF50raxis.example", "a@praxis.example"],
    ["o'brien_x{y}@sub.praxis.example", "o'brien_x{y}@sub.praxis.example"],
    ["1@2.example", "1@2.example"],
  ])("writes %j as %j", (typed, normal) => expect(normaliseAddress(typed)).toBe(normal));

  it.each([
    "", "@", "anna", "anna@", "@praxis.example", "anna@praxis", "anna@.example", "anna@praxis..example", "anna@praxis.example.",
    ".anna@praxis.example", "anna.@praxis.example", "an..na@praxis.example", "an na@praxis.example", "\"anna\"@praxis.example",
    "a@b@praxis.example", "anna@-praxis.example", "anna@praxis-.example", "anna@prax_is.example", "anna@praxis.example/x",
    "anna@praxis.example:80", "anna@user:pw@praxis.example", "anna@[127.0.0.1]", "anna@127.0.0.1", "anna@0x7f.1", "anna@1.2",
    "anna@praxis.example?x", "anna@praxis.example#x", "anna@%70raxis.example", "anna@praxis\\.example", "anna@praxis.example\r\nBcc: x@y.example",
    "anna\n@praxis.example", "an\u0000na@praxis.example", "an\u202ena@praxis.example", "an\u200bna@praxis.example", "anna@praxis.123",
    "anna<x@praxis.example", "anna,x@praxis.example", "\ud800@praxis.example", `${"a".repeat(65)}@praxis.example`,
    `a@${"b".repeat(64)}.example`, `a@${Array.from({ length: 63 }, () => "abc").join(".")}.example`, "anna@xn--a.example",
  ])("refuses %j", (typed) => expect(() => normaliseAddress(typed)).toThrow(InvalidInputError));

  it("is settled after one time, whatever is typed", () => {
    const typed = fc.oneof(
      fc.emailAddress(),
      fc.tuple(fc.string({ unit: "grapheme", minLength: 1 }), fc.domain()).map(([local, domain]) => `${local}@${domain}`),
      fc.tuple(fc.constant("a"), fc.string({ unit: "grapheme", minLength: 1 })).map(([local, domain]) => `${local}@${domain}.example`),
      fc.string({ unit: "binary" }),
    );
    fc.assert(fc.property(typed, (text) => {
      const normal = unlessRefused(InvalidInputError, () => normaliseAddress(text));
      expect(isAddress(text)).toBe(normal === text);
      expect(normal === null || isAddress(normal)).toBe(true);
      expect(normal ?? "").not.toMatch(/[\s\p{Cc}"<>,;:\\]/u);
      expect(normal ?? "").toSatisfy((value: string) => value.length <= 254);
    }), { numRuns: 1000 });
  });

  it("says nothing of the address in its errors", () => {
    expect(() => normaliseAddress("very.secret@nowhere")).toThrow(/^(?!.*(secret|nowhere))/);
  });
});
