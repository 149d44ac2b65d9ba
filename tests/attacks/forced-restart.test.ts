// A server that says an invitee has an account already, so that it starts again: on another's chain, or against the inviter's will.
import { ready, type SignedObject } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { invented, lying } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await founder();
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();

describe('an account that is there already, by the server’s word', () => {
  it('is not started again by an invitation that does not say so', async () => {
    const lee = new VaultPerson(server);
    const [code] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    const other = await invented(lee.address);
    lee.intercept = lying([[/register\/start$/, (body: { existing: unknown }) => void (body.existing = { account: other.account, identities: other.chain })]]);
    expect(await refused(lee.accept(code ?? { invitation: '', code: '' }))).toBe('claim_wrong');
  });

  it('is not started again on a chain that is not its own', async () => {
    const lee = new VaultPerson(server);
    const [code] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    await lee.accept(code ?? { invitation: '', code: '' });
    const again = await ana.vault.inviteAgain(lee.address);
    const elsewhere = await invented('somebody@elsewhere.example');
    const [first] = (await invented(lee.address)).chain as [SignedObject];
    const forged = { ...first, json: first.json.replace('"restart":false', '"restart":true') };
    for (const existing of [{ account: elsewhere.account, identities: elsewhere.chain }, { account: elsewhere.account, identities: [forged] }, { account: elsewhere.account, identities: [] }]) {
      const fresh = lee.elsewhere();
      const asked: string[] = [];
      const lie = lying([[/register\/start$/, (body: { existing: unknown }) => void (body.existing = existing)]]);
      fresh.intercept = (request, pass) => {
        asked.push(request.path);
        return lie(request, pass);
      };
      expect(await refused(fresh.accept(again))).toBe('not_verified');
      expect(asked.filter((path) => path.endsWith('/finish'))).toEqual([]);
    }
  });
});
