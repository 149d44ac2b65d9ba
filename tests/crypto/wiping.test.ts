// Memory that held secrets is zeroed where the language allows: every buffer that was used as a key, or that came out of a
// derivation or decryption, is all zeros once the function has returned, but for those that the caller gave or is given.
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  createAccountKey, createIdentity, createKeyring, createKit, deriveInvitationKeys, newId, normaliseAddress, openAccount, OpenError, openState,
  passwordUnlockKey, prepareRekey, randomBytes, ready, sealAccount, sealState, sessionUnlockKey, createSessionHalf, unwrapAccountKey, wipeKeyring,
  createAccessCode, createInvitation, createInviter, openEscrow, openMessage, sealEscrow, sealMessage, deriveStateKey, encodeUtf8,
  kemSeeds, messageFileKey, openPass, sealPass,
  type AccountContents, type ExportKey,
} from "../../crypto/index.ts";
import { openPracticeTexts, sealPracticeTexts } from "../../crypto/practice/index.ts";
import { hkdfExpand } from "../../crypto/primitives/hkdf.ts";
import { createPerson, messageFrom, openOptions } from "./people.ts";

type Seen = { what: string; bytes: Uint8Array };

/** What WebCrypto was given as keys, what it gave out of HMAC and decryption, and into what decrypted bytes were copied. */
function watch(): Seen[] {
  const { subtle } = globalThis.crypto;
  const seen: Seen[] = [];
  const [importKey, sign, decrypt] = [subtle.importKey.bind(subtle), subtle.sign.bind(subtle), subtle.decrypt.bind(subtle)];
  vi.spyOn(subtle, "importKey").mockImplementation(((...given: Parameters<SubtleCrypto["importKey"]>) => {
    const [format, bytes, algorithm] = given as unknown as [string, Uint8Array, { name?: string } | string];
    // HPKE's constant is a key for WebCrypto only: the secret is its salt.
    if (format === "raw" && algorithm !== "HKDF") seen.push({ what: "a key", bytes });
    return importKey(...given);
  }) as SubtleCrypto["importKey"]);
  vi.spyOn(subtle, "sign").mockImplementation(async (...given) => {
    const result = await sign(...given);
    seen.push({ what: "a derivation", bytes: new Uint8Array(result) });
    return result;
  });
  vi.spyOn(subtle, "decrypt").mockImplementation(async (...given) => {
    const result = await decrypt(...given);
    seen.push({ what: "a decryption", bytes: new Uint8Array(result) });
    return result;
  });
  const set = Uint8Array.prototype.set;
  vi.spyOn(Uint8Array.prototype, "set").mockImplementation(function (this: Uint8Array, source, at) {
    if (source instanceof Uint8Array && seen.some(({ what, bytes }) => what === "a decryption" && bytes.buffer === source.buffer)) seen.push({ what: "a decrypted whole", bytes: this });
    set.call(this, source, at);
  });
  return seen;
}

/** `kept`: what the caller passed or got, and may still hold. */
function left(seen: readonly Seen[], kept: readonly Uint8Array[]): string[] {
  const isKept = (bytes: Uint8Array): boolean => kept.some((each) => each.buffer === bytes.buffer);
  return seen.filter(({ bytes }) => bytes.some((byte) => byte !== 0) && !isKept(bytes)).map(({ what, bytes }) => `${what} of ${bytes.length} bytes`);
}

function contentsOf(): AccountContents {
  return {
    account: newId(), accountKey: createAccountKey(), keyring: createKeyring(), exportKey: randomBytes(64) as ExportKey, kit: createKit().entropy,
    versions: { passwordWrap: 1, kitWrap: 1, keyring: 1, root: 1 }, blobs: [{ name: "contacts", version: 1, content: encodeUtf8("contacts") }],
  };
}

beforeAll(ready);
afterEach(() => void vi.restoreAllMocks());

describe("after it has returned, nothing secret is left of", () => {
  it("a derivation", async () => {
    const key = randomBytes(64);
    const seen = watch();
    const output = await hkdfExpand(key, { hash: "SHA-512", info: encodeUtf8("info"), length: 200 });
    expect(seen).toHaveLength(5);
    expect(left(seen, [key])).toEqual([]);
    expect(output.some((byte) => byte !== 0)).toBe(true);
  });

  it("sealing an account: both unlock keys, the state key, the key of the keyring, the kit's proof", async () => {
    const contents = contentsOf();
    const seen = watch();
    await sealAccount(contents);
    expect(seen.length).toBeGreaterThan(20);
    expect(left(seen, [contents.accountKey, contents.exportKey, contents.kit])).toEqual([]);
  });

  it("opening an account, but the state key and the keyring", async () => {
    const contents = contentsOf();
    const { state } = await sealAccount(contents);
    const { account, accountKey } = contents;
    const seen = watch();
    const opened = await openAccount(accountKey, { account, root: state.root, keyring: state.put[0]! });
    expect(left(seen, [accountKey, opened.stateKey])).toEqual([]);
  });

  it("an account that does not open: not even the state key", async () => {
    const contents = contentsOf();
    const { state } = await sealAccount(contents);
    const { account, accountKey } = contents;
    const seen = watch();
    await expect(openAccount(accountKey, { account, root: state.root, keyring: { version: 2, sealed: state.put[0]!.sealed } })).rejects.toThrow(OpenError);
    expect(seen.length).toBeGreaterThan(3);
    expect(left(seen, [accountKey])).toEqual([]);
  });

  it("unlocking by password and by session, but the account key", async () => {
    const contents = contentsOf();
    const { wraps } = await sealAccount(contents);
    const unlockKey = await passwordUnlockKey(contents.exportKey);
    const [half, share] = [await createSessionHalf(), randomBytes(32)];
    const seen = watch();
    const accountKey = await unwrapAccountKey(unlockKey, { account: contents.account, name: "password", version: 1 }, wraps[0]!.sealed);
    await sessionUnlockKey(half, share);
    expect(left(seen, [unlockKey, accountKey])).toEqual([]);
  });

  it("a blob of the state, but its content", async () => {
    const stateKey = await deriveStateKey(createAccountKey());
    const scope = { account: newId(), name: "contacts", version: 1 };
    const seen = watch();
    const content = await openState(stateKey, scope, await sealState(stateKey, scope, encodeUtf8("contacts")));
    expect(left(seen, [stateKey, content])).toEqual([]);
  });

  it("a re-key, but the new account key and keyring: neither the new kit nor the old state", async () => {
    const contents = contentsOf();
    const { account, accountKey, keyring } = contents;
    const address = normaliseAddress("anna@praxis.example");
    const { identity } = await createIdentity(keyring, { account, address });
    const { state, root } = await sealAccount(contents);
    const seen = watch();
    const prepared = await prepareRekey({ account, address, accountKey, keyring, root, identity, reason: "renewal", exportKey: contents.exportKey, blobs: state.put, wrapVersions: { password: 1, kit: 1 } });
    expect(left(seen, [accountKey, contents.exportKey, prepared.accountKey])).toEqual([]);
  });

  it("an access code, but its three keys", async () => {
    const seen = watch();
    const keys = await deriveInvitationKeys(createAccessCode(), newId());
    expect(seen.length).toBeGreaterThan(5);
    expect(left(seen, [])).toEqual([]);
    expect([keys.escrowKey, keys.proof, keys.claimKey].every((key) => key.some((byte) => byte !== 0))).toBe(true);
  });

  it("an escrow, but its seed", async () => {
    const inviter = await createPerson("anna@praxis.example");
    const [id, practice] = [newId(), newId()];
    const by = { account: inviter.account, identity: inviter.identity.hash };
    const made = await createInvitation(inviter.keyring, { id, practice, address: normaliseAddress("new@lab.example"), expires: 1_800_000_000, inviter: by });
    const statement = await createInviter(inviter.keyring, { invitation: id, practice, ...by, address: inviter.address, name: "Anna" });
    const { escrowKey } = await deriveInvitationKeys(createAccessCode(), id);
    const seen = watch();
    const sealed = await sealEscrow(escrowKey, { id }, { seed: made.seed, inviter: statement });
    const opened = await openEscrow(escrowKey, { id, object: made.object }, sealed);
    expect(left(seen, [escrowKey])).toEqual([]);
    expect(opened.seed).toEqual(made.seed);
  });
});

/** What age-encryption is given and gives: the plaintext, with the attachments' keys in it. */
async function watchAge(): Promise<Uint8Array[]> {
  const plaintexts: Uint8Array[] = [];
  const age = await import("age-encryption");
  const [encrypt, decrypt] = [age.Encrypter.prototype.encrypt, age.Decrypter.prototype.decrypt];
  vi.spyOn(age.Encrypter.prototype, "encrypt").mockImplementation(function (this: InstanceType<typeof age.Encrypter>, plaintext: never) {
    plaintexts.push(plaintext);
    return encrypt.call(this, plaintext);
  } as never);
  vi.spyOn(age.Decrypter.prototype, "decrypt").mockImplementation(async function (this: InstanceType<typeof age.Decrypter>, file: never) {
    const plaintext = (await decrypt.call(this, file)) as unknown as Uint8Array;
    plaintexts.push(plaintext);
    return plaintext;
  } as never);
  return plaintexts;
}

const zeros = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

describe("neither sealing nor opening leaves the plaintext", () => {
  it("of a message", async () => {
    const [anna, bert] = await Promise.all([createPerson("anna@praxis.example"), createPerson("bert@lab.example")]);
    const plaintexts = await watchAge();
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    const { manifest } = await openMessage(container, openOptions(bert, parts, [anna]));
    await expect(openMessage(container, openOptions(bert, { ...parts, notice: { subject: "another", text: "" } }, [anna]))).rejects.toThrow(OpenError);
    expect(manifest.subject).toBe(parts.manifest.subject);
    expect(plaintexts.map((bytes) => [bytes.length, zeros(bytes)])).toEqual([[4096, true], [4096, true], [4096, true]]);
  });

  it("of a pass", async () => {
    const [anna, bert] = await Promise.all([createPerson("anna@praxis.example"), createPerson("bert@lab.example")]);
    const parts = messageFrom(anna, [anna]);
    const { container } = await sealMessage(parts);
    const fileKey = await messageFileKey(container, { kemSeeds: kemSeeds(anna.keyring), stanza: null, role: "sender" });
    const expected = { message: parts.manifest.id, sender: anna.account, handOver: newId(), giver: anna.account };
    const giver = { account: anna.account, identity: anna.identity.hash, address: anna.address };
    const plaintexts = await watchAge();
    const sealed = await sealPass({ ...expected, giver, container, fileKey, time: 1, receiver: bert, keyring: anna.keyring });
    const options = { kemSeeds: kemSeeds(bert.keyring), self: { account: bert.account, addresses: [bert.address] }, container, expect: expected, giverIdentity: async () => anna.identity };
    expect((await openPass(sealed, options)).fileKey).toEqual(fileKey);
    await expect(openPass(sealed, { ...options, giverIdentity: async () => null })).rejects.toThrow(OpenError);
    expect(plaintexts.map(zeros)).toEqual([true, true, true]);
  });

  it("of a practice's texts", async () => {
    const anna = await createPerson("anna@praxis.example");
    const [practice, signer] = [newId(), { account: anna.account, identity: anna.identity.hash }];
    const plaintexts = await watchAge();
    const { sealed } = await sealPracticeTexts({ practice, edition: 1, time: 1, signer, receivers: [anna], content: { signature: null, templates: [] }, keyring: anna.keyring });
    const options = { kemSeeds: kemSeeds(anna.keyring), stanza: 0, self: anna.account, expect: { practice, edition: 1 }, seen: null, signerIdentity: async () => anna.identity };
    expect((await openPracticeTexts(sealed, options)).content.templates).toEqual([]);
    await expect(openPracticeTexts(sealed, { ...options, self: newId() })).rejects.toThrow(OpenError);
    expect(plaintexts.map(zeros)).toEqual([true, true, true]);
  });
});

it("wipes a keyring whole", () => {
  const keyring = createKeyring();
  wipeKeyring(keyring);
  for (const seed of [keyring.sign.current, keyring.kem.current]) expect(seed.every((byte) => byte === 0)).toBe(true);
});
