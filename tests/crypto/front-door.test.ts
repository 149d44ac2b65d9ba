// The browser's front door is hard to misuse: no algorithm, nonce, salt or cost to choose, keys only as what they are, and one
// kind of failure on opening. Read from the compiler's own declarations; planted ones show that it would be seen.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as frontDoor from "../../crypto/index.ts";
import * as practiceDoor from "../../crypto/practice/index.ts";
import * as serverDoor from "../../crypto/server.ts";
import { repository } from "../../server/repository.ts";
import { listFiles, readSource } from "../support/source-files.ts";
import { declarationsOf, inputsOf, type Declarations, type Input } from "./signatures.ts";

const declarations = declarationsOf("crypto/index.ts");
const functions = Object.entries(frontDoor).flatMap(([name, value]) => (typeof value === "function" && !/^[A-Z]/.test(name) ? [name] : []));

/** What a caller must never choose. Whole words of a name: `iv` is one in `baseIv`, not in `private`. */
const CHOICES = /^(algorithms?|cipher|suite|mode|curve|digest|nonces?|iv|salts?|tag|aad|kdf|prf|hash|iterations?|passes|rounds|cost|memory|lanes|parallelism|stretching|record|padding|randomness|rng|ephemeral)$/i;
const words = (name: string): string[] => name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").split(/[\s_]+/);

/** Names that hold no choice though they contain such a word: hashes of contents, which are data. */
const DATA = /^(identityHash|kitProofHash|noticeHash|kemKeyHash|hash)$/;

/** A name that says secret key material. Public keys say so in theirs, or are a signature's. */
const SECRET = /(^|[a-z])(Key|Seed|Entropy|Secret|Half)s?$|^(key|seed|entropy|secret|half)s?$/;
const PUBLIC = /PublicKey$|^(signKey|administratorKey)$/;
const BRANDED = /\b(AccountKey|ExportKey|UnlockKey|StateKey|SignSeed|KemSeed|FileKey|AttachmentKey|EscrowKey|ClaimKey|KitEntropy|CryptoKey)\b/;

/** In verifying and countersigning a membership, `accountKey` is the public key of the account's identity. */
const PUBLIC_IN_MEMBERSHIPS = /^(verifyMember|verifyMemberProposal|countersignMember)\b/;

/** It compares with what was sealed under that salt, and gives away nothing but yes or no (SPEC.md, rule A4). */
const COMPARED: Record<string, string[]> = { isSegmentOf: ["isSegmentOf.place.salt"] };

function choices(inputs: readonly Input[]): string[] {
  return inputs.filter(({ name }) => !DATA.test(name) && words(name).some((word) => CHOICES.test(word))).map(({ way }) => way);
}

/** Strings are texts of signed objects and of attachments' keys in manifests, which only openMessage and the sender's own draft give. */
function unbranded(inputs: readonly Input[]): string[] {
  return inputs
    .filter(({ name, way }) => SECRET.test(name) && !PUBLIC.test(name) && !PUBLIC_IN_MEMBERSHIPS.test(way))
    // What stands in braces is looked at by itself.
    .map((input) => ({ ...input, type: input.type.replaceAll(/\{[^]*\}/g, "{}") }))
    .filter(({ type }) => !BRANDED.test(type) && /Uint8Array|ArrayBuffer|\bBytes\b|BufferSource|number\[\]|any|unknown/.test(type))
    .map(({ way, type }) => `${way}: ${type}`);
}

const inputs = (name: string, from: Declarations = declarations): Input[] => inputsOf(name, from);

describe("the browser's front door", () => {
  it("is read whole: every function has its declaration", () => {
    expect(functions.length).toBeGreaterThan(60);
    for (const name of functions) expect([name, declarations.functions.has(name)]).toEqual([name, true]);
    // Through an interface, a literal type and an array.
    expect(inputs("sealMessage").map(({ way }) => way)).toEqual(expect.arrayContaining(["sealMessage.parts.manifest", "sealMessage.parts.recipients.kemPublicKey", "sealMessage.parts.keyring.sign.current"]));
    expect(inputs("openSegment").map(({ way }) => way)).toEqual(expect.arrayContaining(["openSegment.key", "openSegment.place.segmentSize", "openSegment.place.hash"]));
  });

  it.each(functions)("%s lets nobody choose an algorithm, a nonce, a salt or a cost", (name) => expect(choices(inputs(name))).toEqual(COMPARED[name] ?? []));

  it.each(functions)("%s takes keys only as what they are", (name) => expect(unbranded(inputs(name))).toEqual([]));

  it("exports nothing that takes its randomness from the caller", () => {
    expect(Object.keys(frontDoor).filter((name) => name.endsWith("With"))).toEqual([]);
    expect([...declarations.functions.keys()].filter((name) => name.endsWith("With")).length).toBeGreaterThan(5);
  });

  it("exports no primitive: what seals is bound to a purpose, and a key to its use", () => {
    const primitives = /^(aes|gcm|hmac|hkdf|xwing|ed25519|argon|cobblestone|age|encrypt|decrypt|sign|verify|seal|open|wrap|unwrap|derive)(?=$|[A-Z0-9].*(Sha|Raw|Ed25519|Key$))/;
    const named = new Set(["deriveStateKey", "unwrapAccountKey", "wrapAccountKey"]);
    expect(functions.filter((name) => primitives.test(name) && !named.has(name))).toEqual([]);
  });
});

describe("the front doors", () => {
  const DOORS = { "#crypto": () => frontDoor, "#crypto/server": () => serverDoor, "#crypto/practice": () => practiceDoor };

  /** What files outside of crypto/ take out of this door, by name, tests among them. */
  const takenFrom = (door: string): Set<string> => {
    const importing = new RegExp(`\\{([^{}]*)\\}\\s*from\\s*["']${door}["']`, "g");
    const files = listFiles().filter((path) => /\.tsx?$/.test(path) && !path.startsWith("crypto/") && existsSync(join(repository, path)));
    return new Set(files.flatMap((path) => [...readSource(path).matchAll(importing)].flatMap(([, names]) => names!.split(",").map((name) => name.trim().split(/[\s:]/)[0]!))));
  };

  it.each(Object.entries(DOORS))("give out nothing that nobody takes: %s", (door, opened) => {
    const taken = takenFrom(door);
    expect(taken.size).toBeGreaterThan(3);
    expect(Object.keys(opened()).filter((name) => !taken.has(name))).toEqual([]);
  });
});

describe("a planted function is found:", () => {
  const planted = declarationsOf("crypto/index.ts", `
    import type { Keyring } from "${import.meta.dirname}/../../crypto/keys/keyring.ts";
    interface Settings { readonly how: { readonly memoryKib: number } }
    export interface Nested { readonly settings: Settings; readonly keyring: Keyring }
    export declare function withNonce(key: Uint8Array, nonce: Uint8Array): void;
    export declare function withCost(nested: readonly Nested[]): void;
    export declare function withOption(options: { readonly baseIv?: Uint8Array; readonly seed: Uint8Array<ArrayBuffer> }): void;
    export declare function withAlgorithm(plaintext: Uint8Array, algorithm: "a" | "b"): void;
  `);
  it.each([["withNonce", "withNonce.nonce"], ["withCost", "withCost.nested.settings.how.memoryKib"], ["withOption", "withOption.options.baseIv"], ["withAlgorithm", "withAlgorithm.algorithm"]])(
    "%s", (name, way) => expect(choices(inputs(name, planted))).toEqual([way]),
  );
  it.each([["withNonce", "withNonce.key: Uint8Array"], ["withOption", "withOption.options.seed: Uint8Array<ArrayBuffer>"]])(
    "%s takes plain bytes as a key", (name, found) => expect(unbranded(inputs(name, planted))).toEqual([found]),
  );
});

// Checked by the compiler, which complains of an expectation that is not met: bytes are no key, and one key is not another.
it("refuses at compile time plain bytes and the wrong key", () => {
  const never = (_calls: () => unknown): void => undefined;
  const [bytes, accountKey, stateKey, unlockKey] = [new Uint8Array(32), frontDoor.createAccountKey(), null as unknown as frontDoor.StateKey, null as unknown as frontDoor.UnlockKey];
  const id = frontDoor.newId();
  never(() => {
    // @ts-expect-error plain bytes are no unlock key
    void frontDoor.wrapAccountKey(bytes, { account: id, name: "kit", version: 1 }, accountKey);
    // @ts-expect-error a state key is no account key
    void frontDoor.wrapAccountKey(unlockKey, { account: id, name: "kit", version: 1 }, stateKey);
    // @ts-expect-error an account key is no state key
    void frontDoor.openState(accountKey, { account: id, name: "contacts", version: 1 }, bytes);
    // @ts-expect-error plain bytes are no attachment key
    void frontDoor.sealSegment(bytes, { id, size: 1, segmentSize: 5_242_880, index: 0 }, bytes);
    // @ts-expect-error a text is no id
    void frontDoor.openState(stateKey, { account: "account", name: "contacts", version: 1 }, bytes);
    // @ts-expect-error plain bytes are no export key
    void frontDoor.passwordUnlockKey(bytes);
    // @ts-expect-error a kit's entropy is no export key
    void frontDoor.passwordUnlockKey(frontDoor.createKit().entropy);
  });
  expect(accountKey).toHaveLength(32);
});
