// Cobblestone-256 at the standard's 16 KiB: the vectors of C2SP chunked-encryption.
import { describe, expect, it } from "vitest";
import { InvalidInputError, OpenError } from "../../../crypto/errors.ts";
import { cobblestoneOpen } from "../../../crypto/primitives/cobblestone.ts";
import { STANDARD_RECORD_BYTES } from "../../../crypto/primitives/cobblestone-length.ts";
import { sha512 } from "../../../crypto/primitives/hash.ts";
import published from "../../../crypto/vectors/published/cobblestone-256.json" with { type: "json" };
import { fromHex, inflate, toHex } from "./hex.ts";

const { tests } = published;

async function openTest(test: (typeof tests)[number]): Promise<Uint8Array> {
  const scope = { key: fromHex(test.key), context: fromHex(test.context), recordBytes: STANDARD_RECORD_BYTES };
  return cobblestoneOpen(scope, await inflate(fromHex(test.ciphertextZlib)));
}

describe("Cobblestone-256 at 16 KiB", () => {
  it("has 33 published vectors, valid and invalid ones", () => {
    expect(tests.filter((test) => test.result === "valid")).toHaveLength(8);
    expect(tests.filter((test) => test.result === "invalid")).toHaveLength(25);
  });

  it.each(tests.filter((test) => test.result === "valid"))("$tcId opens: $comment", async (test) => {
    const plaintext = await openTest(test);
    expect(plaintext.length).toBe(test.plaintextLength);
    expect(toHex(await sha512(plaintext))).toBe(test.plaintextSha512);
  });

  it.each(tests.filter((test) => test.result === "invalid"))("$tcId is refused: $comment", async (test) => {
    await expect(openTest(test)).rejects.toThrow(test.key.length === 64 ? OpenError : InvalidInputError);
  });
});
