// Unlocking: each key opens its own wrap and no other.
import { createHmac, hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  createAccountKey, createKit, createSessionHalf, InvalidInputError, kitProof, kitUnlockKey, newId, passkeyPrfInput, passkeyUnlockKey, passkeyWrapName, OpenError, passwordUnlockKey,
  randomBytes, sessionUnlockKey, unwrapAccountKey, wrapAccountKey, type ExportKey, type UnlockKey,
} from "../../crypto/index.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** HKDF-Expand-SHA-512 to 32 bytes: one block, by Node's own HMAC. */
const expand = (key: Uint8Array, ...info: Uint8Array[]): Uint8Array => {
  const hmac = createHmac("sha512", key);
  for (const part of info) hmac.update(part);
  return new Uint8Array(hmac.update(Uint8Array.of(1)).digest().subarray(0, 32));
};

describe("unlock keys", () => {
  const exportKey = randomBytes(64) as ExportKey;
  const { entropy } = createKit();

  it("are HKDF-Expand-SHA-512 of what they come from", async () => {
    expect(new Uint8Array(await passwordUnlockKey(exportKey))).toEqual(expand(exportKey, utf8("sealpost/v1/vault")));
    expect(new Uint8Array(await kitUnlockKey(entropy))).toEqual(expand(entropy, utf8("sealpost/v1/kit/unlock")));
    expect(new Uint8Array(await kitProof(entropy))).toEqual(expand(entropy, utf8("sealpost/v1/kit/proof")));
    // Expand only: a full HKDF would give another key.
    expect(new Uint8Array(await kitUnlockKey(entropy))).not.toEqual(new Uint8Array(hkdfSync("sha512", entropy, "", "sealpost/v1/kit/unlock", 32)));
  });

  it("of a passkey come from 32 bytes that its PRF gives for a constant", async () => {
    const output = randomBytes(32);
    expect(new Uint8Array(await passkeyUnlockKey(output))).toEqual(expand(output, utf8("sealpost/v1/passkey/unlock")));
    for (const length of [0, 31, 33, 64]) await expect(passkeyUnlockKey(randomBytes(length))).rejects.toThrow(InvalidInputError);
    expect(new TextDecoder().decode(passkeyPrfInput())).toBe("sealpost/v1/passkey/prf");
    // A caller that overwrites what it was given changes nothing for the next.
    passkeyPrfInput().fill(0);
    expect(new TextDecoder().decode(passkeyPrfInput())).toBe("sealpost/v1/passkey/prf");
  });

  it("of a session need both halves", async () => {
    const raw = randomBytes(64);
    const half = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-512" }, false, ["sign"]);
    const share = randomBytes(32);
    const key = await sessionUnlockKey(half, share);
    expect(new Uint8Array(key)).toEqual(expand(raw, utf8("sealpost/v1/session/unlock"), share));
    expect(await sessionUnlockKey(half, randomBytes(32))).not.toEqual(key);
    expect(await sessionUnlockKey(await createSessionHalf(), share)).not.toEqual(key);
  });

  it("of a session come from a half that cannot be read", async () => {
    const half = await createSessionHalf();
    expect(half.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("raw", half)).rejects.toThrow("not extractable");
    await expect(sessionUnlockKey(half, randomBytes(31))).rejects.toThrow(InvalidInputError);
    const other = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    await expect(sessionUnlockKey(other, randomBytes(32))).rejects.toThrow(InvalidInputError);
  });
});

describe("a wrapped account key", () => {
  it("opens with its unlock key, account, name and version only", async () => {
    const unlockKey = randomBytes(32) as UnlockKey;
    const accountKey = createAccountKey();
    const scope = { account: newId(), name: "password", version: 1 } as const;
    const sealed = await wrapAccountKey(unlockKey, scope, accountKey);
    expect(sealed).toHaveLength(104);
    expect(await unwrapAccountKey(unlockKey, scope, sealed)).toEqual(accountKey);
    const refused = [
      () => unwrapAccountKey(randomBytes(32) as UnlockKey, scope, sealed),
      () => unwrapAccountKey(unlockKey, { ...scope, account: newId() }, sealed),
      () => unwrapAccountKey(unlockKey, { ...scope, name: "kit" }, sealed),
      () => unwrapAccountKey(unlockKey, { ...scope, version: 2 }, sealed),
      () => unwrapAccountKey(unlockKey, scope, sealed.with(103, sealed[103]! ^ 0x80)),
      () => unwrapAccountKey(unlockKey, scope, sealed.subarray(0, 103)),
    ];
    for (const refusal of refused) await expect(refusal()).rejects.toThrow(OpenError);
  });

  it("by a passkey opens for that passkey, account and version only", async () => {
    const [output, credential, accountKey] = [randomBytes(32), randomBytes(64), createAccountKey()];
    const unlockKey = await passkeyUnlockKey(output);
    const scope = { account: newId(), name: await passkeyWrapName(credential), version: 3 };
    const sealed = await wrapAccountKey(unlockKey, scope, accountKey);
    expect(await unwrapAccountKey(unlockKey, scope, sealed)).toEqual(accountKey);
    const other = await passkeyWrapName(credential.with(0, credential[0]! ^ 1));
    for (const wrong of [{ account: newId() }, { name: other }, { name: "password" as const }, { version: 2 }]) {
      await expect(unwrapAccountKey(unlockKey, { ...scope, ...wrong }, sealed)).rejects.toThrow(OpenError);
    }
    await expect(unwrapAccountKey(await passkeyUnlockKey(randomBytes(32)), scope, sealed)).rejects.toThrow(OpenError);
    for (const length of [0, 1024]) await expect(passkeyWrapName(randomBytes(length))).rejects.toThrow(InvalidInputError);
  });

  it("is never the same bytes twice", async () => {
    const unlockKey = randomBytes(32) as UnlockKey;
    const accountKey = createAccountKey();
    const scope = { account: newId(), name: "kit", version: 1 } as const;
    expect(await wrapAccountKey(unlockKey, scope, accountKey)).not.toEqual(await wrapAccountKey(unlockKey, scope, accountKey));
  });
});
