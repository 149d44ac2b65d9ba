// New keys: at will, with the recovery kit, and after everything was lost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyToText, createKeyring, createKit, newId, normaliseAddress, verifyIdentityChain, type Id } from '#crypto';
import { insertRestart } from '../../server/database/confirmations.ts';
import { mailedToken } from '../../server/mailed-token.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, makeAccount, TestClient } from '../support/client.ts';
import { acceptInvitation, guestOf, makeInvitation, openInboxMessage, redeem, registerBody, send } from '../support/correspondence.ts';
import { prepare, recover, recoveryBody, renewKit, restartBody, wireRekey } from '../support/renewal.ts';
import { DAY_MS, HOUR_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function chainOf(client: TestClient) {
  const [self] = (await ok(client.api.accounts.lookup.$post({ json: { accounts: [client.account] } }))).results;
  if (self === undefined) throw new Error('not listed');
  return { chain: await verifyIdentityChain(self.identities), revocations: self.revocations };
}

describe('re-key', () => {
  it('renews kit and keys, keeps old messages readable, and ends other sessions and log-ins under way', async () => {
    const owner = await founder(server);
    const { id } = await send(owner, { to: [owner.address], text: 'Before.' });
    await owner.saveState('contacts', new Uint8Array([1, 2, 3]));
    const other = await anotherDevice(owner);
    const oldKit = owner.unlocked.kit;
    const underWay = await new TestClient(server, owner.person).prove();
    await renewKit(owner);
    expect((await other.call('GET /api/session')).status).toBe(401);
    const { login, finish } = underWay ?? { login: '', finish: '' };
    expect(refusal(await new TestClient(server).call('POST /api/login/finish', { body: { login, finish } }))).toBe('401 wrong_credentials');
    expect(bodyToText((await openInboxMessage(owner, id)).body).trim()).toBe('Before.');
    expect((await chainOf(owner)).chain.map(({ sequence }) => sequence)).toEqual([0, 1]);
    const proof = { address: owner.address, proof: Buffer.from(oldKit).toString('base64url'), request: 'AAAA' };
    expect(refusal(await new TestClient(server).call('POST /api/recovery/start', { body: proof }))).toBe('401 wrong_kit');
    await new TestClient(server, owner.person).logIn();
  });

  it('publishes the revocation of keys that somebody else may have', async () => {
    const owner = await founder(server);
    await renewKit(owner, 'compromise');
    const { chain, revocations } = await chainOf(owner);
    expect(revocations.map(({ json }) => (JSON.parse(json) as { identity: string }).identity)).toEqual([chain[0]?.hash]);
  });

  it('changes nothing where a blob would stay under the old key, or a wrap is not newer', async () => {
    const owner = await founder(server);
    const { exportKey } = (await owner.prove()) ?? {};
    if (exportKey === undefined) throw new Error('wrong password');
    await owner.saveState('contacts', new Uint8Array([1]));
    const rekey = wireRekey((await prepare(owner, { exportKey })).rekey);
    const without = { ...rekey, state: { ...rekey.state, put: rekey.state.put.filter(({ name }) => name !== 'contacts') } };
    const older = { ...rekey, wraps: rekey.wraps.map((wrap) => ({ ...wrap, version: 1 })) };
    expect(refusal(await owner.call('POST /api/rekey', { body: { reauth: await owner.reauthenticate(), rekey: without } }))).toBe('409 state_conflict');
    expect(refusal(await owner.call('POST /api/rekey', { body: { reauth: await owner.reauthenticate(), rekey: older } }))).toBe('409 conflict');
    expect((await chainOf(owner)).chain).toHaveLength(1);
    expect((await owner.call('POST /api/rekey', { body: { reauth: await owner.reauthenticate(), rekey } })).status).toBe(204);
  });
});

describe('recovery with the kit', () => {
  it('replaces a forgotten password, keeps old messages readable, signs other devices out and tells the owner', async () => {
    const owner = await founder(server);
    const { id } = await send(owner, { to: [owner.address], text: 'Kept.' });
    const { kit } = owner.unlocked;
    const fresh = new TestClient(server, owner.person);
    await recover(fresh, { kit, password: 'quite another password' });
    expect((await owner.call('GET /api/session')).status).toBe(401);
    expect(bodyToText((await openInboxMessage(fresh, id)).body).trim()).toBe('Kept.');
    expect(await new TestClient(server, owner.person).prove()).toBeNull();
    await new TestClient(server, fresh.person).logIn();
    expect((await server.mails(owner.address)).at(-1)?.kind).toBe('recovered');
    await expect(recover(new TestClient(server, owner.person), { kit, password: 'x' })).rejects.toThrow('401');
  });

  it('refuses a wrong kit and an unknown address alike, and limits tries', async () => {
    const owner = await founder(server);
    const proof = Buffer.from(createKit().entropy).toString('base64url');
    const client = new TestClient(server);
    const answers = [];
    for (const address of [owner.address, 'nobody@nowhere.example']) {
      answers.push(await client.call('POST /api/recovery/start', { body: { address, proof, request: 'AAAA' } }));
    }
    expect(answers.map(refusal)).toEqual(['401 wrong_kit', '401 wrong_kit']);
    expect(JSON.stringify(answers[0]?.body)).toBe(JSON.stringify(answers[1]?.body));
    const codes = new Set<string>();
    for (let time = 0; time < 10; time += 1) {
      codes.add(refusal(await new TestClient(server).call('POST /api/recovery/start', { body: { address: owner.address, proof, request: 'AAAA' } })));
    }
    expect([...codes]).toEqual(['401 wrong_kit', '429 too_many_requests']);
  });

  it('serves once: of two recoveries with one ticket the second is refused', async () => {
    const owner = await founder(server);
    const fresh = new TestClient(server, owner.person);
    const { body } = await recoveryBody(fresh, { kit: owner.unlocked.kit, password: 'new' });
    const answers = await Promise.all([0, 1].map(() => fresh.call('POST /api/recovery/finish', { body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
  });
});

describe('starting again through an invitation', () => {
  it('keeps account and address, loses state and old mail, shows a changed key, and needs the mailbox', async () => {
    const owner = await founder(server);
    const { guest, message } = await guestOf(owner);
    const { wire, code } = await makeInvitation(owner, { address: guest.address, restart: true });
    await ok(owner.api.invitations.$post({ json: { invitation: wire, notice: { subject: 'Again', text: 'Please start again.' } } }));
    const again = new TestClient(server, { ...guest.person, password: 'after the loss' });
    const byLink = await redeem(again, { invitation: wire.id, code, mailbox: false });
    const begin = { ticket: byLink.ticket, request: 'AAAA' };
    expect(refusal(await again.call(`POST /api/invitations/${wire.id}/register/start`, { body: begin }))).toBe('403 mailbox_token_required');
    await acceptInvitation(again, { invitation: wire.id, code });
    expect(again.account).toBe(guest.account);
    expect((await guest.call('GET /api/session')).status).toBe(401);
    expect((await chainOf(again)).chain.map(({ restart }) => restart)).toEqual([false, true]);
    expect((await ok(again.api.messages.$get({ query: { folder: 'inbox' } }))).rows.map(({ id }) => id)).toEqual([message]);
    await expect(openInboxMessage(again, message)).rejects.toThrow();
    const fresh = await send(owner, { to: [guest.address], text: 'Welcome back.' });
    expect(bodyToText((await openInboxMessage(again, fresh.id)).body).trim()).toBe('Welcome back.');
    expect((await server.mails(guest.address)).map(({ kind }) => kind)).toContain('restarted');
  });

  it('is not to be had for a member of a practice, nor for an address without an account', async () => {
    const [owner, other] = [await founder(server), await founder(server)];
    for (const [address, expected] of [[other.address, '403 not_allowed'], ['nobody-yet@nowhere.example', '409 recipient_changed']] as const) {
      const { wire } = await makeInvitation(owner, { address, restart: true });
      const body = { invitation: wire, notice: { subject: 'Again', text: '' } };
      expect(refusal(await owner.call('POST /api/invitations', { body }))).toBe(expected);
    }
  });

  it('is begun by a practice that invited the guest, not by a stranger who may read the guest’s e-mail', async () => {
    const [owner, stranger] = [await founder(server), await founder(server)];
    const { guest } = await guestOf(owner);
    const { wire } = await makeInvitation(stranger, { address: guest.address, restart: true });
    const body = { invitation: wire, notice: { subject: 'Again', text: '' } };
    expect(refusal(await stranger.call('POST /api/invitations', { body }))).toBe('403 not_allowed');
  });

  it('is not what an ordinary invitation does: an account that is there stays as it is', async () => {
    const owner = await founder(server);
    const address = normaliseAddress('early@lab.example');
    const { codes, body } = await send(owner, { to: [address] });
    const invitation = body.invitations[0]?.id as Id;
    const person = { address, name: 'Early', password: 'own practice' };
    const early = await (await new TestClient(server, person).signUp()).confirm();
    const late = new TestClient(server, person);
    const redeemed = await redeem(late, { invitation, code: codes.get(address) ?? '' });
    await expect(registerBody(late, redeemed)).rejects.toThrow('409 {"error":{"code":"account_exists"}}');
    expect((await early.call('GET /api/session')).status).toBe(200);
  });
});

describe("starting again by the operator's link", () => {
  async function linkFor(account: string): Promise<string> {
    const id = newId();
    await insertRestart(server.database, { id, account, expiresAt: new Date(server.parts.clock() + DAY_MS) });
    return mailedToken(server.parts.secrets, { purpose: 'restart', id });
  }

  it('gives a sole owner the practice back under new keys, once', async () => {
    const owner = await founder(server);
    const token = await linkFor(owner.account);
    const again = new TestClient(server, { ...owner.person, password: 'begun again' });
    expect(await ok(again.api.restart.view.$post({ json: { token } }))).toMatchObject({ address: owner.address, status: 'open' });
    const { made, body } = await restartBody(again, token);
    const forged = { ...body, member: { ...body.member, signatures: body.member.signatures.map((each) => each.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))) } };
    expect(refusal(await again.call('POST /api/restart/finish', { body: forged }))).toBe('400 not_verified');
    const { session } = await ok(again.api.restart.finish.$post({ json: body }));
    again.enter(made);
    expect(session).toMatchObject({ account: owner.account, role: 'owner', confirmed: true });
    expect((await owner.call('GET /api/session')).status).toBe(401);
    expect((await chainOf(again)).chain.map(({ restart }) => restart)).toEqual([false, true]);
    expect(await ok(again.api.restart.view.$post({ json: { token } }))).toMatchObject({ status: 'used' });
    expect(refusal(await again.call('POST /api/restart/start', { body: { token, request: 'AAAA' } }))).toBe('410 restart_used');
    await new TestClient(server, again.person).logIn();
  });

  it('expires, and does not take an identity that says it is a rotation', async () => {
    const owner = await founder(server);
    const token = await linkFor(owner.account);
    const again = new TestClient(server, owner.person);
    const { body, made } = await restartBody(again, token);
    const fresh = await makeAccount({ address: owner.address, exportKey: made.exportKey, account: owner.account, keyring: createKeyring() });
    const asFirst = { ...body, rekey: { ...body.rekey, identity: fresh.identity } };
    expect(refusal(await again.call('POST /api/restart/finish', { body: asFirst }))).toBe('400 not_verified');
    server.advance(DAY_MS + HOUR_MS);
    expect(refusal(await again.call('POST /api/restart/start', { body: { token, request: 'AAAA' } }))).toBe('410 restart_expired');
  });
});
