// A recovery key of somebody else's: put into the account by the server, by whoever sits at an open browser, or by a replayed one.
import { createAccountKey, createKit, kitProof, kitUnlockKey, ready, sha256, toBase64Url, wrapAccountKey, type Id } from '#crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../support/browser-stand-in.ts';
import { founder } from '../support/client.ts';
import { lying, ownEntry } from '../support/lying-server.ts';
import { prepare, wireRekey } from '../support/renewal.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
beforeAll(async () => {
  await ready();
  server = await startTestServer();
});
afterAll(() => server?.stop());

const NEW_PASSWORD = 'another-long-password-11';
const NOTHING = 'A'.repeat(43);

describe('a recovery key that the server enrols', () => {
  it('opens nothing: what it is given for recovery was never sealed to it', async () => {
    const ana = await (await new VaultPerson(server).signUp()).confirm();
    const { account } = await ownEntry(ana);
    const evil = createKit();
    const proofHash = Buffer.from(await sha256(await kitProof(evil.entropy)));
    await server.database.updateTable('accounts').set({ kit_proof_hash: proofHash }).where('id', '=', account).execute();
    const thief = ana.elsewhere();
    const attempt = thief.vault.recover({ address: ana.address, words: evil.words.join(' '), password: NEW_PASSWORD });
    expect(await refused(attempt)).toBe('wrong_kit');
    expect(await thief.vault.session()).toBeNull();
  });

  it('under an account key of its own gives the owner’s browser an account that is not theirs, which it refuses', async () => {
    const ana = await (await new VaultPerson(server).signUp()).confirm();
    const { account } = await ownEntry(ana);
    // The server knows this account key, and wants it used from now on.
    const known = createAccountKey();
    const evil = createKit();
    const sealed = toBase64Url(await wrapAccountKey(await kitUnlockKey(evil.entropy), { account: account as Id, name: 'kit', version: 1 }, known));
    const fresh = ana.elsewhere();
    const finished: string[] = [];
    const swap = lying([[/recovery\/start$/, (body: { wrap: object }) => void (body.wrap = { name: 'kit', version: 1, sealed })]]);
    fresh.intercept = (request, pass) => {
      finished.push(request.path);
      return swap(request, pass);
    };
    expect(await refused(fresh.vault.recover({ address: ana.address, words: ana.kit?.words.join(' ') ?? '', password: NEW_PASSWORD }))).toBe('wrong_kit');
    expect(finished).not.toContain('/api/recovery/finish');
  });

  it('of another account’s state is refused: chain, keyring and root are the account’s own or nothing is sealed anew', async () => {
    const [ana, ben] = [await (await new VaultPerson(server).signUp()).confirm(), await (await new VaultPerson(server).signUp()).confirm()];
    const theirs = await ownEntry(ben);
    const fresh = ana.elsewhere();
    fresh.intercept = lying([[/recovery\/start$/, (body: { identities: object[] }) => void (body.identities = theirs.identities)]]);
    const attempt = () => fresh.vault.recover({ address: ana.address, words: ana.kit?.words.join(' ') ?? '', password: NEW_PASSWORD });
    expect(await refused(attempt())).toBe('state_rolled_back');
    fresh.intercept = lying([[/recovery\/start$/, (body: { identities: object[] }) => void (body.identities = [])]]);
    expect(await refused(attempt())).toBe('state_rolled_back');
  });
});

describe('whoever sits at an open browser', () => {
  it('enrols no kit and no password without the password', async () => {
    const owner = await founder(server);
    const proved = await owner.prove();
    if (proved === null) throw new Error('wrong password');
    const rekey = wireRekey((await prepare(owner, { exportKey: proved.exportKey })).rekey);
    expect(refusal(await owner.call('POST /api/rekey', { body: { reauth: NOTHING, rekey } }))).toBe('410 ticket_expired');
    expect(refusal(await owner.call('POST /api/password/start', { body: { reauth: NOTHING, request: 'AAAA' } }))).toBe('410 ticket_expired');
    // Another's proof of a password does not serve for this account.
    const other = await founder(server);
    expect(refusal(await owner.call('POST /api/rekey', { body: { reauth: await other.reauthenticate(), rekey } }))).toBe('410 ticket_expired');
    const foreign = await other.prove();
    expect(refusal(await owner.call('POST /api/reauthenticate', { body: { login: foreign?.login, finish: foreign?.finish } }))).toBe('401 wrong_credentials');
    expect((await owner.call('POST /api/rekey', { body: { reauth: await owner.reauthenticate(), rekey } })).status).toBe(204);
  });

  it('enrols it once: the proof of the password serves one time and not for long', async () => {
    const owner = await founder(server);
    const reauth = await owner.reauthenticate();
    server.advance(6 * 60_000);
    expect(refusal(await owner.call('POST /api/password/start', { body: { reauth, request: 'AAAA' } }))).toBe('410 ticket_expired');
  });

  it('cannot pass a kit off as a new password, or add an unlock key of another kind', async () => {
    const owner = await founder(server);
    const wrap = { version: 2, sealed: 'A'.repeat(139) };
    for (const name of ['kit', 'passkey', 'session']) {
      const answer = await owner.call('POST /api/password/finish', { body: { registration: NOTHING, record: 'A'.repeat(256), wrap: { ...wrap, name } } });
      expect(refusal(answer)).toBe('400 invalid_request');
    }
  });
});
