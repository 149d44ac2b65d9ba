// Sealed state: blobs, padding, and the root that keeps the server from rolling parts back.
import { describe, expect, it } from "vitest";
import {
  createAccountKey, deriveStateKey, encodeRoot, encodeUtf8, fingerprint, InvalidInputError, newId, OpenError, openState,
  parseRoot, sealRoot, sealState, VerificationError, verifyAgainstRoot, verifyNotRolledBack,
} from "../../crypto/index.ts";
import { openRoot } from "../../crypto/keys/state-root.ts";
import { STATE_CONTENT_MAX, sealPadded } from "../../crypto/keys/state.ts";
import { padmeLength } from "../../crypto/padding.ts";
import { seal } from "../../crypto/primitives/seal.ts";

const account = newId();
const stateKey = await deriveStateKey(createAccountKey());
const scope = { account, name: "contacts", version: 5 };
const sha = "A".repeat(43);

describe("a state blob", () => {
  it.each([0, 1, 4092, 4093, 10_000, 100_000])("of %i bytes opens as it was", async (length) => {
    const content = new Uint8Array(length).map((_, i) => i * 7);
    expect(await openState(stateKey, scope, await sealState(stateKey, scope, content))).toEqual(content);
  });

  it("opens with its own key, account, name and version only", async () => {
    const sealed = await sealState(stateKey, scope, encodeUtf8("{}"));
    const refused = [
      async () => openState(await deriveStateKey(createAccountKey()), scope, sealed),
      () => openState(stateKey, { ...scope, account: newId() }, sealed),
      () => openState(stateKey, { ...scope, name: "settings" }, sealed),
      () => openState(stateKey, { ...scope, version: 4 }, sealed),
      () => openState(stateKey, scope, sealed.with(500, sealed[500]! ^ 1)),
      () => openRoot(stateKey, { account, version: 5 }, sealed),
    ];
    for (const refusal of refused) await expect(refusal()).rejects.toThrow(OpenError);
  });

  it("hides lengths: nothing up to 4 KiB differs, and beyond that little", async () => {
    const lengthOf = async (length: number): Promise<number> => (await sealState(stateKey, scope, new Uint8Array(length))).length;
    expect(await lengthOf(0)).toBe(4096 + 72);
    expect(await lengthOf(4092)).toBe(4096 + 72);
    expect(await lengthOf(50_000)).toBe(await lengthOf(50_400));
  });

  it("is refused where its padding is not zeros or not of the right length", async () => {
    const sealScope = { purpose: "state", owner: account, name: "contacts", version: 5 } as const;
    const padded = new Uint8Array(4096);
    padded[3] = 10;
    await expect(openState(stateKey, scope, await seal(stateKey, sealScope, padded))).resolves.toHaveLength(10);
    const wrong = [padded.with(14, 1), padded.with(4095, 1), padded.with(0, 255), padded.subarray(0, 4095), new Uint8Array(8192), new Uint8Array(3), new Uint8Array(0)];
    for (const each of wrong) await expect(openState(stateKey, scope, await seal(stateKey, sealScope, each))).rejects.toThrow(OpenError);
  });

  it("stays within the server's 1 MiB, and more is refused", async () => {
    expect((await sealState(stateKey, scope, new Uint8Array(STATE_CONTENT_MAX))).length).toBeLessThanOrEqual(1_048_576);
    await expect(sealState(stateKey, scope, new Uint8Array(STATE_CONTENT_MAX + 1))).rejects.toThrow(InvalidInputError);
  });
});

describe("Padmé", () => {
  it("never shortens, wastes at most 12 %, and settles", () => {
    const lengths = Array.from({ length: 70_000 }, (_, length) => length);
    const right = (length: number, padded: number): boolean =>
      padded >= length && padded <= Math.max(length * 1.12, length + 1) && padmeLength(padded) === padded;
    expect(lengths.filter((length) => !right(length, padmeLength(length)))).toEqual([]);
  });
  it.each([[1, 1], [8, 8], [9, 10], [100, 104], [1000, 1024], [4097, 4352], [1_000_000, 1_015_808], [1_032_192, 1_032_192]])("rounds %i to %i", (length, padded) => {
    expect(padmeLength(length)).toBe(padded);
  });
});

describe("a state root", () => {
  const root = { version: 7, blobs: { contacts: { version: 5, sha256: sha }, [`draft/${newId()}`]: { version: 1, sha256: sha } } };

  it("opens as it was sealed, for its version only", async () => {
    const sealed = await sealRoot(stateKey, { account }, root);
    expect(await openRoot(stateKey, { account, version: 7 }, sealed)).toEqual(root);
    await expect(openRoot(stateKey, { account, version: 8 }, sealed)).rejects.toThrow(OpenError);
    await expect(openRoot(stateKey, { account: newId(), version: 7 }, sealed)).rejects.toThrow(OpenError);
    await expect(openState(stateKey, { account, name: "root", version: 7 }, sealed)).rejects.toThrow(OpenError);
  });

  it("is refused where it says another version than the one it is sealed under", async () => {
    const sealed = await sealPadded(stateKey, { purpose: "state-root", owner: account, name: "root", version: 8 }, encodeRoot(root));
    await expect(openRoot(stateKey, { account, version: 8 }, sealed)).rejects.toThrow(OpenError);
  });

  it("has one text", () => {
    const [draft] = Object.keys(root.blobs).slice(1);
    const text = `{"blobs":{"contacts":{"sha256":"${sha}","version":5},"${draft}":{"sha256":"${sha}","version":1}},"format":1,"version":7}`;
    expect(new TextDecoder().decode(encodeRoot(root))).toBe(text);
    expect(parseRoot(encodeUtf8(text))).toEqual(root);
    for (const other of [text.replace("}", " }"), text.replace('"format":1', '"format":2'), text.replace('"format":1,', ""), "[]", ""]) {
      expect(() => parseRoot(encodeUtf8(other))).toThrow(InvalidInputError);
    }
  });

  it.each(["root", "", "Contacts", "draft/", "draft/short", "a/../b", "__proto__", "constructor ", "draft/AAAAAAAAAAAAAAAAAAAAAB"])("refuses the name %j", (name) => {
    expect(() => encodeRoot({ version: 1, blobs: Object.fromEntries([[name, { version: 1, sha256: sha }]]) })).toThrow(InvalidInputError);
  });

  it("refuses more blobs than an account may have, and wrong hashes and versions", () => {
    const blobs = Object.fromEntries(Array.from({ length: 2001 }, () => [`draft/${newId()}`, { version: 1, sha256: sha }]));
    expect(() => encodeRoot({ version: 1, blobs })).toThrow(InvalidInputError);
    expect(() => encodeRoot({ version: 1, blobs: { contacts: { version: 1, sha256: sha.slice(1) } } })).toThrow(InvalidInputError);
    expect(() => encodeRoot({ version: 1, blobs: { contacts: { version: -1, sha256: sha } } })).toThrow(InvalidInputError);
  });

  it("knows the very blob that it lists, and no other", async () => {
    const sealed = await sealState(stateKey, scope, encodeUtf8("now"));
    const older = await sealState(stateKey, { ...scope, version: 4 }, encodeUtf8("before"));
    const listing = { version: 1, blobs: { contacts: { version: 5, sha256: await fingerprint(sealed) } } };
    await expect(verifyAgainstRoot(listing, { name: "contacts", version: 5, sealed })).resolves.toBeUndefined();
    const refused = [
      { name: "contacts", version: 4, sealed: older },
      { name: "contacts", version: 5, sealed: older },
      { name: "contacts", version: 4, sealed },
      { name: "settings", version: 5, sealed },
      { name: "toString", version: 5, sealed },
    ];
    for (const each of refused) await expect(verifyAgainstRoot(listing, each)).rejects.toThrow(VerificationError);
  });

  it("is refused older than the newest one seen, and changed at the same version", async () => {
    const now = { version: 7, sealed: await sealRoot(stateKey, { account }, root) };
    const seen = await verifyNotRolledBack(null, now);
    expect(seen).toEqual({ version: 7, sha256: await fingerprint(now.sealed) });
    expect(await verifyNotRolledBack(seen, now)).toEqual(seen);
    expect((await verifyNotRolledBack({ version: 6, sha256: sha }, now)).version).toBe(7);
    await expect(verifyNotRolledBack({ version: 8, sha256: sha }, now)).rejects.toThrow(VerificationError);
    await expect(verifyNotRolledBack({ version: 8, sha256: seen.sha256 }, now)).rejects.toThrow(VerificationError);
    await expect(verifyNotRolledBack({ version: 7, sha256: sha }, now)).rejects.toThrow(VerificationError);
  });
});
