// The keyring: its bytes, rotation, and what it is bound to under the account key.
import { describe, expect, it } from "vitest";
import {
  addOldKem, createAccountKey, createKeyring, InvalidInputError, kemSeeds, newId, OpenError, openKeyring, rotateKeyring, sealKeyring, wipeKeyring,
  type KemSeed, type Keyring,
} from "../../crypto/index.ts";
import { encodeKeyring, parseKeyring } from "../../crypto/keys/keyring-encoding.ts";

const plain = (keyring: Keyring): unknown => ({
  sign: [keyring.sign.current, ...keyring.sign.old].map((seed) => [...seed]),
  kem: [keyring.kem.current, ...keyring.kem.old].map((seed) => [...seed]),
});
const invitationSeed = new Uint8Array(32).fill(9) as KemSeed;

describe("a keyring", () => {
  it("starts with two different random seeds and none old", () => {
    const keyring = createKeyring();
    expect(keyring.sign.old).toEqual([]);
    expect(keyring.kem.old).toEqual([]);
    expect(keyring.sign.current).toHaveLength(32);
    expect(keyring.kem.current).toHaveLength(32);
    expect([...keyring.sign.current]).not.toEqual([...keyring.kem.current]);
  });

  it("keeps every earlier seed when it rotates, newest first", () => {
    const first = createKeyring();
    const second = rotateKeyring(addOldKem(first, invitationSeed));
    const third = rotateKeyring(second);
    expect(third.sign.old).toEqual([second.sign.current, first.sign.current]);
    expect(kemSeeds(third)).toEqual([third.kem.current, second.kem.current, first.kem.current, invitationSeed]);
    expect(third.sign.current).not.toEqual(second.sign.current);
  });

  it("takes a redeemed invitation's seed once", () => {
    const keyring = addOldKem(addOldKem(createKeyring(), invitationSeed), invitationSeed);
    expect(keyring.kem.old).toEqual([invitationSeed]);
    expect(addOldKem(keyring, keyring.kem.current)).toBe(keyring);
  });

  it("is zeros after it was wiped", () => {
    const keyring = rotateKeyring(createKeyring());
    wipeKeyring(keyring);
    for (const seed of [keyring.sign.current, ...keyring.sign.old, ...kemSeeds(keyring)]) expect(seed.every((byte) => byte === 0)).toBe(true);
  });
});

describe("the keyring's bytes", () => {
  const keyring = addOldKem(rotateKeyring(createKeyring()), invitationSeed);
  const bytes = encodeKeyring(keyring);

  it("give the keyring back, in memory of its own", () => {
    const parsed = parseKeyring(bytes);
    expect(plain(parsed)).toEqual(plain(keyring));
    const copy = bytes.slice();
    const again = parseKeyring(copy);
    copy.fill(0);
    expect(plain(again)).toEqual(plain(keyring));
  });

  it("are refused cut short, prolonged, without seeds, or in another version", () => {
    const refused = (wrong: Uint8Array): void => expect(() => parseKeyring(wrong)).toThrow(InvalidInputError);
    for (let length = 0; length < bytes.length; length += 1) refused(bytes.subarray(0, length));
    refused(Uint8Array.of(...bytes, 0));
    refused(bytes.with(3, 0x32));
    refused(Uint8Array.of(...bytes.subarray(0, 4), 0, 0, 0, 0, 0, 0, 0, 0));
    // Lengths that say more than there is, that are no number of seeds, or more than anybody has.
    refused(bytes.with(7, 200));
    refused(bytes.with(7, 63));
    refused(bytes.with(4, 255));
  });

  it("are read from the middle of a larger buffer as well", () => {
    const within = new Uint8Array(bytes.length + 20);
    within.set(bytes, 7);
    expect(plain(parseKeyring(within.subarray(7, 7 + bytes.length)))).toEqual(plain(keyring));
  });
});

describe("a sealed keyring", () => {
  const accountKey = createAccountKey();
  const scope = { account: newId(), version: 3 };

  it("opens with its account key, account and version only", async () => {
    const keyring = createKeyring();
    const sealed = await sealKeyring(accountKey, scope, keyring);
    expect(plain(await openKeyring(accountKey, scope, sealed))).toEqual(plain(keyring));
    await expect(openKeyring(createAccountKey(), scope, sealed)).rejects.toThrow(OpenError);
    await expect(openKeyring(accountKey, { ...scope, version: 2 }, sealed)).rejects.toThrow(OpenError);
    await expect(openKeyring(accountKey, { ...scope, account: newId() }, sealed)).rejects.toThrow(OpenError);
    await expect(openKeyring(accountKey, scope, sealed.with(60, sealed[60]! ^ 1))).rejects.toThrow(OpenError);
    await expect(openKeyring(accountKey, scope, new Uint8Array(0))).rejects.toThrow(OpenError);
  });

  it("leaves the keyring in memory untouched", async () => {
    const keyring = createKeyring();
    const before = plain(keyring);
    await sealKeyring(accountKey, scope, keyring);
    expect(plain(keyring)).toEqual(before);
  });
});
