// Access codes: what is accepted as typed, and that the check symbols notice what people get wrong.
import { describe, expect, it } from "vitest";
import { containsAccessCode, createAccessCode, deriveInvitationKeys, parseAccessCode, type Id } from "../../crypto/index.ts";
import { accessCodeWith } from "../../crypto/invitation/code.ts";
import { checkSymbols, holdsCheck } from "../../crypto/invitation/check-symbols.ts";
import { CROCKFORD_ALPHABET, decodeCrockford } from "../../crypto/primitives/crockford.ts";

const code = accessCodeWith(Uint8Array.of(3, 31, 0, 17, 8, 8, 29, 1, 14, 22, 5, 30, 12));
const symbolsOf = (text: string): string[] => [...text.replaceAll("-", "")];
const randomCodes = (count: number): string[] => Array.from({ length: count }, createAccessCode);

describe("an access code", () => {
  it("is 15 Crockford symbols in three groups, and parses to itself", () => {
    for (const each of randomCodes(200)) {
      expect(each).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(parseAccessCode(each)).toBe(each);
    }
  });

  it("carries 65 random bits: all 32 symbols come up in each of 13 places", () => {
    const seen = Array.from({ length: 13 }, () => new Set<string>());
    for (const each of randomCodes(2000)) for (const [place, symbol] of symbolsOf(each).slice(0, 13).entries()) seen[place]!.add(symbol);
    for (const symbols of seen) expect(symbols.size).toBe(32);
  });

  it("notices every single wrong symbol, at every place", () => {
    const parsedTexts: (string | null)[] = [];
    for (const each of [code, ...randomCodes(20)]) {
      const symbols = symbolsOf(each);
      for (const [place, right] of symbols.entries()) {
        for (const wrong of CROCKFORD_ALPHABET) {
          if (wrong !== right) parsedTexts.push(parseAccessCode(symbols.with(place, wrong).join("")));
        }
      }
    }
    expect(parsedTexts).toHaveLength(21 * 15 * 31);
    expect(parsedTexts.filter((parsed) => parsed !== null)).toEqual([]);
  });

  it("notices every exchange of two symbols, neighbours or not", () => {
    let exchanges = 0;
    for (const each of [code, ...randomCodes(200)]) {
      const symbols = symbolsOf(each);
      for (let i = 0; i < 15; i += 1) {
        for (let j = i + 1; j < 15; j += 1) {
          if (symbols[i] === symbols[j]) continue;
          exchanges += 1;
          expect(parseAccessCode(symbols.with(i, symbols[j]!).with(j, symbols[i]!).join(""))).toBeNull();
        }
      }
    }
    expect(exchanges).toBeGreaterThan(15_000);
  });

  it("has distance 3: no code differs from another in one or two places only", () => {
    // The code is linear, so it is enough that no word of weight 1 or 2 holds.
    const zeros = Array.from({ length: 15 }, () => 0);
    let words = 0;
    for (let i = 0; i < 15; i += 1) {
      for (let a = 1; a < 32; a += 1) {
        expect(holdsCheck(zeros.with(i, a))).toBe(false);
        for (let j = i + 1; j < 15; j += 1) {
          for (let b = 1; b < 32; b += 1) {
            words += 1;
            if (holdsCheck(zeros.with(i, a).with(j, b))) throw new Error(`weight 2 at ${i}, ${j}`);
          }
        }
      }
    }
    expect(words).toBe(105 * 31 * 31);
  });

  it("computes check symbols that hold", () => {
    for (const each of randomCodes(500)) {
      const data = decodeCrockford(symbolsOf(each).slice(0, 13).join(""))!;
      expect(holdsCheck([...data, ...checkSymbols(data)])).toBe(true);
    }
  });
});

describe("a typed access code", () => {
  const bare = code.replaceAll("-", "");
  it.each([
    ["lower case", code.toLowerCase()],
    ["no dashes", bare],
    ["spaces", [...bare].join(" ")],
    ["other dashes", code.replaceAll("-", " – ")],
    ["line breaks and tabs", `\n\t${code.replace("-", "\r\n")} `],
    ["an invisible space", code.replace("-", "\u200b-")],
    ["letters for digits", code.replaceAll("0", "O").replaceAll("1", "I")],
    ["small letters for digits", code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l")],
    ["full-width characters", [...bare].map((symbol) => String.fromCodePoint(symbol.codePointAt(0)! + 0xfee0)).join("")],
  ])("is accepted with %s", (_, typed) => expect(parseAccessCode(typed)).toBe(code));

  it.each([
    ["nothing", ""],
    ["a symbol too few", bare.slice(1)],
    ["a symbol too many", `${bare}0`],
    ["U, which is no symbol", bare.replace(/[A-Z]/, "U")],
    ["other signs", bare.replace(/^./, "$")],
    ["very much", code.repeat(100_000)],
  ])("is refused with %s", (_, typed) => expect(parseAccessCode(typed)).toBeNull());
});

describe("a notice", () => {
  it.each([code, code.toLowerCase(), code.replaceAll("-", ""), [...code].join(" "), code.replaceAll("0", "o").replaceAll("-", "."), `${code.slice(0, 9)}\n\n* ${code.slice(9)}`])(
    "is seen to contain a code written as %j",
    (written) => expect(containsAccessCode(`Your code: ${written}.\nRegards`, ["00000-00000-00000", code])).toBe(true),
  );
  it("without a code, or with another one, is let through", () => {
    expect(containsAccessCode("Dear colleague, the X-ray is ready. Phone 030 1234567", [code])).toBe(false);
    expect(containsAccessCode(accessCodeWith(new Uint8Array(13).fill(9)), [code])).toBe(false);
    expect(containsAccessCode("anything", [])).toBe(false);
  });
});

describe("invitation keys", () => {
  const id = "AAECAwQFBgcICQoLDA0ODw" as Id;

  it("are three different ones, the same for every spelling of the code, and others for another invitation or code", async () => {
    const keys = await deriveInvitationKeys(code, id);
    const texts = [keys.escrowKey, keys.proof, keys.claimKey].map((key) => key.join());
    expect(new Set(texts).size).toBe(3);
    for (const key of [keys.escrowKey, keys.proof, keys.claimKey]) expect(key).toHaveLength(32);
    expect((await deriveInvitationKeys(code.toLowerCase().replaceAll("-", " "), id)).proof).toEqual(keys.proof);
    expect((await deriveInvitationKeys(code, "AAECAwQFBgcICQoLDA0OEA" as Id)).proof).not.toEqual(keys.proof);
    expect((await deriveInvitationKeys(createAccessCode(), id)).proof).not.toEqual(keys.proof);
  });

  it("are refused for what is no code", async () => {
    await expect(deriveInvitationKeys("00000-00000-00001", id)).rejects.toMatchObject({ code: "invalid_input" });
  });
});
