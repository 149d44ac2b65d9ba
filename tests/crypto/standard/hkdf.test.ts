// HKDF-Expand against RFC 5869's vectors, with both hashes, and against the platform's own HKDF.
import { describe, expect, it } from "vitest";
import { hkdfExpand } from "../../../crypto/primitives/hkdf.ts";
import { hmacSha256, hmacSha512 } from "../../../crypto/primitives/hmac.ts";
import rfc5869 from "../../../crypto/vectors/published/hkdf-rfc-5869.json" with { type: "json" };
import { fromHex, toHex } from "./hex.ts";

/** HKDF-Extract: without a salt the key is zeros of the hash's length. */
const extract = {
  "SHA-256": (salt: Uint8Array, inputKey: Uint8Array) => hmacSha256(salt.length > 0 ? salt : new Uint8Array(32), inputKey),
  "SHA-512": (salt: Uint8Array, inputKey: Uint8Array) => hmacSha512(salt.length > 0 ? salt : new Uint8Array(64), inputKey),
};

describe.each(["SHA-256", "SHA-512"] as const)("HKDF with %s", (hash) => {
  it.each(rfc5869.vectors)("expands as RFC 5869, $name", async (vector) => {
    const expected = vector[hash];
    expect(toHex(await extract[hash](fromHex(vector.salt), fromHex(vector.inputKey)))).toBe(expected.prk);
    expect(toHex(await hkdfExpand(fromHex(expected.prk), { hash, info: fromHex(vector.info), length: vector.length }))).toBe(expected.output);
  });

  it("agrees with the platform's HKDF at every length around the block", async () => {
    const inputKey = crypto.getRandomValues(new Uint8Array(64));
    const salt = crypto.getRandomValues(new Uint8Array(24));
    const info = crypto.getRandomValues(new Uint8Array(100));
    const prk = await extract[hash](salt, inputKey);
    const key = await crypto.subtle.importKey("raw", inputKey, "HKDF", false, ["deriveBits"]);
    for (const length of [1, 12, 31, 32, 33, 63, 64, 65, 76, 127, 128, 129, 255]) {
      const theirs = await crypto.subtle.deriveBits({ name: "HKDF", hash, salt, info }, key, 8 * length);
      expect(toHex(await hkdfExpand(prk, { hash, info, length }))).toBe(toHex(new Uint8Array(theirs)));
    }
  });
});
