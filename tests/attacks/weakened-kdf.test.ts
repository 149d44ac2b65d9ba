// A server that wants passwords and access codes stretched less, so that it can guess them: whatever it says, the browser stretches
// by the one set of parameters, and by nothing that an answer names.
import { createHmac } from 'node:crypto';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { argon2id } from 'hash-wasm';
import { createAccessCode, deriveInvitationKeys, finishRegistration, fromBase64Url, newId, normaliseAddress, ready, startRegistration } from '#crypto';
import { createOpaqueSetup, createUserIdentifier, registrationResponse } from '#crypto/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lying, ownEntry } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
beforeAll(async () => {
  await ready();
  server = await startTestServer();
});
afterAll(() => server?.stop());

/** By the library itself, with the parameters of SPEC.md written out. */
const stretched = (secret: Uint8Array, salt: Uint8Array) =>
  argon2id({ password: secret, salt, memorySize: 65_536, iterations: 3, parallelism: 4, hashLength: 64, outputType: 'binary' });
/** HKDF-Expand-SHA-512, one block. */
const expand = (key: Uint8Array, ...info: (Uint8Array | string)[]) => {
  const hmac = createHmac('sha512', key);
  for (const part of info) hmac.update(part);
  return hmac.update(Uint8Array.of(1)).digest();
};

const WEAK = {
  keyStretching: 'rapid', keyStretchingFunctionConfig: 'rapid', kdf: 'none', algorithm: 'argon2i', memory: 8, memorySize: 8, iterations: 1, passes: 1, parallelism: 1,
  lanes: 1, params: { memory: 8, iterations: 1, parallelism: 1 }, argon2: { m: 8, t: 1, p: 1 }, salt: '',
};

describe('parameters in the server’s answers', () => {
  it('are not read: an account made and opened among them is the same as without', async () => {
    const ana = new VaultPerson(server);
    const weaken = lying([[/\/(start|finish|redeem|settings)$/, (body: object) => ({ ...WEAK, ...body })]]);
    ana.intercept = weaken;
    await ana.signUp();
    await ana.confirm();
    ana.intercept = null;
    const fresh = await ana.elsewhere().logIn();
    expect((await ownEntry(fresh)).account).toBe((await ownEntry(ana)).account);
    const again = ana.elsewhere();
    again.intercept = weaken;
    await again.logIn();
  });
});

describe('the password', () => {
  it('is stretched by Argon2id with 64 MiB, 3 passes, 4 lanes, at the registration whose record the server keeps', async () => {
    const password = 'correct horse';
    const address = normaliseAddress('anna@practice.example');
    const { state, request } = await startRegistration(password);
    const response = registrationResponse({ setup: createOpaqueSetup(), userIdentifier: createUserIdentifier(), request });
    const { record, exportKey } = await finishRegistration({ password, state, response, address });
    // RFC 9807 anew, from the blind that the start drew and the element that the server evaluated.
    const oprf = ristretto255_oprf.oprf.finalize(new TextEncoder().encode(password), fromBase64Url(state).subarray(0, 32), fromBase64Url(response).subarray(0, 32));
    const randomized = createHmac('sha512', new Uint8Array(64)).update(oprf).update(await stretched(oprf, new Uint8Array(16))).digest();
    expect(Buffer.from(exportKey)).toEqual(expand(randomized, fromBase64Url(record).subarray(96, 128), 'ExportKey'));
  });
});

describe('an access code', () => {
  it('is stretched by Argon2id with 64 MiB, 3 passes, 4 lanes, before anything of it is shown', async () => {
    const [code, id] = [createAccessCode(), newId()];
    const { proof } = await deriveInvitationKeys(code, id);
    const key = await stretched(new TextEncoder().encode(code.replaceAll('-', '')), fromBase64Url(id));
    expect(Buffer.from(proof)).toEqual(expand(key, 'sealpost/v1/invitation/proof').subarray(0, 32));
  });
});
