// OPAQUE: both halves together, and the parameters of the library, checked from outside with other implementations.
import { createHmac } from "node:crypto";
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { beforeAll, describe, expect, it } from "vitest";
import { argon2id } from "../../crypto/primitives/argon2id.ts";
import {
  finishLogin, finishRegistration, fromBase64Url, InvalidInputError, normaliseAddress, startLogin, startRegistration,
} from "../../crypto/index.ts";
import {
  createOpaqueSetup, createUserIdentifier, fakeUserIdentifier, finishServerLogin, ready, registrationResponse, startServerLogin,
} from "../../crypto/server.ts";

const password = "ein schönes Kennwort";
const address = normaliseAddress("anna@praxis.example");
const userIdentifier = `account/${"A".repeat(43)}`;
let setup: string;

beforeAll(async () => {
  await ready();
  setup = createOpaqueSetup();
});

async function register(as = { password, address }) {
  const started = await startRegistration(as.password);
  const response = registrationResponse({ setup, userIdentifier, request: started.request });
  return { ...(await finishRegistration({ ...as, state: started.state, response })), started, response };
}

async function logIn(record: string | null, as = { password, address }) {
  const started = await startLogin(as.password);
  const answer = startServerLogin({ setup, userIdentifier, record, request: started.request, address });
  const finished = await finishLogin({ ...as, state: started.state, response: answer.response });
  return { finished, answer };
}

describe("password log-in", () => {
  it("gives the export key of the registration and proves the password", async () => {
    const registered = await register();
    const { finished, answer } = await logIn(registered.record);
    expect(finished).not.toBeNull();
    expect(registered.exportKey).toHaveLength(64);
    expect(finished!.exportKey).toEqual(registered.exportKey);
    expect(finishServerLogin({ state: answer.state, finish: finished!.finish })).toBe(true);
  });

  it("is null for a wrong password, another address and an unknown account", async () => {
    const { record } = await register();
    expect((await logIn(record, { password: `${password}!`, address })).finished).toBeNull();
    expect((await logIn(record, { password, address: normaliseAddress("berta@praxis.example") })).finished).toBeNull();
    expect((await logIn(null)).finished).toBeNull();
  });

  it("refuses a finish that belongs to another start, or is malformed", async () => {
    const { record } = await register();
    const one = await logIn(record);
    const two = await logIn(record);
    expect(finishServerLogin({ state: one.answer.state, finish: two.finished!.finish })).toBe(false);
    expect(finishServerLogin({ state: one.answer.state, finish: "" })).toBe(false);
    expect(finishServerLogin({ state: "no state", finish: one.finished!.finish })).toBe(false);
    expect(finishServerLogin({ state: one.answer.state, finish: one.finished!.finish })).toBe(true);
  });

  it("takes accents alike, however they were typed", async () => {
    const { record } = await register({ password: password.normalize("NFD"), address });
    expect(password.normalize("NFD")).not.toBe(password.normalize("NFC"));
    expect((await logIn(record, { password: password.normalize("NFC"), address })).finished).not.toBeNull();
  });

  it("refuses malformed messages with one error on both sides", async () => {
    const started = await startRegistration(password);
    const begun = await startLogin(password);
    const { request } = begun;
    for (const bad of ["", "!", "A".repeat(43), "_".repeat(43), "A".repeat(100_000)]) {
      expect(() => registrationResponse({ setup, userIdentifier, request: bad })).toThrow(InvalidInputError);
      expect(() => startServerLogin({ setup, userIdentifier, record: null, request: bad, address })).toThrow(InvalidInputError);
      expect(() => startServerLogin({ setup, userIdentifier, record: bad, request, address })).toThrow(InvalidInputError);
      await expect(finishRegistration({ password, state: started.state, response: bad, address })).rejects.toThrow(InvalidInputError);
      await expect(finishLogin({ password, state: begun.state, response: bad, address })).rejects.toThrow(InvalidInputError);
    }
    expect((await logIn((await register()).record)).finished).not.toBeNull();
  });
});

describe("an unknown address", () => {
  const bytes = (text: string): number => fromBase64Url(text).length;

  it("is answered in the same sizes as a known one", async () => {
    const known = (await logIn((await register()).record)).answer;
    const unknown = (await logIn(null)).answer;
    expect([bytes(known.response), bytes(known.state)]).toEqual([320, 128]);
    expect([bytes(unknown.response), bytes(unknown.state)]).toEqual([320, 128]);
  });

  it("is answered in the same class of time as a known one", async () => {
    const { record } = await register();
    const { request } = await startLogin(password);
    const time = (which: string | null): number => {
      const start = performance.now();
      startServerLogin({ setup, userIdentifier, record: which, request, address });
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    // Taken in turns, so that whatever else the machine does meets both.
    for (let i = 0; i < 150; i += 1) {
      known.push(time(record));
      unknown.push(time(null));
    }
    const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1]!;
    const ratio = median(known) / median(unknown);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  });

  it("has a user identifier that looks like a drawn one and stays the same", async () => {
    const secret = new Uint8Array(32).fill(7);
    const fake = await fakeUserIdentifier(secret, address);
    expect(fake).toMatch(/^account\/[A-Za-z0-9_-]{43}$/);
    expect(createUserIdentifier()).toMatch(/^account\/[A-Za-z0-9_-]{43}$/);
    expect(createUserIdentifier()).not.toBe(createUserIdentifier());
    expect(await fakeUserIdentifier(secret, address)).toBe(fake);
    expect(await fakeUserIdentifier(secret, normaliseAddress("berta@praxis.example"))).not.toBe(fake);
    expect(await fakeUserIdentifier(new Uint8Array(32).fill(8), address)).not.toBe(fake);
  });
});

describe("the library", () => {
  it("stretches by Argon2id with 64 MiB, 3 passes, 4 lanes: RFC 9807 computed anew gives the same export and masking keys", async () => {
    const { started, response, record, exportKey } = await register();
    const blind = fromBase64Url(started.state).subarray(0, 32);
    const evaluated = fromBase64Url(response).subarray(0, 32);
    const oprfOutput = ristretto255_oprf.oprf.finalize(new TextEncoder().encode(password.normalize("NFC")), blind, evaluated);
    const stretched = await argon2id(oprfOutput, new Uint8Array(16));
    // randomized_password = HKDF-Extract("", oprf_output | stretched); keys = HKDF-Expand(randomized_password, info)
    const randomizedPassword = createHmac("sha512", new Uint8Array(64)).update(oprfOutput).update(stretched).digest();
    const expand = (...info: Uint8Array[]): Uint8Array => {
      const hmac = createHmac("sha512", randomizedPassword);
      for (const part of info) hmac.update(part);
      return new Uint8Array(hmac.update(Uint8Array.of(1)).digest());
    };
    // record = client public key (32) | masking key (64) | envelope nonce (32) | envelope tag (64)
    const recordBytes = fromBase64Url(record);
    expect(recordBytes).toHaveLength(192);
    expect(new Uint8Array(exportKey)).toEqual(expand(recordBytes.subarray(96, 128), new TextEncoder().encode("ExportKey")));
    expect(new Uint8Array(recordBytes.subarray(32, 96))).toEqual(expand(new TextEncoder().encode("MaskingKey")));
  });
});
