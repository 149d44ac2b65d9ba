// The primitives against published vectors and against independent implementations.
import { createHmac, createPublicKey, randomBytes as nodeRandomBytes, sign as nodeSign, verify as nodeVerify, createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { ml_kem768_x25519 } from "@noble/post-quantum/hybrid.js";
import { beforeAll, describe, expect, it } from "vitest";
import type { KemPublicKey, KemSeed, SignSeed } from "../../crypto/bytes.ts";
import { encodeUtf8 } from "../../crypto/bytes.ts";
import { InvalidInputError } from "../../crypto/errors.ts";
import { DERIVATION } from "../../crypto/labels.ts";
import { signEd25519, signPublicKey } from "../../crypto/primitives/ed25519-sign.ts";
import { verifyEd25519 } from "../../crypto/primitives/ed25519-verify.ts";
import { deriveKey, hkdfExpand } from "../../crypto/primitives/hkdf.ts";
import { hmacSha256, hmacSha512, verifyHmacSha256 } from "../../crypto/primitives/hmac.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { kemPublicKey, xwingDecapsulate } from "../../crypto/primitives/xwing-decapsulate.ts";
import { xwingEncapsulate, xwingEncapsulateWith } from "../../crypto/primitives/xwing-encapsulate.ts";

const published = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../crypto/vectors/published/${name}`, import.meta.url), "utf8")) as T;
const hex = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "hex"));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

beforeAll(sodiumReady);

describe("Ed25519", () => {
  // RFC 8032, section 7.1, TEST 2 and TEST 3
  it.each<[string, string, string, string]>([
    ["4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"],
    ["c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"],
  ])("makes the signatures of RFC 8032", (...vector) => {
    const [seed, publicKey, message, signature] = vector;
    expect(toHex(signPublicKey(hex(seed) as SignSeed))).toBe(publicKey);
    expect(toHex(signEd25519(hex(seed) as SignSeed, hex(message)))).toBe(signature);
    expect(verifyEd25519(hex(publicKey), { message: hex(message), signature: hex(signature) })).toBe(true);
  });

  it("agrees with OpenSSL both ways", () => {
    const seed = new Uint8Array(nodeRandomBytes(32)) as SignSeed;
    const message = nodeRandomBytes(77);
    const privateKey = createPrivateKey({ key: Buffer.concat([hex("302e020100300506032b657004220420"), seed]), format: "der", type: "pkcs8" });
    const signature = signEd25519(seed, message);
    expect(toHex(nodeSign(null, message, privateKey))).toBe(toHex(signature));
    expect(nodeVerify(null, message, createPublicKey(privateKey), signature)).toBe(true);
  });

  // Of the ten, only the one that every verification equation accepts.
  it("is strict: refuses small order, S ≥ L, encodings that are not canonical, and what needs the cofactor", () => {
    const { cases } = published<{ cases: { comment: string; message: string; publicKey: string; signature: string }[] }>("ed25519-edge-cases.json");
    const accepted = cases.filter((each) => verifyEd25519(hex(each.publicKey), { message: hex(each.message), signature: hex(each.signature) }));
    expect(cases).toHaveLength(10);
    expect(accepted.map((each) => each.comment)).toEqual(["mixed-order key and R, valid with and without cofactor"]);
  });

  it.each(["00".repeat(32), `01${"00".repeat(31)}`, `ec${"ff".repeat(30)}7f`, `ed${"ff".repeat(30)}7f`, `ee${"ff".repeat(30)}7f`, "ff".repeat(32)])(
    "accepts nothing under the key %s (small order or not canonical)", (key) => {
      for (const r of ["00".repeat(32), `01${"00".repeat(31)}`]) {
        expect(verifyEd25519(hex(key), { message: encodeUtf8("x"), signature: hex(r + "00".repeat(32)) })).toBe(false);
      }
    },
  );

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
  type Vector = { seed: string; randomness: string; publicKey?: string; ciphertext?: string; publicKeyStart?: string; publicKeyEnd?: string; ciphertextStart?: string; ciphertextEnd?: string; sharedSecret: string };

  it("reproduces the draft's vectors", () => {
    const { vectors } = published<{ vectors: Vector[] }>("x-wing.json");
    expect(vectors).toHaveLength(2);
    for (const vector of vectors) {
      const publicKey = kemPublicKey(hex(vector.seed) as KemSeed);
      const { ciphertext, sharedSecret } = xwingEncapsulateWith(publicKey, hex(vector.randomness));
      expect(toHex(publicKey).startsWith(vector.publicKey ?? vector.publicKeyStart!)).toBe(true);
      expect(toHex(publicKey).endsWith(vector.publicKey ?? vector.publicKeyEnd!)).toBe(true);
      expect(toHex(ciphertext).startsWith(vector.ciphertext ?? vector.ciphertextStart!)).toBe(true);
      expect(toHex(ciphertext).endsWith(vector.ciphertext ?? vector.ciphertextEnd!)).toBe(true);
      expect(toHex(sharedSecret)).toBe(vector.sharedSecret);
      expect(toHex(xwingDecapsulate(hex(vector.seed) as KemSeed, ciphertext)!)).toBe(vector.sharedSecret);
    }
  });

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
  });

  it("refuses public keys of another length, and keys whose ML-KEM half is not canonical", () => {
    const good = kemPublicKey(new Uint8Array(32).fill(1) as KemSeed);
    expect(() => xwingEncapsulate(good.subarray(1) as KemPublicKey)).toThrow(InvalidInputError);
    const bad = good.slice();
    bad.fill(0xff, 0, 1152);
    expect(() => xwingEncapsulate(bad as KemPublicKey)).toThrow(InvalidInputError);
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

  // RFC 5869, appendix A.1 and A.2
  it.each([
    ["077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5", "f0f1f2f3f4f5f6f7f8f9", "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"],
    ["06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244", [...Array(80).keys()].map((byte) => (byte + 0xb0).toString(16)).join(""), "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"],
  ])("expand as RFC 5869", async (prk, info, output) => {
    expect(toHex(await hkdfExpand(hex(prk), { hash: "SHA-256", info: hex(info), length: output.length / 2 }))).toBe(output);
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
