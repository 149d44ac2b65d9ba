// Exported keys: an age file that stock age opens, whose identities open this account's containers; and what comes back in.
import { armor, Decrypter, Encrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { KemSeed } from "../../crypto/bytes.ts";
import { exportIdentities, importIdentities } from "../../crypto/keys/identity-file.ts";
import { addOldKem, createKeyring, kemSeeds, rotateKeyring, type Keyring } from "../../crypto/keys/keyring.ts";
import { parsePlaintext } from "../../crypto/message/plaintext.ts";
import { sealMessage } from "../../crypto/message/seal.ts";
import { encodeAgeIdentity, parseAgeIdentity } from "../../crypto/primitives/age-identity.ts";
import { passphraseFileKind } from "../../crypto/primitives/age-passphrase.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { kemPublicKey } from "../../crypto/primitives/xwing-decapsulate.ts";
import { createPerson, messageFrom, type Person } from "./people.ts";

/** In composed form (NFC). */
const PASSPHRASE = "orbit velvet caf\u00e9 lantern harvest";
const DECOMPOSED = PASSPHRASE.normalize("NFD");
const bytes = (text: string) => new TextEncoder().encode(text);

let anna: Person, bert: Person;
/** Bert's keyring after two rotations and a redeemed invitation, and its export. */
let keyring: Keyring;
let file: Uint8Array;
/** What stock age finds in it. */
let text: string;
beforeAll(async () => {
  await sodiumReady();
  [anna, bert] = await Promise.all([createPerson("anna@praxis.example"), createPerson("bert@lab.example")]);
  keyring = addOldKem(rotateKeyring(rotateKeyring(bert.keyring)), createKeyring().kem.current);
  file = await exportIdentities({ keyring, address: bert.address, now: Date.UTC(2026, 4, 3, 10), passphrase: DECOMPOSED });
  // Each of these costs its second or more.
  text = await stock(PASSPHRASE, file);
}, 120_000);

/** As stock age opens a file with a passphrase. */
async function stock(passphrase: string, armored: Uint8Array): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(armor.decode(new TextDecoder().decode(armored)), "text");
}

/** A file that stock age made. Cheap: only its own cost is tried. */
async function stockFile(content: string, { logN = 10 }: { logN?: number } = {}): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(logN);
  encrypter.setPassphrase(PASSPHRASE);
  return encrypter.encrypt(content);
}

describe("the exported file", () => {
  it("is opened by stock age, and its identities are the keyring's kem seeds, the one in use first", () => {
    const identities = text.split("\n").filter((line) => line.startsWith("AGE-SECRET-KEY-PQ-1"));
    expect(identities).toEqual(kemSeeds(keyring).map(encodeAgeIdentity));
    expect(identities).toHaveLength(4);
    for (const line of text.split("\n")) expect(line).toMatch(/^($|# |AGE-SECRET-KEY-PQ-1)/);
    expect(text).toContain(bert.address);
    expect(text).toContain("2026-05-03T10:00:00.000Z");
  });

  it("opens, with stock age, a message to a key from before two rotations", async () => {
    const { container, manifest } = await sealMessage(messageFrom(anna, [bert]));
    const decrypter = new Decrypter();
    for (const line of text.split("\n")) if (line.startsWith("AGE-")) decrypter.addIdentity(line);
    expect(JSON.parse(parsePlaintext(await decrypter.decrypt(container)).manifest.json)).toEqual(manifest);
  });

  it("holds no signing seed, and costs scrypt with N = 2^18", () => {
    for (const seed of [keyring.sign.current, ...keyring.sign.old]) expect(text).not.toContain(encodeAgeIdentity(seed as unknown as KemSeed));
    expect(Buffer.from(armor.decode(new TextDecoder().decode(file))).toString("latin1")).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S{22} 18\n/);
  });

  it("comes back as the same seeds, with the passphrase typed in another composition", async () => {
    expect(await importIdentities(DECOMPOSED, file)).toEqual(kemSeeds(keyring));
  });
});

describe("a file to import", () => {
  it("may be one that age itself made, with comments and other line ends", async () => {
    const identity = await generateHybridIdentity();
    const made = await stockFile(`# created: 2026\r\n# public key: ${await identityToRecipient(identity)}\r\n${identity}\r\n`);
    for (const either of [made, bytes(armor.encode(made))]) {
      const [seed] = await importIdentities(PASSPHRASE, either);
      expect(seed && encodeAgeIdentity(seed)).toBe(identity);
    }
  });

  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array]>([
    ["no age file", "not_age", () => bytes("AGE-SECRET-KEY-PQ-1QQQ")],
    ["empty", "not_age", () => new Uint8Array(0)],
    ["cut armor", "not_age", () => file.subarray(0, 300)],
    ["too long", "too_long", () => new Uint8Array(1_100_000)],
    ["sealed to keys instead of a passphrase", "not_passphrase", async () => (await sealMessage(messageFrom(anna, [bert]))).container],
    ["of a cost that nobody has memory for", "too_costly", () => bytes("age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 30\nZV/AhotwSGqaPCU43cepl4WYUouAa17a3xpu4G2yi5k\n--- fgMiVLJHMlg9fW7CVG/hPS5EAU4Zeg19LyCP7SoH5nA\n")],
    ["with an X25519 identity", "wrong_kind", async () => stockFile(await generateX25519Identity())],
    ["with a plugin's identity beside a good one", "wrong_kind", async () => stockFile(`${await generateHybridIdentity()}\nAGE-PLUGIN-YUBIKEY-1QQQQ\n`)],
    ["with a mistyped identity", "no_identity", async () => stockFile((await generateHybridIdentity()).replace(/.$/, (last) => (last === "Q" ? "P" : "Q")))],
    ["with nothing but comments", "no_identity", () => stockFile("# nothing\n")],
    ["with any text", "no_identity", () => stockFile("Dear colleague")],
    ["not text", "no_identity", () => stockFile("\ud800")],
  ])("that is %s is refused as %s", async (_, problem, make) => {
    await expect(importIdentities(PASSPHRASE, await make())).rejects.toMatchObject({ code: "identity_file_refused", problem });
  });

  it("is refused as a wrong passphrase for a wrong passphrase, and for a damaged body", async () => {
    const made = await stockFile(await generateHybridIdentity());
    await expect(importIdentities("another", made)).rejects.toMatchObject({ problem: "wrong_passphrase" });
    const damaged = made.slice();
    damaged[damaged.length - 1]! ^= 1;
    await expect(importIdentities(PASSPHRASE, damaged)).rejects.toMatchObject({ problem: "wrong_passphrase" });
  });
});

describe("an identity's line", () => {
  it("is age's own, and only its exact form is parsed", async () => {
    const identity = await generateHybridIdentity();
    const seed = parseAgeIdentity(identity);
    expect(seed && encodeAgeIdentity(seed)).toBe(identity);
    // The public key of the same seed is the one that age derives.
    const recipient = await identityToRecipient(identity);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    expect(seed && kemPublicKey(seed)).toHaveLength(1216);
    for (const other of [identity.toLowerCase(), ` ${identity}`, `${identity}Q`, await generateX25519Identity(), ""]) expect(parseAgeIdentity(other)).toBeNull();
  });

  it("never throws, and never takes anything else", () => {
    fc.assert(fc.property(fc.string(), (text) => parseAgeIdentity(text) === null && parseAgeIdentity(`AGE-SECRET-KEY-PQ-1${text}`) === null));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (content) => ["not_age"].includes(passphraseFileKind(content))));
  });
});
