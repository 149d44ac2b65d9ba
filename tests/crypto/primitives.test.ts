// The primitives against independent implementations. The published vectors stand in standard/.
import { createHmac, createPublicKey, randomBytes as nodeRandomBytes, sign as nodeSign, verify as nodeVerify, createPrivateKey } from "node:crypto";
import { ml_kem768_x25519 } from "@noble/post-quantum/hybrid.js";
import { beforeAll, describe, expect, it } from "vitest";
import type { KemPublicKey, KemSeed, SignSeed } from "../../crypto/bytes.ts";
import { encodeUtf8 } from "../../crypto/bytes.ts";
import { InvalidInputError } from "../../crypto/errors.ts";
import { DERIVATION } from "../../crypto/labels.ts";
import { signEd25519, signPublicKey } from "../../crypto/primitives/ed25519-sign.ts";
import { verifyEd25519 } from "../../crypto/primitives/ed25519-verify.ts";
import { deriveKey } from "../../crypto/primitives/hkdf.ts";
import { hmacSha256, hmacSha512, verifyHmacSha256 } from "../../crypto/primitives/hmac.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { kemPublicKey, xwingDecapsulate } from "../../crypto/primitives/xwing-decapsulate.ts";
import { xwingEncapsulate, xwingEncapsulateWith } from "../../crypto/primitives/xwing-encapsulate.ts";

const hex = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "hex"));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

beforeAll(sodiumReady);

describe("Ed25519", () => {
  it("agrees with OpenSSL both ways", () => {
    const seed = new Uint8Array(nodeRandomBytes(32)) as SignSeed;
    const message = nodeRandomBytes(77);
    const privateKey = createPrivateKey({ key: Buffer.concat([hex("302e020100300506032b657004220420"), seed]), format: "der", type: "pkcs8" });
    const signature = signEd25519(seed, message);
    expect(toHex(nodeSign(null, message, privateKey))).toBe(toHex(signature));
    expect(nodeVerify(null, message, createPublicKey(privateKey), signature)).toBe(true);
  });

  it("is false for one flipped bit anywhere, and for other lengths", () => {
    const seed = new Uint8Array(32).fill(3) as SignSeed;
    const message = encodeUtf8("message");
    const signature = signEd25519(seed, message);
    const key = signPublicKey(seed);
    for (let bit = 0; bit < 512; bit += 1) {
      const flipped = signature.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(verifyEd25519(key, { message, signature: flipped })).toBe(false);
    }
    expect(verifyEd25519(key, { message, signature: signature.subarray(0, 63) })).toBe(false);
    expect(verifyEd25519(key.subarray(0, 31), { message, signature })).toBe(false);
  });
});

describe("X-Wing", () => {
  it("agrees with @noble/post-quantum both ways", () => {
    for (let round = 0; round < 5; round += 1) {
      const seed = new Uint8Array(nodeRandomBytes(32)) as KemSeed;
      const theirs = ml_kem768_x25519.keygen(seed);
      const ours = kemPublicKey(seed);
      expect(toHex(ours)).toBe(toHex(theirs.publicKey));
      const fromUs = xwingEncapsulate(ours);
      expect(toHex(ml_kem768_x25519.decapsulate(fromUs.ciphertext, theirs.secretKey))).toBe(toHex(fromUs.sharedSecret));
      const fromThem = ml_kem768_x25519.encapsulate(ours);
      expect(toHex(xwingDecapsulate(seed, fromThem.cipherText)!)).toBe(toHex(fromThem.sharedSecret));
      const randomness = new Uint8Array(nodeRandomBytes(64));
      expect(toHex(xwingEncapsulateWith(ours, randomness).ciphertext)).toBe(toHex(ml_kem768_x25519.encapsulate(ours, randomness).cipherText));
    }
  });

  it("gives another secret for another seed, and null for another length", () => {
    const { ciphertext, sharedSecret } = xwingEncapsulate(kemPublicKey(new Uint8Array(32).fill(1) as KemSeed));
    const other = xwingDecapsulate(new Uint8Array(32).fill(2) as KemSeed, ciphertext);
    expect(other === null || toHex(other) !== toHex(sharedSecret)).toBe(true);
    expect(xwingDecapsulate(new Uint8Array(32).fill(1) as KemSeed, ciphertext.subarray(1))).toBeNull();
    expect(xwingDecapsulate(new Uint8Array(32).fill(1) as KemSeed, ciphertext.slice().fill(0, 1088))).toBeNull();
  });

  it("refuses public keys of another length, and keys whose halves are not canonical or of small order", () => {
    const good = kemPublicKey(new Uint8Array(32).fill(1) as KemSeed);
    expect(() => xwingEncapsulate(good.subarray(1) as KemPublicKey)).toThrow(InvalidInputError);
    const bad = good.slice();
    bad.fill(0xff, 0, 1152);
    expect(() => xwingEncapsulate(bad as KemPublicKey)).toThrow(InvalidInputError);
    // Of small order: everybody agrees on the same.
    expect(() => xwingEncapsulate(good.slice().fill(0, 1184) as KemPublicKey)).toThrow(InvalidInputError);
  });
});

describe("HMAC and HKDF", () => {
  it("agree with OpenSSL", async () => {
    const key = nodeRandomBytes(32);
    const message = nodeRandomBytes(100);
    expect(toHex(await hmacSha256(key, message))).toBe(createHmac("sha256", key).update(message).digest("hex"));
    expect(toHex(await hmacSha512(key, message))).toBe(createHmac("sha512", key).update(message).digest("hex"));
    const code = await hmacSha256(key, message);
    expect(await verifyHmacSha256(key, { message, code })).toBe(true);
    expect(await verifyHmacSha256(key, { message: message.subarray(1), code })).toBe(false);
    expect(await verifyHmacSha256(key, { message, code: code.subarray(1) })).toBe(false);
  });

  it("derive the protocol's keys by HKDF-Expand-SHA-512 with the label", async () => {
    const key = new Uint8Array(nodeRandomBytes(32));
    const expected = createHmac("sha512", key).update("sealpost/v1/keys\u0001", "latin1").digest().subarray(0, 32);
    expect(toHex(await deriveKey(key, DERIVATION.keys))).toBe(toHex(expected));
    expect(toHex(await deriveKey(key, DERIVATION.state))).not.toBe(toHex(expected));
  });

  it("uses each label once", () => {
    const labels = Object.values(DERIVATION);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
