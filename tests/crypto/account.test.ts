// An account sealed, opened again, and re-keyed: what the server keeps opens with the new keys and no longer with the old.
import { beforeAll, describe, expect, it } from "vitest";
import {
  addOldKem, createAccountKey, createKit, createKeyring, deriveStateKey, encodeUtf8, InvalidInputError, kemSeeds, kitProof, kitUnlockKey,
  newId, openAccount, OpenError, openState, parseKit, passwordUnlockKey, prepareRekey, randomBytes, ready, sealAccount, sha256,
  unwrapAccountKey, VerificationError, verifyAgainstRoot, verifyIdentityChain, verifyRevoke,
  type AccountContents, type ExportKey, type KemSeed, type RekeyInput, type SealedAccount,
} from "../../crypto/index.ts";
import { createPerson, type Person } from "./signers.ts";

let person: Person;
let contents: AccountContents;
let sealed: SealedAccount;
const exportKey = randomBytes(64) as ExportKey;
const kit = createKit();
const invitationSeed = new Uint8Array(32).fill(3) as KemSeed;
const draft = `draft/${newId()}`;

beforeAll(async () => {
  await ready();
  person = await createPerson("anna");
  contents = {
    account: person.account,
    accountKey: createAccountKey(),
    keyring: addOldKem(person.keyring, invitationSeed),
    exportKey,
    kit: kit.entropy,
    versions: { passwordWrap: 1, kitWrap: 1, keyring: 1, root: 1 },
    blobs: [
      { name: "contacts", version: 1, content: encodeUtf8("contacts") },
      { name: draft, version: 4, content: encodeUtf8("draft") },
    ],
  };
  sealed = await sealAccount(contents);
});

const blobOf = (account: Pick<SealedAccount, "state">, name: string) => account.state.put.find((blob) => blob.name === name)!;

describe("a sealed account", () => {
  it("opens with password and kit alike", async () => {
    const [password, paper] = sealed.wraps;
    const { account, accountKey } = contents;
    expect(password).toMatchObject({ name: "password", version: 1 });
    expect(paper).toMatchObject({ name: "kit", version: 1 });
    expect(await unwrapAccountKey(await passwordUnlockKey(exportKey), { account, name: "password", version: 1 }, password!.sealed)).toEqual(accountKey);
    expect(await unwrapAccountKey(await kitUnlockKey(kit.entropy), { account, name: "kit", version: 1 }, paper!.sealed)).toEqual(accountKey);
    expect(sealed.kitProofHash).toEqual(await sha256(await kitProof(kit.entropy)));
  });

  it("holds a root that lists the keyring and every blob", async () => {
    expect(sealed.state).toMatchObject({ expectedVersion: 0, root: { version: 1 }, remove: [] });
    expect(Object.keys(sealed.root.blobs).sort()).toEqual(["contacts", draft, "keyring"].sort());
    const { account, accountKey } = contents;
    const opened = await openAccount(accountKey, { account, root: sealed.state.root, keyring: blobOf(sealed, "keyring") });
    expect(opened.root).toEqual(sealed.root);
    expect(kemSeeds(opened.keyring)).toEqual(kemSeeds(contents.keyring));
    for (const blob of sealed.state.put) await expect(verifyAgainstRoot(opened.root, blob)).resolves.toBeUndefined();
    expect(await openState(opened.stateKey, { account, name: draft, version: 4 }, blobOf(sealed, draft).sealed)).toEqual(encodeUtf8("draft"));
  });

  it("does not open with a keyring that the root does not list", async () => {
    const { account, accountKey } = contents;
    const other = await sealAccount(contents);
    await expect(openAccount(accountKey, { account, root: sealed.state.root, keyring: blobOf(other, "keyring") })).rejects.toThrow(OpenError);
    await expect(openAccount(accountKey, { account, root: { ...sealed.state.root, version: 2 }, keyring: blobOf(sealed, "keyring") })).rejects.toThrow(OpenError);
    await expect(openAccount(createAccountKey(), { account, root: sealed.state.root, keyring: blobOf(sealed, "keyring") })).rejects.toThrow(OpenError);
  });

  it("refuses one name twice", async () => {
    const twice = { name: "contacts", version: 1, content: encodeUtf8("") };
    await expect(sealAccount({ ...contents, blobs: [twice, twice] })).rejects.toThrow(InvalidInputError);
    await expect(sealAccount({ ...contents, blobs: [{ ...twice, name: "keyring" }] })).rejects.toThrow(InvalidInputError);
    await expect(sealAccount({ ...contents, blobs: [{ ...twice, name: "root" }] })).rejects.toThrow(InvalidInputError);
  });
});

describe("a re-key", () => {
  const input = (change: Partial<RekeyInput> = {}): RekeyInput => ({
    account: person.account,
    address: person.address,
    reason: "renewal",
    exportKey: new Uint8Array(64).fill(5) as ExportKey,
    accountKey: contents.accountKey,
    keyring: contents.keyring,
    root: sealed.root,
    blobs: sealed.state.put,
    identity: person.object,
    wrapVersions: { password: 1, kit: 1 },
    ...change,
  });

  it("seals everything anew, and keeps old mail readable", async () => {
    const { rekey, ...now } = await prepareRekey(input());
    const { account } = person;
    expect(now.accountKey).not.toEqual(contents.accountKey);
    expect(kemSeeds(now.keyring)).toEqual([now.keyring.kem.current, ...kemSeeds(contents.keyring)]);
    expect(rekey.state.expectedVersion).toBe(1);
    expect(rekey.state.root.version).toBe(2);
    expect(rekey.wraps.map(({ name, version }) => [name, version])).toEqual([["password", 2], ["kit", 2]]);
    const opened = await openAccount(now.accountKey, { account, root: rekey.state.root, keyring: blobOf(rekey, "keyring") });
    expect(opened.root).toEqual(now.root);
    expect(kemSeeds(opened.keyring)).toEqual(kemSeeds(now.keyring));
    expect(rekey.state.put.map(({ name, version }) => [name, version])).toEqual([["keyring", 2], ["contacts", 2], [draft, 5]]);
    expect(await openState(opened.stateKey, { account, name: draft, version: 5 }, blobOf(rekey, draft).sealed)).toEqual(encodeUtf8("draft"));
  });

  it("leaves nothing that the old account key opens", async () => {
    const { rekey } = await prepareRekey(input());
    const { account } = person;
    const oldState = await deriveStateKey(contents.accountKey);
    await expect(openState(oldState, { account, name: "contacts", version: 2 }, blobOf(rekey, "contacts").sealed)).rejects.toThrow(OpenError);
    await expect(openAccount(contents.accountKey, { account, root: rekey.state.root, keyring: blobOf(rekey, "keyring") })).rejects.toThrow(OpenError);
  });

  it("opens with the new password and the new kit, not with the old kit", async () => {
    const { rekey, accountKey, words } = await prepareRekey(input());
    const { account } = person;
    const [password, paper] = rekey.wraps;
    const newKit = parseKit(words.join(" "));
    expect(await unwrapAccountKey(await passwordUnlockKey(input().exportKey), { account, name: "password", version: 2 }, password!.sealed)).toEqual(accountKey);
    expect(await unwrapAccountKey(await kitUnlockKey(newKit), { account, name: "kit", version: 2 }, paper!.sealed)).toEqual(accountKey);
    expect(rekey.kitProofHash).toEqual(await sha256(await kitProof(newKit)));
    await expect(unwrapAccountKey(await kitUnlockKey(kit.entropy), { account, name: "kit", version: 2 }, paper!.sealed)).rejects.toThrow(OpenError);
  });

  it("rotates the identity, and revokes the old one only where it is compromised", async () => {
    const renewal = await prepareRekey(input());
    await expect(verifyIdentityChain([person.object, renewal.rekey.identity], renewal.rekey.kemPublicKey)).resolves.toHaveLength(2);
    expect(renewal.rekey.revoke).toBeNull();
    const compromise = await prepareRekey(input({ reason: "compromise" }));
    const revoked = await verifyRevoke(compromise.rekey.revoke!, person.identity.signPublicKey);
    expect(revoked).toMatchObject({ account: person.account, identity: person.identity.hash });
  });

  it("stops where the server holds a blob back or gives another", async () => {
    const others = await sealAccount(contents);
    const without = sealed.state.put.filter((blob) => blob.name !== "contacts");
    await expect(prepareRekey(input({ blobs: without }))).rejects.toThrow(VerificationError);
    await expect(prepareRekey(input({ blobs: others.state.put }))).rejects.toThrow(VerificationError);
    await expect(prepareRekey(input({ accountKey: createAccountKey() }))).rejects.toThrow(OpenError);
    await expect(prepareRekey(input({ keyring: createKeyring() }))).rejects.toThrow(InvalidInputError);
  });
});
