// Unlocking by a passkey in the vault itself, against servers that lie about it: only the wrap that this account sealed for this passkey
// opens, nothing else of the server's does, and what the PRF gave is overwritten and never sent.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccountKey, fromBase64Url, newId, passkeyUnlockKey, passkeyWrapName, randomBytes, toBase64Url, wrapAccountKey, type Id } from '#crypto';
import { assert, attest, type Credential, prfOf } from '../support/authenticator.ts';
import type { TestClient } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

type Signed = { ana: VaultPerson; account: Id; credential: Credential; sent: string[] };

/** What the stand-in for an authenticator needs of a person. */
const holder = (account: string) => ({ server, account }) as unknown as TestClient;

/** Somebody whose passkey opens the account; everything that their browser sends is written down. */
async function withPasskey(): Promise<Signed> {
  const ana = await (await new VaultPerson(server).signUp()).confirm();
  const sent: string[] = [];
  ana.intercept = async ({ init }, pass) => {
    sent.push(String(init.body ?? ''));
    return pass();
  };
  const session = await ana.vault.session();
  const account = (session?.account ?? '') as Id;
  const { challenge } = await ana.vault.beginPasskey({ password: ana.person.password });
  const { credential, passkey } = attest(holder(account), challenge);
  const output = prfOf(credential);
  await ana.vault.addPasskey({ attestation: passkey, name: 'Key', output });
  expect([...output]).toEqual(Array(32).fill(0));
  return { ana, account, credential, sent };
}

async function logIn(ana: VaultPerson, { credential, output = prfOf(credential) }: { credential: Credential; output?: Uint8Array<ArrayBuffer> }, address: string | null = null) {
  const { challenge } = await ana.vault.beginPasskeyLogIn();
  return await ana.vault.logInByPasskey({ assertion: assert(credential, challenge), output, address });
}

type Answer = { session: { account: string; address: string }; wrap: { version: number; sealed: string } };
/** The server's answer to the log-in, changed on its way. */
function lying(person: VaultPerson, change: (answer: Answer) => unknown): void {
  person.intercept = async ({ path }, pass) => {
    const response = await pass();
    if (path !== '/api/login/passkey/finish' || !response.ok) return response;
    const answer = (await response.json()) as Answer;
    const headers = new Headers(response.headers);
    return new Response(JSON.stringify((await change(answer)) ?? answer), { status: 200, headers });
  };
}

describe('a passkey', () => {
  it('opens the account on a new device, and what it gave is overwritten and was never sent', async () => {
    const { ana, account, credential, sent } = await withPasskey();
    const elsewhere = ana.elsewhere();
    elsewhere.intercept = ana.intercept;
    const output = prfOf(credential);
    expect(await logIn(elsewhere, { credential, output })).toMatchObject({ account, address: ana.address });
    expect([...output]).toEqual(Array(32).fill(0));
    expect((await elsewhere.vault.fingerprint(null)).groups).toEqual((await ana.vault.fingerprint(null)).groups);
    const secrets = [prfOf(credential), await passkeyUnlockKey(prfOf(credential))].flatMap((bytes) => [toBase64Url(bytes), Buffer.from(bytes).toString('hex'), Buffer.from(bytes).toString('base64')]);
    for (const secret of secrets) expect(sent.join('\n')).not.toContain(secret);
    // A reload asks for nothing.
    elsewhere.reload();
    expect(await elsewhere.vault.resume()).toMatchObject({ account });
  });

  it('asks the PRF for the constant, whatever the server says', async () => {
    const { ana, account, credential } = await withPasskey();
    const elsewhere = ana.elsewhere();
    elsewhere.intercept = async ({ path }, pass) => {
      const response = await pass();
      if (path !== '/api/login/passkey/start') return response;
      const body = { ...((await response.json()) as object), input: 'AAAA', salt: 'AAAA' };
      return new Response(JSON.stringify(body), { status: 200, headers: response.headers });
    };
    const { input } = await elsewhere.vault.beginPasskeyLogIn();
    expect(new TextDecoder().decode(input ?? new Uint8Array())).toBe('sealpost/v1/passkey/prf');
    expect(await logIn(elsewhere, { credential })).toMatchObject({ account });
  });

  const sealFor = async (credential: Buffer, { account, output, version }: { account: Id; output: Uint8Array; version: number }) =>
    toBase64Url(await wrapAccountKey(await passkeyUnlockKey(output), { account, name: await passkeyWrapName(credential), version }, createAccountKey()));

  it.each<[string, (signed: Signed) => (answer: Answer) => unknown]>([
    ['of an edition that it is not', () => (answer) => void (answer.wrap.version += 1)],
    ['with one bit turned', () => (answer) => {
      const sealed = fromBase64Url(answer.wrap.sealed);
      sealed[70]! ^= 1;
      answer.wrap.sealed = toBase64Url(sealed);
    }],
    ['as another account’s', () => (answer) => void (answer.session.account = newId())],
    ['made by the server, which has no PRF', ({ account, credential }) => async (answer) => void (answer.wrap.sealed = await sealFor(credential.id, { account, output: randomBytes(32), version: 1 }))],
    ['of another passkey of the same account', ({ account, credential }) => async (answer) => void (answer.wrap.sealed = await sealFor(Buffer.alloc(32, 4), { account, output: prfOf(credential), version: 1 }))],
  ])('does not open a wrap %s, and no session remains', async (_, change) => {
    const signed = await withPasskey();
    const elsewhere = signed.ana.elsewhere();
    lying(elsewhere, change(signed));
    await expect(logIn(elsewhere, signed)).rejects.toMatchObject({ code: 'passkey_does_not_open' });
    expect((await elsewhere.browser.call('GET /api/session')).status).toBe(401);
    expect(await elsewhere.vault.resume()).toBeNull();
  });

  it('does not open an account whose state does not belong to the key, though the wrap opens', async () => {
    const signed = await withPasskey();
    const { account, credential } = signed;
    const elsewhere = signed.ana.elsewhere();
    // As if somebody with the PRF, not with the account, had sealed a key of their own.
    lying(elsewhere, async (answer) => void (answer.wrap.sealed = await sealFor(credential.id, { account, output: prfOf(credential), version: answer.wrap.version })));
    await expect(logIn(elsewhere, signed)).rejects.toMatchObject({ code: 'state_rolled_back' });
    expect((await elsewhere.browser.call('GET /api/session')).status).toBe(401);
  });

  it('of another account does not open a page that is locked', async () => {
    const [mine, other] = [await withPasskey(), await withPasskey()];
    const page = mine.ana.elsewhere();
    await expect(logIn(page, other, mine.ana.address)).rejects.toMatchObject({ code: 'passkey_of_another' });
    expect((await page.browser.call('GET /api/session')).status).toBe(401);
    expect(await logIn(page, mine, mine.ana.address)).toMatchObject({ address: mine.ana.address });
  });

  it('opens nothing after a new kit until it is let again, and then the new keys', async () => {
    const { ana, account, credential } = await withPasskey();
    const prove = async () => {
      const { challenge } = await ana.vault.beginPasskeyUnlock();
      return assert(credential, challenge);
    };
    await ana.vault.renewKit({ password: ana.person.password, passkey: await prove() });
    await expect(logIn(ana.elsewhere(), { credential })).rejects.toMatchObject({ code: 'passkey_opens_nothing' });
    const answer = await ana.browser.call<{ passkeys: { id: string }[] }>('GET /api/passkeys');
    const output = prfOf(credential);
    await ana.vault.letPasskeyUnlock({ id: answer.body.passkeys[0]!.id, version: 2, password: ana.person.password, assertion: await prove(), output });
    expect([...output]).toEqual(Array(32).fill(0));
    expect(await logIn(ana.elsewhere(), { credential })).toMatchObject({ account });
  });
});
