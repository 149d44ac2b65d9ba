// X-Wing: the vectors of draft-connolly-cfrg-xwing-kem.
import { beforeAll, describe, expect, it } from "vitest";
import type { KemSeed } from "../../../crypto/bytes.ts";
import { sodiumReady } from "../../../crypto/primitives/sodium.ts";
import { kemPublicKey, xwingDecapsulate } from "../../../crypto/primitives/xwing-decapsulate.ts";
import { xwingEncapsulateWith } from "../../../crypto/primitives/xwing-encapsulate.ts";
import published from "../../../crypto/vectors/published/x-wing.json" with { type: "json" };
import { fromHex, toHex } from "./hex.ts";

type Vector = { seed: string; randomness: string; publicKey?: string; ciphertext?: string; publicKeyStart?: string; publicKeyEnd?: string; ciphertextStart?: string; ciphertextEnd?: string; sharedSecret: string };
const vectors: readonly Vector[] = published.vectors;

beforeAll(sodiumReady);

describe("X-Wing", () => {
  it("has two vectors of the draft", () => expect(vectors).toHaveLength(2));

  it.each(vectors)("reproduces the draft's vector of seed $seed", (vector) => {
    const publicKey = kemPublicKey(fromHex(vector.seed) as KemSeed);
    const { ciphertext, sharedSecret } = xwingEncapsulateWith(publicKey, fromHex(vector.randomness));
    expect(toHex(publicKey).startsWith(vector.publicKey ?? vector.publicKeyStart!)).toBe(true);
    expect(toHex(publicKey).endsWith(vector.publicKey ?? vector.publicKeyEnd!)).toBe(true);
    expect(toHex(ciphertext).startsWith(vector.ciphertext ?? vector.ciphertextStart!)).toBe(true);
    expect(toHex(ciphertext).endsWith(vector.ciphertext ?? vector.ciphertextEnd!)).toBe(true);
    expect(toHex(sharedSecret)).toBe(vector.sharedSecret);
    expect(toHex(xwingDecapsulate(fromHex(vector.seed) as KemSeed, ciphertext)!)).toBe(vector.sharedSecret);
  });
});
