// Containers are ordinary age files: stock age-encryption opens ours, and we open its files. The published test kit stands in standard/.
import { bech32 } from "@scure/base";
import { Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { beforeAll, describe, expect, it } from "vitest";
import type { FileKey, KemPublicKey, KemSeed } from "../../crypto/bytes.ts";
import { encodeUtf8, fromBase64Url } from "../../crypto/bytes.ts";
import { InvalidInputError, OpenError } from "../../crypto/errors.ts";
import { createKeyring } from "../../crypto/keys/keyring.ts";
import { CONTAINER_MAX_BYTES, parseContainer, RECIPIENTS_MAX } from "../../crypto/message/container.ts";
import { openMessage } from "../../crypto/message/open.ts";
import { parsePlaintext } from "../../crypto/message/plaintext.ts";
import { sealMessage } from "../../crypto/message/seal.ts";
import { decryptAge } from "../../crypto/primitives/age-unwrap.ts";
import { encryptAge, wrapFileKey } from "../../crypto/primitives/age-wrap.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { kemPublicKey } from "../../crypto/primitives/xwing-decapsulate.ts";
import { xwingEncapsulate } from "../../crypto/primitives/xwing-encapsulate.ts";
import { createPerson, messageFrom, openOptions, type Person } from "./people.ts";

/** A seed as age writes it. */
const ageIdentity = (seed: KemSeed): string => bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", seed).toUpperCase();
const ageRecipient = (key: KemPublicKey): string => bech32.encode("age1pq", bech32.toWords(key), false);
const seedOf = (identity: string): KemSeed => new Uint8Array(bech32.decodeToBytes(identity.toLowerCase()).bytes) as KemSeed;

let anna: Person, bert: Person;
beforeAll(async () => {
  await sodiumReady();
  [anna, bert] = await Promise.all([createPerson("anna@praxis.example"), createPerson("bert@lab.example")]);
});

describe("stock age-encryption", () => {
  it("opens our containers with the exported identity of a recipient and of the sender", async () => {
    const parts = messageFrom(anna, [bert]);
    const { container, manifest } = await sealMessage(parts);
    for (const person of [anna, bert]) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(ageIdentity(person.keyring.kem.current));
      const plaintext = parsePlaintext(await decrypter.decrypt(container));
      expect(JSON.parse(plaintext.manifest.json)).toEqual(manifest);
    }
  });

  it("makes files that we open, and names the same public key", async () => {
    const identity = await generateHybridIdentity();
    const recipient = await identityToRecipient(identity);
    expect(ageRecipient(kemPublicKey(seedOf(identity)))).toBe(recipient);
    const encrypter = new Encrypter();
    encrypter.addRecipient(ageRecipient(anna.kemPublicKey));
    encrypter.addRecipient(recipient);
    const opened = await decryptAge(await encrypter.encrypt("from age"), { seeds: [createKeyring().kem.current, seedOf(identity)], stanzas: [0, 1] });
    expect(Buffer.from(opened.plaintext).toString()).toBe("from age");
    expect(opened.stanza).toBe(1);
    expect(opened.seed).toEqual(seedOf(identity));
  });

  it("makes a container that is a message, given a message's plaintext", async () => {
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    const plaintext = (await decryptAge(container, { seeds: [bert.keyring.kem.current], stanzas: [0] })).plaintext;
    const encrypter = new Encrypter();
    encrypter.addRecipient(ageRecipient(bert.kemPublicKey));
    encrypter.addRecipient(ageRecipient(anna.kemPublicKey));
    const theirs = await encrypter.encrypt(plaintext);
    await expect(openMessage(theirs, openOptions(bert, parts, [anna]))).resolves.toBeDefined();
  });

  it("opens each of our stanzas", async () => {
    const fileKey = new Uint8Array(16).fill(5) as FileKey;
    const stanzas = wrapFileKey(fileKey, [anna, bert].map((person) => xwingEncapsulate(person.kemPublicKey)));
    expect(stanzas).toHaveLength(2);
    for (const stanza of stanzas) expect([stanza.args[0], stanza.args.length, stanza.body.length]).toEqual(["mlkem768x25519", 2, 32]);
  });
});

describe("containers take nothing but what they must hold", () => {
  const padded = new Uint8Array(4096);

  it("two or more mlkem768x25519 stanzas and a padded plaintext", async () => {
    const container = await encryptAge([anna.kemPublicKey, bert.kemPublicKey], padded);
    expect(parseContainer(container)).toEqual({ stanzas: 2, plaintextBytes: 4096 });
    for (const length of [4352, 65_536, 131_072, 1_048_576]) {
      expect(parseContainer(await encryptAge([anna.kemPublicKey, bert.kemPublicKey], new Uint8Array(length))).plaintextBytes).toBe(length);
    }
  });

  it.each([0, 100, 4095, 4097, 65_537, 65_535])("refuses %i plaintext bytes", async (length) => {
    const container = await encryptAge([anna.kemPublicKey, bert.kemPublicKey], new Uint8Array(length));
    expect(() => parseContainer(container)).toThrow(/payload length/);
  });

  it("refuses no stanza and a single one", async () => {
    expect(() => parseContainer(new Uint8Array(0))).toThrow(InvalidInputError);
    const one = await encryptAge([anna.kemPublicKey], padded);
    expect(() => parseContainer(one)).toThrow(/too few stanzas/);
    const none = await new Encrypter().encrypt(padded);
    expect(() => parseContainer(none)).toThrow(/too few stanzas/);
  });

  it("refuses stanzas of other kinds among ours", async () => {
    const x25519 = await identityToRecipient(await generateX25519Identity());
    for (const order of [[x25519, anna, bert], [anna, x25519, bert], [anna, bert, x25519]]) {
      const encrypter = new Encrypter();
      for (const each of order) encrypter.addRecipient(typeof each === "string" ? each : ageRecipient(each.kemPublicKey));
      const mixed = await encrypter.encrypt(padded);
      expect(() => parseContainer(mixed)).toThrow(InvalidInputError);
      await expect(openMessage(mixed, openOptions(bert, messageFrom(anna, [bert]), [anna]))).rejects.toThrow(OpenError);
    }
    const passphrase = new Encrypter();
    passphrase.setPassphrase("passphrase");
    passphrase.setScryptWorkFactor(2);
    const scrypt = await passphrase.encrypt(padded);
    expect(() => parseContainer(scrypt)).toThrow(InvalidInputError);
  });

  type Change = (container: string, argument: string, body: string) => string;
  it.each<[string, Change]>([
    ["grease", (container) => container.replace("-> mlkem", "-> grease x\n\n-> mlkem")],
    ["an extra argument", (container, argument) => container.replace(argument, `${argument} x`)],
    ["two spaces", (container) => container.replace("-> ", "->  ")],
    ["carriage returns", (container) => container.replace("age-encryption.org/v1\n", "age-encryption.org/v1\r\n")],
    ["carriage returns later", (container, _, body) => container.replace(`${body}\n`, `${body}\r\n`)],
    ["another version", (container) => container.replace("v1", "v2")],
    ["unused bits in the share", (container, argument) => container.replace(argument, argument.slice(0, -1) + "B")],
    ["unused bits in the body", (container, _, body) => container.replace(body, body.slice(0, -1) + "B")],
    ["base64url", (container, argument) => container.replace(argument, `${argument.slice(0, 30)}-${argument.slice(31)}`)],
    ["padding", (container, _, body) => container.replace(body, `${body.slice(0, -1)}=`)],
    ["upper case", (container) => container.replace("mlkem", "MLKEM")],
    ["no MAC", (container) => container.replace(/\n--- [^\n]*\n/, "\n---\n")],
    ["another mark before the MAC", (container) => container.replace("\n--- ", "\n+++ ")],
    ["no line end after the MAC", (container) => container.replace(/(\n--- [^\n]*)\n/, "$1A")],
    ["a longer MAC", (container) => container.replace(/\n--- /, "\n--- A")],
    ["something before", (container) => ` ${container}`],
    ["armor", (container) => `-----BEGIN AGE ENCRYPTED FILE-----\n${btoa(container)}\n-----END AGE ENCRYPTED FILE-----\n`],
    ["characters beyond ASCII", (container, argument) => container.replace(argument.slice(30, 32), "é\u00ff")],
  ])("refuses a header with %s", async (_, change) => {
    const container = Buffer.from(await encryptAge([anna.kemPublicKey, bert.kemPublicKey], padded)).toString("latin1");
    const [argument = "", body = ""] = container.slice(22, 22 + 1557).split("\n");
    const changed = change(container, argument, body);
    expect(changed).not.toBe(container);
    expect(() => parseContainer(new Uint8Array(Buffer.from(changed, "latin1")))).toThrow(InvalidInputError);
  });

  it("refuses what is too long, before reading it", () => {
    expect(() => parseContainer(new Uint8Array(CONTAINER_MAX_BYTES + 1))).toThrow(/too long/);
    expect(() => parseContainer(new Uint8Array(CONTAINER_MAX_BYTES))).toThrow(/version/);
  });

  it("takes one stanza more than there may be recipients, and no further one", async () => {
    const container = await encryptAge([anna.kemPublicKey, bert.kemPublicKey], padded);
    const [start, stanza, rest] = [container.subarray(0, 22), container.subarray(22, 22 + 1557), container.subarray(22 + 2 * 1557)];
    const withStanzas = (count: number): Uint8Array => Buffer.concat([start, ...Array.from({ length: count }, () => stanza), rest]);
    expect(parseContainer(withStanzas(RECIPIENTS_MAX + 1)).stanzas).toBe(RECIPIENTS_MAX + 1);
    expect(() => parseContainer(withStanzas(RECIPIENTS_MAX + 2))).toThrow(/too many stanzas/);
  });

  it("refuses every truncation of the header", async () => {
    const container = await encryptAge([anna.kemPublicKey, bert.kemPublicKey], padded);
    for (let length = 0; length < container.length - 4000; length += 7) expect(() => parseContainer(container.subarray(0, length))).toThrow(InvalidInputError);
  });

  it("agrees with age on the header's bytes", async () => {
    const container = await encryptAge([anna.kemPublicKey, bert.kemPublicKey], padded);
    const header = Buffer.from(container.subarray(0, 22 + 2 * 1557)).toString("latin1");
    const shares = [...header.matchAll(/-> mlkem768x25519 (\S+)\n(\S+)\n/g)];
    expect(shares).toHaveLength(2);
    for (const [, share = ""] of shares) expect(fromBase64Url(share.replaceAll("+", "-").replaceAll("/", "_"))).toHaveLength(1120);
    expect(encodeUtf8("age-encryption.org/v1\n")).toHaveLength(22);
  });
});
