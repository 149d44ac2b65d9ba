// Signed objects: the one text, the right type, every signature, and nothing else.
import { createPrivateKey, createHash, sign as nodeSign } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { toBase64Url, type SignSeed } from "../../crypto/bytes.ts";
import { InvalidInputError, VerificationError } from "../../crypto/errors.ts";
import { signEd25519, signPublicKey } from "../../crypto/primitives/ed25519-sign.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { count, line, listOf, literal, oneOf, optional, orNull, record, type ShapeOf } from "../../crypto/shape.ts";
import { signObject } from "../../crypto/signed-object-signer.ts";
import { parseSignedObject, signedMessage, verifySignatures, type SignedObject, type SignedObjectForm } from "../../crypto/signed-object.ts";

const shape = record({ type: literal("practice"), version: literal(1), name: line({ max: 40 }), size: count, plan: oneOf("free", "paid"), note: orNull(line({ max: 5 })) });
type Fields = ShapeOf<typeof shape>;
const form: SignedObjectForm<Fields> = { type: "practice", shape, signatures: { min: 1, max: 2 }, maxBytes: 300 };
const fields: Fields = { type: "practice", version: 1, name: "Praxis", size: 3, plan: "free", note: null };
const seeds = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte) as SignSeed);
const [first, second, third] = seeds as [SignSeed, SignSeed, SignSeed];

beforeAll(sodiumReady);
const sign = (...by: SignSeed[]): Promise<SignedObject> => signObject(form, { fields, seeds: by });
const verify = async (object: SignedObject, ...by: SignSeed[]): Promise<void> => verifySignatures(parseSignedObject(object, form), by.map(signPublicKey));

describe("a signed object", () => {
  it("is verified by the keys that signed it, in their order", async () => {
    const object = await sign(first, second);
    expect(object.json).toBe('{"name":"Praxis","note":null,"plan":"free","size":3,"type":"practice","version":1}');
    await expect(verify(object, first, second)).resolves.toBeUndefined();
    await expect(verify(object, second, first)).rejects.toThrow(VerificationError);
    await expect(verify(object, first, first)).rejects.toThrow(VerificationError);
    await expect(verify(object, first)).rejects.toThrow(VerificationError);
    await expect(verify(object, first, second, third)).rejects.toThrow(VerificationError);
    await expect(verify(object)).rejects.toThrow(VerificationError);
    await expect(verify(await sign(first), first)).resolves.toBeUndefined();
    expect(parseSignedObject(object, form).fields).toEqual(fields);
  });

  it("is signed over the prefix, the type and the SHA-512, as OpenSSL would", async () => {
    const { json, signatures } = await sign(first);
    const message = Buffer.concat([Buffer.from("sealpost/v1/practice\0", "latin1"), createHash("sha512").update(json).digest()]);
    const key = createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), first]), format: "der", type: "pkcs8" });
    expect(signatures).toEqual([nodeSign(null, message, key).toString("base64url")]);
  });

  it("of one type never passes for another", async () => {
    const object = await sign(first);
    const asMember = { json: object.json.replace('"practice"', '"member"'), signatures: object.signatures };
    const memberForm = { ...form, type: "member", shape: record({ type: literal("member"), version: literal(1), name: line({ max: 40 }), size: count, plan: oneOf("free", "paid"), note: orNull(line({ max: 5 })) }) } as unknown as SignedObjectForm<Fields>;
    await expect((async () => verifySignatures(parseSignedObject(asMember, memberForm), [signPublicKey(first)]))()).rejects.toThrow(VerificationError);
    // Signed for another type over the very same text.
    const signature = toBase64Url(signEd25519(first, await signedMessage("member", object.json)));
    await expect(verify({ json: object.json, signatures: [signature] }, first)).rejects.toThrow(VerificationError);
  });

  it("is refused when any character of its text is another", async () => {
    const object = await sign(first);
    for (let at = 0; at < object.json.length; at += 1) {
      const json = `${object.json.slice(0, at)}${object.json[at] === "x" ? "y" : "x"}${object.json.slice(at + 1)}`;
      await expect((async () => verify({ json, signatures: object.signatures }, first))()).rejects.toThrow(VerificationError);
    }
  });

  it.each<[string, (object: SignedObject) => unknown]>([
    ["no signature", (object) => ({ ...object, signatures: [] })],
    ["too many signatures", ({ json, signatures: [one] }) => ({ json, signatures: [one, one, one] })],
    ["a signature of another length", (object) => ({ ...object, signatures: [toBase64Url(new Uint8Array(63))] })],
    ["a signature that is not base64url", (object) => ({ ...object, signatures: [`${object.signatures[0]!.slice(0, -1)}=`] })],
    ["a signature that is no string", (object) => ({ ...object, signatures: [7] })],
    ["signatures that are no list", (object) => ({ ...object, signatures: object.signatures[0] })],
    ["JSON that is not canonical", (object) => ({ ...object, json: object.json.replace(":", ": ") })],
    ["a field twice", (object) => ({ ...object, json: object.json.replace('"size":3', '"size":3,"size":3') })],
    ["an unknown field", (object) => ({ ...object, json: object.json.replace('"version":1', '"version":1,"zone":1') })],
    ["a missing field", (object) => ({ ...object, json: object.json.replace('"note":null,', "") })],
    ["another version", (object) => ({ ...object, json: object.json.replace('"version":1', '"version":2') })],
    ["more text than allowed", (object) => ({ ...object, json: object.json.replace("Praxis", "P".repeat(300)) })],
    ["no text", ({ signatures }) => ({ signatures })],
    ["text that is no string", (object) => ({ ...object, json: fields })],
  ])("with %s is refused before any signature is looked at", async (_, change) => {
    const object = change(await sign(first)) as SignedObject;
    expect(() => parseSignedObject(object, form)).toThrow(VerificationError);
  });

  it("is not made of fields that no reader would accept", async () => {
    await expect(signObject(form, { fields: { ...fields, name: "a\nb" }, seeds: [first] })).rejects.toThrow(InvalidInputError);
    await expect(signObject(form, { fields: { ...fields, extra: 1 } as Fields, seeds: [first] })).rejects.toThrow(InvalidInputError);
    await expect(signObject(form, { fields: { ...fields, type: "member" } as never, seeds: [first] })).rejects.toThrow(InvalidInputError);
  });

  it("is not made longer than a reader takes", async () => {
    // In bytes: each of these letters has two.
    const long = { ...fields, name: "ä".repeat(40) };
    const { length } = new TextEncoder().encode((await signObject(form, { fields: long, seeds: [first] })).json);
    await expect(signObject({ ...form, maxBytes: length }, { fields: long, seeds: [first] })).resolves.toBeDefined();
    await expect(signObject({ ...form, maxBytes: length - 1 }, { fields: long, seeds: [first] })).rejects.toThrow(InvalidInputError);
  });

  it("throws nothing but VerificationError, whatever is parsed", () => {
    fc.assert(fc.property(fc.anything(), (value) => {
      fc.pre(typeof value === "object" && value !== null);
      expect(() => parseSignedObject(value as SignedObject, form)).toThrow(VerificationError);
    }));
    fc.assert(fc.property(fc.json(), (json) => {
      expect(() => parseSignedObject({ json, signatures: [toBase64Url(new Uint8Array(64))] }, form)).toThrow(VerificationError);
    }));
  });
});

describe("shapes", () => {
  const optionalShape = record({ a: count, b: optional(line({ max: 3 })) });

  it("let optional fields be missing, not undefined and not wrong", () => {
    expect([{ a: 1 }, { a: 1, b: "x" }].every((value) => optionalShape(value))).toBe(true);
    expect([{ a: 1, b: undefined }, { a: 1, b: 7 }, { b: "x" }, { a: 1, c: 1 }, [], null, 1].some((value) => optionalShape(value))).toBe(false);
  });

  it("do not take inherited fields", () => {
    expect(optionalShape(Object.create({ a: 1 }))).toBe(false);
    expect(record({ toString: optional(count) })({})).toBe(true);
  });

  it("bound lists and lines", () => {
    const list = listOf(count, { min: 1, max: 2 });
    expect([[1], [1, 2]].every((value) => list(value))).toBe(true);
    expect([[], [1, 2, 3], [1, "2"], { 0: 1, length: 1 }].some((value) => list(value))).toBe(false);
    expect(["", "a\u0085b", "a\u007fb", "abcd"].map((value) => line({ min: 1, max: 3 })(value))).toEqual([false, false, false, false]);
  });
});
