// Ed25519: RFC 8032's vectors, and the strictness that the RFC leaves open (SPEC.md, "Signatures").
import { beforeAll, describe, expect, it } from "vitest";
import { encodeUtf8, type SignSeed } from "../../../crypto/bytes.ts";
import { signEd25519, signPublicKey } from "../../../crypto/primitives/ed25519-sign.ts";
import { verifyEd25519 } from "../../../crypto/primitives/ed25519-verify.ts";
import { sodiumReady } from "../../../crypto/primitives/sodium.ts";
import edgeCases from "../../../crypto/vectors/published/ed25519-edge-cases.json" with { type: "json" };
import rfc8032 from "../../../crypto/vectors/published/ed25519-rfc-8032.json" with { type: "json" };
import { fromHex, toHex } from "./hex.ts";

beforeAll(sodiumReady);

describe("Ed25519", () => {
  it("has RFC 8032's five vectors", () => expect(rfc8032.vectors).toHaveLength(5));

  it.each(rfc8032.vectors)("makes and accepts the signature of RFC 8032's $name, and no other", (vector) => {
    const seed = fromHex(vector.seed) as SignSeed;
    const [publicKey, message, signature] = [vector.publicKey, vector.message, vector.signature].map(fromHex) as [Uint8Array, Uint8Array, Uint8Array];
    expect(toHex(signPublicKey(seed))).toBe(vector.publicKey);
    expect(toHex(signEd25519(seed, message))).toBe(vector.signature);
    expect(verifyEd25519(publicKey, { message, signature })).toBe(true);
    expect(verifyEd25519(publicKey, { message: Uint8Array.of(...message, 0), signature })).toBe(false);
    for (let bit = 0; bit < 512; bit += 1) {
      const flipped = signature.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(verifyEd25519(publicKey, { message, signature: flipped })).toBe(false);
    }
  });

  // Of the ten, only the one that every verification equation accepts.
  it("is strict: refuses small order, S ≥ L, encodings that are not canonical, and what needs the cofactor", () => {
    const { cases } = edgeCases;
    const accepted = cases.filter((each) => verifyEd25519(fromHex(each.publicKey), { message: fromHex(each.message), signature: fromHex(each.signature) }));
    expect(cases).toHaveLength(10);
    expect(accepted.map((each) => each.comment)).toEqual(["mixed-order key and R, valid with and without cofactor"]);
  });

  /** The eight points of small order, and every other spelling of them: y + p, and the sign of x = 0. */
  const smallOrder = [
    ["order 1", `01${"00".repeat(31)}`],
    ["order 1, with x's sign", `01${"00".repeat(30)}80`],
    ["order 1, y + p", `ee${"ff".repeat(30)}7f`],
    ["order 1, y + p, with x's sign", `ee${"ff".repeat(31)}`],
    ["order 2", `ec${"ff".repeat(30)}7f`],
    ["order 2, with x's sign", `ec${"ff".repeat(31)}`],
    ["order 4", "00".repeat(32)],
    ["order 4, the other x", `${"00".repeat(31)}80`],
    ["order 4, y + p", `ed${"ff".repeat(30)}7f`],
    ["order 4, y + p, the other x", `ed${"ff".repeat(31)}`],
    ["order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"],
    ["order 8, the other x", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"],
    ["order 8, the other y", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"],
    ["order 8, the other x and y", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"],
    ["no point, and not canonical", "ff".repeat(32)],
  ] as const;

  it.each(smallOrder)("accepts nothing under a key of %s", (_, key) => {
    for (const [, r] of smallOrder) {
      for (const message of ["", "x", "another"]) {
        expect(verifyEd25519(fromHex(key), { message: encodeUtf8(message), signature: fromHex(r + "00".repeat(32)) })).toBe(false);
      }
    }
  });

  it("refuses the same signature with S + L, though the equation holds", () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    for (const vector of rfc8032.vectors) {
      const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes.slice().reverse())}`);
      const signature = fromHex(vector.signature);
      const other = (littleEndian(signature.subarray(32)) + order).toString(16).padStart(64, "0");
      const malleated = Uint8Array.of(...signature.subarray(0, 32), ...fromHex(other).reverse());
      expect(verifyEd25519(fromHex(vector.publicKey), { message: fromHex(vector.message), signature: malleated })).toBe(false);
    }
  });

  it("is false for keys and signatures of another length", () => {
    const [{ publicKey, message, signature }] = rfc8032.vectors as [(typeof rfc8032.vectors)[number]];
    const check = { message: fromHex(message), signature: fromHex(signature) };
    expect(verifyEd25519(fromHex(publicKey).subarray(1), check)).toBe(false);
    expect(verifyEd25519(fromHex(`${publicKey}00`), check)).toBe(false);
    expect(verifyEd25519(fromHex(publicKey), { ...check, signature: check.signature.subarray(0, 63) })).toBe(false);
    expect(verifyEd25519(fromHex(publicKey), { ...check, signature: fromHex(`${signature}00`) })).toBe(false);
  });
});
