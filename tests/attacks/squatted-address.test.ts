// Founding an account on somebody else's address: nobody writes to it, it keeps nobody out, and it goes when the mailbox speaks.
import { ready } from '#crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailedToken } from '../../server/mailed-token.ts';
import { refusal } from '../support/browser-stand-in.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { makeInvitation } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
});
afterAll(() => server?.stop());

describe('an account on an address whose mailbox has not confirmed', () => {
  it('is not written to: whoever writes to the address invites, and the squatter reads nothing of it', async () => {
    const squatter = await new VaultPerson(server).signUp();
    expect(await ana.vault.resolve([squatter.address])).toMatchObject([{ state: 'to-invite' }]);
    const { id, codes } = await ana.vault.send(await ana.write([squatter.address]));
    expect(codes).toHaveLength(1);
    await expect(squatter.vault.open(id)).rejects.toMatchObject({ code: 'not_found' });
    // Nor does it send, or learn who else is here.
    await expect(squatter.vault.send(await squatter.write([ana.address]))).rejects.toMatchObject({ code: 'not_confirmed' });
  });

  it('cannot be logged in to from anywhere but the browser that made it', async () => {
    const person = somebody();
    await new TestClient(server, person).signUp();
    expect(await new TestClient(server, person).prove()).toBeNull();
  });

  it('does not keep the owner of the mailbox out, and ends when the mailbox confirms', async () => {
    const person = somebody();
    const squatter = await new TestClient(server, { ...person, password: 'something else entirely' }).signUp();
    const real = await (await new VaultPerson(server, { person }).signUp()).confirm();
    expect((await real.vault.session())?.confirmed).toBe(true);
    expect(refusal(await squatter.call('GET /api/session'))).toBe('401 not_signed_in');
    expect(refusal(await squatter.call('POST /api/confirm', { body: { token: 'x' } }))).toBe('410 confirmation_expired');
    await ana.vault.send(await ana.write([person.address]));
    expect(await ana.vault.resolve([person.address])).toMatchObject([{ state: 'registered' }]);
  });

  it('is not confirmed by the owner of another mailbox, nor by the link of another account', async () => {
    const [squatter, other] = [await new TestClient(server).signUp(), await new TestClient(server).signUp()];
    await other.call('POST /api/confirm', { body: { token: await server.confirmationToken(other.address) } });
    const { body } = await squatter.call<{ confirmed: boolean }>('GET /api/session');
    expect(body.confirmed).toBe(false);
  });
});

describe('an account on an address that is taken', () => {
  it('is never confirmed, and the one that was there stays as it was', async () => {
    const owner = await founder(server);
    const squatter = await new TestClient(server, { ...owner.person, password: 'another password' }).signUp();
    const kinds = (await server.mails(owner.address)).map(({ kind }) => kind);
    expect(kinds).toEqual(['confirm', 'address_taken']);
    // Even with a link that was mailed by mistake.
    const [confirmation] = await server.database.selectFrom('confirmations').select('id').where('account_id', '=', squatter.account).execute();
    const token = mailedToken(server.parts.secrets, { purpose: 'confirm', id: confirmation?.id ?? '' });
    expect(refusal(await squatter.call('POST /api/confirm', { body: { token } }))).toBe('410 confirmation_expired');
    await new TestClient(server, owner.person).logIn();
  });

  it('is not taken over by an invitation either: the code alone restarts nothing', async () => {
    const [owner, stranger] = [await founder(server), await founder(server)];
    const notice = { subject: 'x', text: '' };
    const restart = (await makeInvitation(stranger, { address: owner.address, restart: true })).wire;
    expect(refusal(await stranger.call('POST /api/invitations', { body: { invitation: restart, notice } }))).toBe('403 not_allowed');
    const plain = (await makeInvitation(stranger, { address: owner.address })).wire;
    expect(refusal(await stranger.call('POST /api/invitations', { body: { invitation: plain, notice } }))).toBe('409 recipient_changed');
  });
});
