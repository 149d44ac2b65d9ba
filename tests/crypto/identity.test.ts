// Identity chains: what a chain must be, and every way in which one that is not is refused.
import { beforeAll, describe, expect, it } from "vitest";
import {
  comparisonCode, createIdentity, createKeyring, fingerprint, identityHash, InvalidInputError, newId, normaliseAddress, publicKeysOf, ready,
  rotateKeyring, toBase64Url, VerificationError, verifyIdentityChain, type Keyring, type SignedObject,
} from "../../crypto/index.ts";
import type { SignSeed } from "../../crypto/bytes.ts";
import type { JsonValue } from "../../crypto/canonical-json.ts";
import { signPublicKey } from "../../crypto/primitives/ed25519-sign.ts";
import { createPerson, fieldsOf, signAnything, signText, type Person } from "./signers.ts";

let person: Person;
let rotated: Keyring;
let second: SignedObject;

beforeAll(async () => {
  await ready();
  person = await createPerson("anna");
  rotated = rotateKeyring(person.keyring);
  second = (await createIdentity(rotated, { ...person, previous: person.object })).identity;
});

/** The second identity with other fields, rightly signed by the new and the previous key. */
function altered(change: Record<string, JsonValue>, seeds: readonly SignSeed[] = [rotated.sign.current, person.keyring.sign.current]) {
  return signAnything("identity", { ...fieldsOf(second), ...change }, seeds);
}

describe("an identity chain", () => {
  it("begins with an identity that its own key signed", async () => {
    const [first, ...later] = await verifyIdentityChain([person.object], person.kemPublicKey);
    expect(later).toEqual([]);
    expect(first).toMatchObject({ account: person.account, address: person.address, sequence: 0, previous: null, restart: false });
    expect(first.hash).toBe(await identityHash(person.object));
    expect(first.signPublicKey).toHaveLength(32);
    expect(first.kemKeyHash).toBe(await fingerprint(person.kemPublicKey));
  });

  it("names the public halves of its keyring's current seeds", () => {
    const { signKey, kemPublicKey } = publicKeysOf(person.keyring);
    expect(signKey).toBe(person.identity.signKey);
    expect(kemPublicKey).toEqual(person.kemPublicKey);
    expect(publicKeysOf(rotated).signKey).not.toBe(signKey);
  });

  it("goes on by rotations that the previous key signs too", async () => {
    const third = rotateKeyring(rotated);
    const made = await createIdentity(third, { ...person, previous: second });
    const chain = await verifyIdentityChain([person.object, second, made.identity], made.kemPublicKey);
    expect(chain.map((identity) => identity.sequence)).toEqual([0, 1, 2]);
    expect(chain[2]!.previous).toBe(chain[1]!.hash);
    expect(second.signatures).toHaveLength(2);
  });

  it("goes on by a restart that only the new key signs", async () => {
    const lost = createKeyring();
    const restart = await createIdentity(lost, { ...person, previous: second, restart: true });
    expect(restart.identity.signatures).toHaveLength(1);
    const chain = await verifyIdentityChain([person.object, second, restart.identity], restart.kemPublicKey);
    expect(chain.map((identity) => identity.restart)).toEqual([false, false, true]);
  });

  it("refuses another kem key than the newest identity's", async () => {
    await expect(verifyIdentityChain([person.object, second], person.kemPublicKey)).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object], new Uint8Array(1216))).rejects.toThrow(VerificationError);
  });

  it("refuses to be empty, to miss its beginning or a link, to be out of order or to repeat", async () => {
    const third = await createIdentity(rotateKeyring(rotated), { ...person, previous: second });
    await expect(verifyIdentityChain([])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([second])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, third.identity])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([second, person.object])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, person.object])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, second, second])).rejects.toThrow(VerificationError);
  });

  it("is at most 1024 long", async () => {
    const chain = [person.object];
    let previousSeed = person.keyring.sign.current;
    for (let sequence = 1; sequence <= 1024; sequence += 1) {
      const seed = createKeyring().sign.current;
      const previous = await identityHash(chain.at(-1)!);
      const change = { sequence, previous, signKey: toBase64Url(signPublicKey(seed)), kemKeyHash: toBase64Url(seed) };
      chain.push(await altered(change, [seed, previousSeed]));
      previousSeed = seed;
    }
    await expect(verifyIdentityChain(chain.slice(0, 1024))).resolves.toHaveLength(1024);
    await expect(verifyIdentityChain(chain)).rejects.toThrow(VerificationError);
  });

  it("refuses a rotation that the previous key did not sign", async () => {
    const thief = createKeyring();
    await expect(verifyIdentityChain([person.object, { ...second, signatures: second.signatures.slice(0, 1) }])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, { ...second, signatures: second.signatures.toReversed() }])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, await altered({}, [rotated.sign.current, thief.sign.current])])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, await altered({}, [rotated.sign.current])])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, await altered({}, [thief.sign.current, person.keyring.sign.current])])).rejects.toThrow(VerificationError);
  });

  it("refuses a restart that claims the previous key's signature, and a first identity that is a restart", async () => {
    await expect(verifyIdentityChain([person.object, await altered({ restart: true })])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([await signAnything("identity", { ...fieldsOf(person.object), restart: true }, [person.keyring.sign.current])])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([await signAnything("identity", fieldsOf(person.object), [person.keyring.sign.current, person.keyring.sign.current])])).rejects.toThrow(VerificationError);
  });

  it.each<[string, () => Record<string, JsonValue>]>([
    ["another account", () => ({ account: newId() })],
    ["another address", () => ({ address: "berta@example.org" })],
    ["a sequence left out", () => ({ sequence: 2 })],
    ["the same sequence", () => ({ sequence: 0 })],
    ["another previous identity", () => ({ previous: "A".repeat(43) })],
    ["no previous identity", () => ({ previous: null })],
    ["another version", () => ({ version: 2 })],
    ["another type", () => ({ type: "member" })],
    ["a field too many", () => ({ note: "" })],
    ["an address that is not normalised", () => ({ address: "Anna@example.org" })],
    ["a key hash that is too short", () => ({ kemKeyHash: "A".repeat(42) })],
    ["a key hash in another spelling", () => ({ kemKeyHash: `${"A".repeat(42)}B` })],
    ["the first identity's kem key", () => ({ kemKeyHash: fieldsOf(person.object)["kemKeyHash"]! })],
  ])("refuses a rotation with %s, though rightly signed", async (_, change) => {
    await expect(verifyIdentityChain([person.object, await altered(change())])).rejects.toThrow(VerificationError);
  });

  it("accepts that rotation without the change", async () => {
    await expect(verifyIdentityChain([person.object, await altered({})])).resolves.toHaveLength(2);
  });

  it("refuses a sign key that comes back, for it would undo its own revocation", async () => {
    const back = { sign: { current: person.keyring.sign.current, old: [rotated.sign.current] }, kem: createKeyring().kem };
    const third = await createIdentity(back, { ...person, previous: second });
    await expect(verifyIdentityChain([person.object, second, third.identity])).rejects.toThrow(VerificationError);
  });

  it("refuses a missing field and JSON that is not canonical, though rightly signed", async () => {
    const { restart: _, ...without } = fieldsOf(second);
    const seeds = [rotated.sign.current, person.keyring.sign.current];
    await expect(verifyIdentityChain([person.object, await signAnything("identity", without, seeds)])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, await signText("identity", { json: ` ${second.json}`, seeds })])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, await signText("identity", { json: second.json.replace("{", '{"account":"x",'), seeds })])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, { json: second.json, signatures: ["", ""] }])).rejects.toThrow(VerificationError);
    await expect(verifyIdentityChain([person.object, {} as SignedObject])).rejects.toThrow(VerificationError);
  });

  it("refuses a signature made for another type", async () => {
    await expect(verifyIdentityChain([await signAnything("member", fieldsOf(person.object), [person.keyring.sign.current])])).rejects.toThrow(VerificationError);
  });
});

describe("making an identity", () => {
  it("refuses to rotate without the previous seed, or away from account or address", async () => {
    await expect(createIdentity(createKeyring(), { ...person, previous: person.object })).rejects.toThrow(InvalidInputError);
    const other = { account: newId(), address: normaliseAddress("berta@example.org") };
    await expect(createIdentity(rotated, { ...person, account: other.account, previous: person.object })).rejects.toThrow(InvalidInputError);
    await expect(createIdentity(rotated, { ...person, address: other.address, previous: person.object })).rejects.toThrow(InvalidInputError);
  });
});

describe("a comparison code", () => {
  it("is ten groups of five symbols that change with every bit of the first 250", () => {
    expect(comparisonCode("A".repeat(43))).toEqual(Array.from({ length: 10 }, () => "00000"));
    expect(comparisonCode(`gAAAA${"A".repeat(38)}`)[0]).toBe("G0000");
    expect(comparisonCode(Buffer.alloc(32, 0xff).toString("base64url"))).toEqual(Array.from({ length: 10 }, () => "ZZZZZ"));
    const seen = new Set<string>();
    for (let bit = 0; bit < 250; bit += 1) {
      const bytes = new Uint8Array(32);
      bytes[bit >> 3] = 0x80 >> (bit & 7);
      seen.add(comparisonCode(Buffer.from(bytes).toString("base64url")).join("-"));
    }
    expect(seen.size).toBe(250);
    expect(() => comparisonCode("short")).toThrow(InvalidInputError);
  });
});
