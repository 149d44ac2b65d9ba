// An identity that is not the account's own: of another address or key at registering, one that does not follow from the chain, an
// old key that signs on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentity, createKeyring, identityHash, newId, rotateKeyring, toBase64Url } from '#crypto';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { guestOf, inviteSomebody, makeInvitation, redeem, registerBody } from '../support/correspondence.ts';
import { prepare, renewKit, wireRekey } from '../support/renewal.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('registering with forged keys', () => {
  it('is refused where the identity is for another address, another account, another key, or no first one', async () => {
    const owner = await founder(server);
    const { address, invitation, code } = await inviteSomebody(owner);
    const client = new TestClient(server, somebody({ address }));
    const { body, made } = await registerBody(client, await redeem(client, { invitation, code }));
    const keyring = createKeyring();
    const other = await createIdentity(keyring, { account: made.account, address: owner.address });
    const second = await createIdentity(rotateKeyring(made.keyring), { account: made.account, address: client.address, previous: made.identity });
    const wrong = [
      { ...body, identity: other.identity, kemPublicKey: toBase64Url(other.kemPublicKey) },
      { ...body, account: newId() },
      { ...body, kemPublicKey: toBase64Url(other.kemPublicKey) },
      { ...body, identity: second.identity, kemPublicKey: toBase64Url(second.kemPublicKey) },
      { ...body, identity: { ...body.identity, signatures: [toBase64Url(new Uint8Array(64))] } },
      { ...body, identity: { ...body.identity, json: `${body.identity.json} ` } },
    ];
    const path = `POST /api/invitations/${invitation}/register/finish`;
    for (const each of wrong) expect(refusal(await client.call(path, { body: each }))).toBe('400 not_verified');
    expect((await client.call(path, { body })).status).toBe(201);
  });

  it("does not take over an account by its id: another person's stays as it is", async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const { address, invitation, code } = await inviteSomebody(owner);
    const client = new TestClient(server, somebody({ address }));
    const { body, made } = await registerBody(client, await redeem(client, { invitation, code }));
    const { identity, kemPublicKey } = await createIdentity(made.keyring, { account: guest.account, address: client.address });
    const taking = { ...body, account: guest.account, identity, kemPublicKey: toBase64Url(kemPublicKey) };
    const answer = await client.call(`POST /api/invitations/${invitation}/register/finish`, { body: taking });
    expect(refusal(answer)).toBe('409 conflict');
    expect((await ok(guest.api.session.$get())).address).toBe(guest.address);
  });
});

describe('a rotation with a stale or foreign identity', () => {
  async function rekeyOf(owner: TestClient) {
    const proved = await owner.prove();
    if (proved === null) throw new Error('wrong password');
    return wireRekey((await prepare(owner, { exportKey: proved.exportKey })).rekey);
  }
  const rekey = async (owner: TestClient, body: object) =>
    refusal(await owner.call('POST /api/rekey', { body: { reauth: await owner.reauthenticate(), rekey: body } }));

  it('is refused: made before another rotation, or sent twice', async () => {
    const owner = await founder(server);
    const stale = await rekeyOf(owner);
    await renewKit(owner);
    expect(await rekey(owner, stale)).toBe('400 not_verified');
    const { chain } = await server.database.selectFrom('identities').select((select) => select.fn.countAll<number>().as('chain')).where('account_id', '=', owner.account).executeTakeFirstOrThrow();
    expect(chain).toBe(2);
  });

  it('is refused: two at the same moment, from two devices', async () => {
    const owner = await founder(server);
    const [one, other] = [await rekeyOf(owner), await rekeyOf(owner)];
    const [first, second] = [await owner.reauthenticate(), await owner.reauthenticate()];
    const answers = await Promise.all([
      owner.call('POST /api/rekey', { body: { reauth: first, rekey: one } }),
      owner.call('POST /api/rekey', { body: { reauth: second, rekey: other } }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 400]);
  });

  it('is refused: not vouched for by the key before, a restart in disguise, or of another account', async () => {
    const owner = await founder(server);
    const honest = await rekeyOf(owner);
    const { identity, keyring } = owner.unlocked;
    const stranger = createKeyring();
    const forged = rotateKeyring({ ...stranger, sign: { current: stranger.sign.current, old: [keyring.sign.current] } });
    const restart = await createIdentity(createKeyring(), { account: owner.account, address: owner.address, previous: identity, restart: true });
    const vouched = await createIdentity({ ...forged, sign: { ...forged.sign, old: [keyring.sign.current] } }, { account: owner.account, address: owner.address, previous: identity });
    const unvouched = { json: vouched.identity.json, signatures: [vouched.identity.signatures[0] ?? '', toBase64Url(new Uint8Array(64))] };
    const other = await founder(server);
    const theirs = await rekeyOf(other);
    for (const wrong of [
      { ...honest, identity: unvouched, kemPublicKey: toBase64Url(vouched.kemPublicKey) },
      { ...honest, identity: restart.identity, kemPublicKey: toBase64Url(restart.kemPublicKey) },
      { ...honest, identity: theirs.identity, kemPublicKey: theirs.kemPublicKey },
      { ...honest, kemPublicKey: theirs.kemPublicKey },
      { ...honest, revoke: { json: '{}', signatures: ['AAAA'] } },
    ]) {
      expect(await rekey(owner, wrong)).toBe('400 not_verified');
    }
  });

  it('leaves the old key without rights: it invites nobody any more', async () => {
    const owner = await founder(server);
    const before = { ...owner.unlocked };
    await renewKit(owner);
    const now = owner.unlocked;
    owner.keys = before;
    const { wire } = await makeInvitation(owner, { address: somebody().address });
    owner.keys = now;
    expect(refusal(await owner.call('POST /api/invitations', { body: { invitation: wire, notice: { subject: 'x', text: '' } } }))).toBe('400 not_verified');
    expect(await identityHash(before.identity)).not.toBe(await identityHash(now.identity));
  });
});
