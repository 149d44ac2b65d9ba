// Our frozen vectors for what unlocks an account and what it keeps: made again from their inputs, opened, and the invalid refused.
import { beforeAll, describe, expect, it } from "vitest";
import {
  comparisonCode, createIdentity, deriveStateKey, fingerprint, fromBase64Url, InvalidInputError, kitProof, kitUnlockKey, OpenError,
  openKeyring, openState, parseKit, parseRoot, passkeyPrfInput, passkeyUnlockKey, passkeyWrapName, passwordUnlockKey, ready, RecoveryKitError, sessionUnlockKey, sha256, toBase64Url,
  unwrapAccountKey, VerificationError, verifyAgainstRoot, verifyIdentityChain,
  type AccountKey, type Address, type ExportKey, type Id, type KemSeed, type Keyring, type KitEntropy, type SignSeed, type StateKey,
  type UnlockKey, type WrapName,
} from "../../crypto/index.ts";
import { openRoot } from "../../crypto/keys/state-root.ts";
import { encodeKeyring, parseKeyring } from "../../crypto/keys/keyring-encoding.ts";
import { wordsOf } from "../../crypto/primitives/mnemonic.ts";
import { sealWith } from "../../crypto/primitives/seal.ts";
import identityVectors from "../../crypto/vectors/identity.json" with { type: "json" };
import keyringVectors from "../../crypto/vectors/keyring.json" with { type: "json" };
import passkeyVectors from "../../crypto/vectors/passkey.json" with { type: "json" };
import kitVectors from "../../crypto/vectors/recovery-kit.json" with { type: "json" };
import stateVectors from "../../crypto/vectors/state.json" with { type: "json" };
import unlockVectors from "../../crypto/vectors/unlock.json" with { type: "json" };

beforeAll(ready);

describe("recovery kit", () => {
  it.each(kitVectors.valid)("$words", async (vector) => {
    const entropy = fromBase64Url(vector.entropy) as KitEntropy;
    expect(wordsOf(entropy).join(" ")).toBe(vector.words);
    expect(toBase64Url(parseKit(vector.words))).toBe(vector.entropy);
    expect(toBase64Url(await kitUnlockKey(entropy))).toBe(vector.unlockKey);
    expect(toBase64Url(await kitProof(entropy))).toBe(vector.proof);
    expect(toBase64Url(await sha256(await kitProof(entropy)))).toBe(vector.proofHash);
  });
  it("as typed", () => {
    for (const { typed, entropy } of kitVectors.typed) expect(toBase64Url(parseKit(typed))).toBe(entropy);
  });
  it.each(kitVectors.invalid)("refused: $problem", ({ typed, problem, word }) => {
    expect(() => parseKit(typed)).toThrow(RecoveryKitError);
    expect(() => parseKit(typed)).toThrow(expect.objectContaining({ problem, word }));
  });
});

describe("unlocking", () => {
  const { accountKey, password, session } = unlockVectors;
  const scopeOf = (wrap: { account: string; name: string; version: number }) =>
    ({ account: wrap.account as Id, name: wrap.name as WrapName, version: wrap.version });

  it("password and session", async () => {
    expect(toBase64Url(await passwordUnlockKey(fromBase64Url(password.exportKey) as ExportKey))).toBe(password.unlockKey);
    const half = await crypto.subtle.importKey("raw", fromBase64Url(session.half), { name: "HMAC", hash: "SHA-512" }, false, ["sign"]);
    expect(toBase64Url(await sessionUnlockKey(half, fromBase64Url(session.share)))).toBe(session.unlockKey);
  });
  it.each(unlockVectors.wraps)("wrap $name", async (wrap) => {
    const unlockKey = fromBase64Url(wrap.unlockKey) as UnlockKey;
    const message = { salt: fromBase64Url(wrap.salt), plaintext: fromBase64Url(accountKey) };
    const scope = { purpose: "account-key", owner: wrap.account, name: wrap.name, version: wrap.version } as const;
    expect(toBase64Url(await sealWith(unlockKey, scope, message))).toBe(wrap.sealed);
    expect(toBase64Url(await unwrapAccountKey(unlockKey, scopeOf(wrap), fromBase64Url(wrap.sealed)))).toBe(accountKey);
  });
  it.each(unlockVectors.invalid)("refused: $why", async (wrap) => {
    const opening = unwrapAccountKey(fromBase64Url(wrap.unlockKey) as UnlockKey, scopeOf(wrap), fromBase64Url(wrap.sealed));
    await expect(opening).rejects.toThrow(OpenError);
  });
});

describe("passkey", () => {
  it("asks every PRF for the same", () => {
    expect(toBase64Url(passkeyPrfInput())).toBe(passkeyVectors.prfInput);
  });
  it.each(passkeyVectors.valid)("wrap $name, version $version", async ({ account, credential, output, version, ...vector }) => {
    const name = await passkeyWrapName(fromBase64Url(credential));
    const unlockKey = await passkeyUnlockKey(fromBase64Url(output));
    expect([name, toBase64Url(unlockKey)]).toEqual([vector.name, vector.unlockKey]);
    const message = { salt: fromBase64Url(vector.salt), plaintext: fromBase64Url(passkeyVectors.accountKey) };
    expect(toBase64Url(await sealWith(unlockKey, { purpose: "account-key", owner: account, name, version }, message))).toBe(vector.sealed);
    const opened = await unwrapAccountKey(unlockKey, { account: account as Id, name, version }, fromBase64Url(vector.sealed));
    expect(toBase64Url(opened)).toBe(passkeyVectors.accountKey);
  });
  it.each(passkeyVectors.invalid)("refused: $why", async ({ account, credential, output, version, sealed, error }) => {
    const opening = async () => {
      const [unlockKey, name] = [await passkeyUnlockKey(fromBase64Url(output)), await passkeyWrapName(fromBase64Url(credential))];
      return await unwrapAccountKey(unlockKey, { account: account as Id, name, version }, fromBase64Url(sealed));
    };
    await expect(opening()).rejects.toThrow(expect.objectContaining({ code: error }));
  });
});

describe("keyring", () => {
  const { account, version, invalid, sealed, encoded, ...vector } = keyringVectors;
  const [signCurrent, ...signOld] = vector.sign.map((seed) => fromBase64Url(seed) as SignSeed);
  const [kemCurrent, ...kemOld] = vector.kem.map((seed) => fromBase64Url(seed) as KemSeed);
  const keyring: Keyring = { sign: { current: signCurrent!, old: signOld }, kem: { current: kemCurrent!, old: kemOld } };
  const accountKey = fromBase64Url(vector.accountKey) as AccountKey;
  const scope = { account: account as Id, version };

  it("encoded and sealed", async () => {
    expect(toBase64Url(encodeKeyring(keyring))).toBe(encoded);
    const sealScope = { purpose: "keyring", owner: account, name: "keyring", version } as const;
    const message = { salt: fromBase64Url(vector.salt), plaintext: fromBase64Url(encoded) };
    expect(toBase64Url(await sealWith(fromBase64Url(vector.sealKey), sealScope, message))).toBe(sealed);
    expect(toBase64Url(encodeKeyring(await openKeyring(accountKey, scope, fromBase64Url(sealed))))).toBe(encoded);
  });
  it.each(invalid)("refused: $why", async (wrong) => {
    expect(() => parseKeyring(fromBase64Url(wrong.encoded))).toThrow(InvalidInputError);
    await expect(openKeyring(accountKey, scope, fromBase64Url(wrong.sealed))).rejects.toThrow(OpenError);
  });
});

describe("state", () => {
  const account = stateVectors.account as Id;
  const stateKey = fromBase64Url(stateVectors.stateKey) as StateKey;
  const { root } = stateVectors;

  it("key", async () => {
    expect(toBase64Url(await deriveStateKey(fromBase64Url(stateVectors.accountKey) as AccountKey))).toBe(stateVectors.stateKey);
  });
  it.each(stateVectors.blobs)("blob $name", async ({ name, version, content, sealed, sha256: hash }) => {
    expect(toBase64Url(await openState(stateKey, { account, name, version }, fromBase64Url(sealed)))).toBe(content);
    expect(await fingerprint(fromBase64Url(sealed))).toBe(hash);
    const opened = await openRoot(stateKey, { account, version: root.version }, fromBase64Url(root.sealed));
    await expect(verifyAgainstRoot(opened, { name, version, sealed: fromBase64Url(sealed) })).resolves.toBeUndefined();
  });
  it("root", async () => {
    const opened = await openRoot(stateKey, { account, version: root.version }, fromBase64Url(root.sealed));
    expect(opened).toEqual(parseRoot(new TextEncoder().encode(root.json)));
  });
  it.each(stateVectors.invalid)("refused: $why", async ({ name, version, sealed }) => {
    await expect(openState(stateKey, { account, name, version }, fromBase64Url(sealed))).rejects.toThrow(OpenError);
  });
  it.each(stateVectors.invalidRoots)("refused as root: %s", (json) => {
    expect(() => parseRoot(new TextEncoder().encode(json))).toThrow(InvalidInputError);
  });
});

describe("identity", () => {
  const { seeds, chain, hashes, kemPublicKeys, comparisonCodes, invalid } = identityVectors;
  const account = identityVectors.account as Id;
  const address = identityVectors.address as Address;
  const sign = seeds.map((seed) => fromBase64Url(seed.sign) as SignSeed);
  const kem = seeds.map((seed) => fromBase64Url(seed.kem) as KemSeed);
  const keyringOf = (index: number): Keyring =>
    ({ sign: { current: sign[index]!, old: sign.slice(0, index) }, kem: { current: kem[index]!, old: kem.slice(0, index) } });

  it("made again: first, rotation, restart", async () => {
    const first = await createIdentity(keyringOf(0), { account, address });
    const rotation = await createIdentity(keyringOf(1), { account, address, previous: first.identity });
    const restart = await createIdentity(keyringOf(2), { account, address, previous: rotation.identity, restart: true });
    expect([first.identity, rotation.identity, restart.identity]).toEqual(chain);
    expect([first, rotation, restart].map((made) => toBase64Url(made.kemPublicKey))).toEqual(kemPublicKeys);
  });
  it("verified", async () => {
    for (const length of [1, 2, 3]) {
      const verified = await verifyIdentityChain(chain.slice(0, length), fromBase64Url(kemPublicKeys[length - 1]!));
      expect(verified.map((identity) => identity.hash)).toEqual(hashes.slice(0, length));
    }
    expect(hashes.map((hash) => comparisonCode(hash).join("-"))).toEqual(comparisonCodes);
  });
  it.each(invalid)("refused: $why", async (wrong) => {
    await expect(verifyIdentityChain(wrong.chain)).rejects.toThrow(VerificationError);
  });
});
