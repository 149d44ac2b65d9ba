// A chain whose account changes its address: only a rotation can, and only when it says so.
import { beforeAll, describe, expect, it } from "vitest";
import {
  createIdentity, createKeyring, InvalidInputError, newId, normaliseAddress, ready, rotateKeyring, VerificationError, verifyIdentityChain,
  type Address, type Keyring, type SignedObject,
} from "../../crypto/index.ts";
import type { SignSeed } from "../../crypto/bytes.ts";
import type { JsonValue } from "../../crypto/canonical-json.ts";
import { createPerson, fieldsOf, signAnything, type Person } from "./signers.ts";
import { readVectors } from "./vectors.ts";

const NEW = "anna@new.example.org" as Address;

let person: Person;
let rotated: Keyring;
let moved: SignedObject;

beforeAll(async () => {
  await ready();
  person = await createPerson("anna");
  rotated = rotateKeyring(person.keyring);
  moved = (await createIdentity(rotated, { account: person.account, address: NEW, previous: person.object, addressChanges: true })).identity;
});

/** The change of address with other fields, rightly signed by the new and the previous key. */
function altered(change: Record<string, JsonValue>, seeds: readonly SignSeed[] = [rotated.sign.current, person.keyring.sign.current]) {
  return signAnything("identity", { ...fieldsOf(moved), ...change }, seeds);
}

const refused = (chain: readonly SignedObject[]) => expect(verifyIdentityChain(chain)).rejects.toThrow(VerificationError);

describe("a change of address", () => {
  it("is a rotation of version 2, and each identity keeps the address that it was made for", async () => {
    const chain = await verifyIdentityChain([person.object, moved]);
    expect(chain.map(({ version, address, restart }) => [version, address, restart])).toEqual([[1, person.address, false], [2, NEW, false]]);
    expect(moved.signatures).toHaveLength(2);
  });

  it("is followed by rotations and restarts that keep the new address, and by changes back", async () => {
    const third = rotateKeyring(rotated);
    const kept = await createIdentity(third, { account: person.account, address: NEW, previous: moved });
    const back = await createIdentity(rotateKeyring(third), { ...person, previous: kept.identity, addressChanges: true });
    const chain = await verifyIdentityChain([person.object, moved, kept.identity, back.identity]);
    expect(chain.map(({ version, address }) => [version, address])).toEqual([[1, person.address], [2, NEW], [1, NEW], [2, person.address]]);
    const lost = await createIdentity(createKeyring(), { account: person.account, address: NEW, previous: moved, restart: true });
    await expect(verifyIdentityChain([person.object, moved, lost.identity])).resolves.toHaveLength(3);
  });

  it("does not leave the address before it to a later version 1", async () => {
    const third = rotateKeyring(rotated);
    const kept = (await createIdentity(third, { account: person.account, address: NEW, previous: moved })).identity;
    await refused([person.object, moved, await signAnything("identity", { ...fieldsOf(kept), address: person.address }, [third.sign.current, rotated.sign.current])]);
  });

  it("is refused where the previous key has not signed it: a server moves nobody", async () => {
    const thief = createKeyring();
    await refused([person.object, { ...moved, signatures: moved.signatures.slice(0, 1) }]);
    await refused([person.object, await altered({}, [rotated.sign.current])]);
    await refused([person.object, await altered({}, [rotated.sign.current, thief.sign.current])]);
    await refused([person.object, await altered({}, [thief.sign.current, person.keyring.sign.current])]);
  });

  it("is refused in a restart, which anybody can make, whoever signs it", async () => {
    await refused([person.object, await altered({ restart: true })]);
    await refused([person.object, await altered({ restart: true }, [rotated.sign.current])]);
  });

  it.each<[string, Record<string, JsonValue>]>([
    ["version 1 with another address", { version: 1 }],
    ["version 3", { version: 3 }],
    ["another account", { account: newId() }],
    ["a sequence left out", { sequence: 2 }],
    ["another previous identity", { previous: "A".repeat(43) }],
    ["an address that is not normalised", { address: "Anna@new.example.org" }],
  ])("is refused with %s, though rightly signed", async (_, change) => {
    await refused([person.object, await altered(change)]);
  });

  it("is refused where the address stays as it was", async () => {
    await refused([person.object, await altered({ address: person.address })]);
  });

  it("is refused as a beginning", async () => {
    await refused([await signAnything("identity", { ...fieldsOf(person.object), version: 2 }, [person.keyring.sign.current])]);
  });
});

describe("making one", () => {
  const keyring = () => rotateKeyring(person.keyring);
  const previous = () => ({ account: person.account, previous: person.object });

  it("takes a word that it is meant: another address by mistake is refused", async () => {
    await expect(createIdentity(keyring(), { ...previous(), address: NEW })).rejects.toThrow(InvalidInputError);
  });

  it("refuses the same address, a first identity and a restart", async () => {
    await expect(createIdentity(keyring(), { ...previous(), address: person.address, addressChanges: true })).rejects.toThrow(InvalidInputError);
    await expect(createIdentity(keyring(), { account: person.account, address: NEW, addressChanges: true })).rejects.toThrow(InvalidInputError);
    await expect(createIdentity(createKeyring(), { ...previous(), address: NEW, addressChanges: true, restart: true })).rejects.toThrow(InvalidInputError);
    await expect(createIdentity(createKeyring(), { ...previous(), address: NEW, restart: true })).rejects.toThrow(InvalidInputError);
  });

  it("refuses another account's chain", async () => {
    await expect(createIdentity(keyring(), { account: newId(), previous: person.object, address: normaliseAddress("berta@example.org"), addressChanges: true })).rejects.toThrow(InvalidInputError);
  });
});

type Vectors = { chain: SignedObject[]; hashes: string[]; addresses: string[]; invalid: { why: string; chain: SignedObject[] }[] };

describe("the frozen vectors", () => {
  it("verify, with the addresses that they name", async () => {
    const { chain, hashes, addresses } = readVectors<Vectors>("identity-address");
    const verified = await verifyIdentityChain(chain);
    expect(verified.map(({ hash }) => hash)).toEqual(hashes);
    expect(verified.map(({ address }) => address)).toEqual(addresses);
  });

  it("are refused where they are invalid", async () => {
    const { invalid } = readVectors<Vectors>("identity-address");
    expect(invalid.length).toBeGreaterThan(6);
    for (const { why, chain } of invalid) await expect(verifyIdentityChain(chain), why).rejects.toThrow(VerificationError);
  });
});
