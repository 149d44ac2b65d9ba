// Another escrow, invitation or inviter in the place of those that the inviter made: the code does not vouch for them.
import {
  createAccessCode, createInvitation, createInviter, deriveInvitationKeys, identityHash, newId, normaliseAddress, OpenError, ready, sealEscrow, toBase64Url,
  type Id, type SignedObject,
} from '#crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../web/session/wire.ts';
import { founder, TestClient } from '../support/client.ts';
import { inviteSomebody, makeInvitation, redeem } from '../support/correspondence.ts';
import { invented, lying } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
});
afterAll(() => server?.stop());

describe('an escrow that the server replaced', () => {
  it('is refused by the invitee: it was not sealed with the code', async () => {
    const owner = await founder(server);
    const victim = await inviteSomebody(owner);
    const attacker = (await makeInvitation(owner, { address: victim.address })).wire;
    const theirs = { escrow: Buffer.from(attacker.escrow, 'base64url'), kem_public_key: Buffer.from(attacker.kemPublicKey, 'base64url'), object: attacker.object };
    await server.database.updateTable('invitations').set(theirs).where('id', '=', victim.invitation).execute();
    await expect(redeem(new TestClient(server), victim)).rejects.toThrow(OpenError);
  });

  it('is refused also where only the signed object was replaced', async () => {
    const owner = await founder(server);
    const victim = await inviteSomebody(owner);
    const { object } = (await makeInvitation(owner, { address: victim.address })).wire;
    await server.database.updateTable('invitations').set({ object }).where('id', '=', victim.invitation).execute();
    await expect(redeem(new TestClient(server), victim)).rejects.toThrow(OpenError);
  });

  it('of another invitation of the same inviter does not open under this one', async () => {
    const owner = await founder(server);
    const [one, other] = [await inviteSomebody(owner), await inviteSomebody(owner)];
    const row = await server.database.selectFrom('invitations').select(['escrow', 'proof_hash']).where('id', '=', other.invitation).executeTakeFirstOrThrow();
    await server.database.updateTable('invitations').set({ escrow: row.escrow }).where('id', '=', one.invitation).execute();
    await expect(redeem(new TestClient(server), one)).rejects.toThrow(OpenError);
  });
});

describe('the invitee’s browser', () => {
  type Redeemed = { inviter: Directory; escrow: string; object: SignedObject; address: string };
  const invited = async () => {
    const lee = new VaultPerson(server);
    const [made] = (await ana.vault.send(await ana.write([lee.address], { subject: 'Waiting' }))).codes;
    return { lee, made: made ?? { invitation: '', code: '' } };
  };

  /** Everything that a redeemed invitation of Mallory's would be, under the id of Ana's. */
  async function mallorys(address: string, { id, code }: { id: Id; code: string }): Promise<Redeemed> {
    const mallory = await invented(ana.address);
    const identity = await identityHash(mallory.chain[0] as SignedObject);
    const practice = newId();
    const inviter = { account: mallory.account, identity };
    const made = await createInvitation(mallory.keyring, { id, address: normaliseAddress(address), practice, expires: Math.floor(Date.now() / 1000) + 86_400, inviter });
    const statement = await createInviter(mallory.keyring, { invitation: id, practice, ...inviter, address: normaliseAddress(ana.address), name: 'Ana' });
    const { escrowKey } = await deriveInvitationKeys(code, id);
    const escrow = toBase64Url(await sealEscrow(escrowKey, { id }, { seed: made.seed, inviter: statement }));
    return { inviter: mallory.directory, escrow, object: made.object, address };
  }

  it('refuses another inviter, another address, another object and another escrow, one by one and all together', async () => {
    const { lee, made } = await invited();
    const id = made.invitation as Id;
    const other = await mallorys(lee.address, { id, code: createAccessCode() });
    const elsewhere = await invited();
    const lies: ((body: Redeemed) => unknown)[] = [
      (body) => (body.inviter = other.inviter),
      (body) => (body.inviter = { ...body.inviter, account: newId() }),
      (body) => (body.address = elsewhere.lee.address),
      (body) => (body.object = other.object),
      (body) => (body.object = { ...body.object, json: body.object.json.replace('"restart":false', '"restart":true') }),
      (body) => (body.escrow = other.escrow),
      (body) => void Object.assign(body, other),
    ];
    for (const lie of lies) {
      lee.intercept = lying([[/redeem$/, (body: Redeemed) => void lie(body)]]);
      expect(await refused(lee.accept(made))).toBe('claim_wrong');
    }
    // What Mallory could do with the code, to show that it is the code which decides.
    const stolen = await mallorys(lee.address, { id, code: made.code });
    lee.intercept = lying([[/redeem$/, (body: Redeemed) => void Object.assign(body, stolen)]]);
    await lee.vault.redeem({ id, token: null, code: made.code });
    lee.intercept = null;
    await lee.accept(made);
    expect(await lee.vault.contacts()).toMatchObject([{ address: ana.address, verification: { kind: 'access-code' } }]);
  });

  it('refuses an inviter whose keys the server lets follow by a restart that nobody signed', async () => {
    const { lee, made } = await invited();
    const genuine = (await ana.browser.call<{ results: Directory[] }>('POST /api/accounts/lookup', { body: { accounts: [(await ana.vault.session())?.account] } })).body.results[0] as Directory;
    const after = await invented(ana.address, { account: genuine.account as Id, chain: genuine.identities });
    lee.intercept = lying([[/redeem$/, (body: Redeemed) => void (body.inviter = after.directory)]]);
    expect(await refused(lee.accept(made))).toBe('claim_wrong');
  });

  it('tells a mistyped code without asking the server', async () => {
    const { lee, made } = await invited();
    const asked: string[] = [];
    lee.intercept = (request, pass) => {
      asked.push(request.path);
      return pass();
    };
    const wrong = made.code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect(await refused(lee.accept({ ...made, code: wrong }))).toBe('code_invalid');
    expect(asked).toEqual([]);
  });
});

describe('the server', () => {
  it('cannot have its own key written to by replacing the invitation that a look-up shows', async () => {
    const address = 'later@invited.example';
    await ana.vault.send(await ana.write([address]));
    const mallory = await invented('mallory@elsewhere.example');
    const inviter = { account: mallory.account, identity: await identityHash(mallory.chain[0] as SignedObject) };
    const expires = Math.floor(Date.now() / 1000) + 86_400;
    type Shown = { results: { invitation: { id: Id; object: SignedObject; kemPublicKey: string; inviter: Directory } }[] };
    const fake = await createInvitation(mallory.keyring, { id: newId(), address: normaliseAddress(address), practice: (await ana.vault.session())?.practice?.id as Id, expires, inviter });
    const lies: ((shown: Shown['results'][number]['invitation']) => unknown)[] = [
      (shown) => (shown.kemPublicKey = toBase64Url(fake.kemPublicKey)),
      (shown) => (shown.object = fake.object),
      (shown) => void Object.assign(shown, { object: fake.object, kemPublicKey: toBase64Url(fake.kemPublicKey) }),
      (shown) => (shown.id = newId()),
    ];
    for (const lie of lies) {
      ana.intercept = lying([[/addresses\/lookup$/, ({ results }: Shown) => results.forEach(({ invitation }) => void lie(invitation))]]);
      expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'alarm' }]);
    }
    ana.intercept = null;
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'invited' }]);
    // One that has run out, by this browser's clock and the signed date, is not written to either.
    ana.clockSkew = 20 * 86_400_000;
    expect(await ana.vault.resolve([address])).toMatchObject([{ state: 'alarm' }]);
    ana.clockSkew = 0;
  });

  it('cannot have an object signed again as a renewal that the inviter did not make', async () => {
    const [made] = (await ana.vault.send(await ana.write(['renewed@invited.example']))).codes;
    const [other] = (await ana.vault.send(await ana.write(['other@invited.example']))).codes;
    type Listed = { invitations: { id: string; object: SignedObject }[] };
    const objects = ((await ana.browser.call<Listed>('GET /api/invitations')).body).invitations;
    const foreign = objects.find(({ id }) => id === other?.invitation)?.object;
    const asked: string[] = [];
    const lie = lying([[/api\/invitations$/, ({ invitations }: Listed) => invitations.filter(({ id }) => id === made?.invitation).forEach((each) => Object.assign(each, { object: foreign }))]]);
    ana.intercept = (request, pass) => {
      asked.push(request.path);
      return lie(request, pass);
    };
    // A minute later, so that there is something to renew.
    ana.clockSkew = 60_000;
    expect(await refused(ana.vault.renewInvitation(made?.invitation ?? ''))).toBe('not_verified');
    expect(asked.filter((path) => path.endsWith('/renew'))).toEqual([]);
    ana.intercept = null;
    await ana.vault.renewInvitation(made?.invitation ?? '');
    ana.clockSkew = 0;
  });
});
