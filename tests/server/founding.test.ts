// A guest founds a practice of their own, later, and keeps what they have.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertSignUpToken } from '../../server/database/sign-up-tokens.ts';
import { createToken } from '../../server/token.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import type { VaultPerson } from '../support/vault-person.ts';
import { saveCard, vaultCoworker, vaultFounder, vaultGuest, vaultJoins, writeTo } from '../support/vault-practice.ts';

let server: TestServer;
let sponsor: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
  sponsor = await vaultFounder(server);
}, 120_000);
afterAll(() => server.stop());

const LAB = { name: '  Northside Lab ', token: null };
const session = async ({ vault }: VaultPerson) => await vault.session();
const refused = (code: string) => expect.objectContaining({ code });

describe('a guest who founds a practice', () => {
  it('is its owner, keeps the sponsors, and opens what came before as before', async () => {
    const guest = await vaultGuest(sponsor);
    const { id } = await sponsor.vault.send(await sponsor.write([guest.address], { text: 'From before' }));
    const before = await session(guest);
    expect(before).toMatchObject({ role: 'guest', practice: null, mayInvite: false });
    await guest.vault.foundPractice(LAB);
    const after = await session(guest);
    expect(after).toMatchObject({ account: before?.account, role: 'owner', practice: { name: 'Northside Lab', plan: 'paid' }, mayInvite: true });
    expect(after?.sponsors).toEqual(before?.sponsors);
    expect((await guest.vault.open(id)).secure.status).toBe('open');
    expect(await guest.vault.list({ folder: 'inbox', before: null })).toMatchObject({ rows: [expect.anything(), expect.anything()] });
  });

  it('writes to the sponsor and hears from them as before, after a reload and a new log-in too', async () => {
    const guest = await vaultGuest(sponsor);
    await guest.vault.foundPractice(LAB);
    await writeTo(guest, sponsor);
    guest.reload();
    await guest.vault.resume();
    await writeTo(sponsor, guest);
    const elsewhere = await guest.elsewhere().logIn();
    expect(await session(elsewhere)).toMatchObject({ role: 'owner' });
    await writeTo(elsewhere, sponsor);
  });

  it('invites coworkers, who know its card by their own signatures, and people without an account', async () => {
    const guest = await vaultGuest(sponsor);
    await guest.vault.foundPractice(LAB);
    await saveCard(guest, { name: 'Northside Lab' });
    const coworker = await vaultCoworker(guest);
    expect(await coworker.vault.practiceProfile()).toMatchObject({ status: 'vouched', profile: { name: 'Northside Lab' } });
    await vaultJoins(await vaultGuest(guest), { by: guest });
    await writeTo(coworker, guest);
  });

  it('keeps the practice when the password is lost, by the recovery kit', async () => {
    const guest = await vaultGuest(sponsor);
    await guest.vault.foundPractice(LAB);
    const words = guest.kit?.words ?? [];
    const elsewhere = guest.elsewhere();
    await elsewhere.vault.recover({ address: guest.address, words: words.join(' '), password: 'another password than before' });
    expect(await session(elsewhere)).toMatchObject({ role: 'owner', practice: { name: 'Northside Lab' } });
    await vaultCoworker(elsewhere);
  });

  it('finds it in the activity of the practice, by whom and when', async () => {
    const guest = await vaultGuest(sponsor);
    await guest.vault.foundPractice(LAB);
    const { account } = (await session(guest)) ?? {};
    const events = await server.database.selectFrom('activity').selectAll().where('account_id', '=', account ?? '').where('event', '=', 'practice-founded').execute();
    expect(events).toHaveLength(1);
  });

  it('founds no second one, and neither does a coworker', async () => {
    const guest = await vaultGuest(sponsor);
    await guest.vault.foundPractice(LAB);
    await expect(guest.vault.foundPractice(LAB)).rejects.toEqual(refused('not_allowed'));
    const coworker = await vaultCoworker(sponsor);
    await expect(coworker.vault.foundPractice(LAB)).rejects.toEqual(refused('not_allowed'));
  });
});

describe('where not everybody may found a practice', () => {
  it('nobody does, if the server takes none', async () => {
    const guest = await vaultGuest(sponsor);
    const before = server.parts.settings.signUp;
    Object.assign(server.parts.settings, { signUp: 'closed' });
    try {
      await expect(guest.vault.foundPractice(LAB)).rejects.toEqual(refused('sign_up_closed'));
    } finally {
      Object.assign(server.parts.settings, { signUp: before });
    }
    expect(await session(guest)).toMatchObject({ role: 'guest' });
  });

  it("a token of the operator's is needed, and lets one practice in", async () => {
    const [guest, other] = [await vaultGuest(sponsor), await vaultGuest(sponsor)];
    const before = server.parts.settings.signUp;
    const { token, hash } = createToken();
    const now = new Date(server.parts.clock());
    await insertSignUpToken(server.database, { tokenHash: hash, note: '', now, expiresAt: new Date(now.getTime() + 60_000) });
    Object.assign(server.parts.settings, { signUp: 'token' });
    try {
      for (const wrong of [null, createToken().token]) {
        await expect(guest.vault.foundPractice({ ...LAB, token: wrong })).rejects.toEqual(refused('sign_up_token_invalid'));
      }
      await guest.vault.foundPractice({ ...LAB, token });
      await expect(other.vault.foundPractice({ ...LAB, token })).rejects.toEqual(refused('sign_up_token_invalid'));
    } finally {
      Object.assign(server.parts.settings, { signUp: before });
    }
    expect(await session(guest)).toMatchObject({ role: 'owner' });
    expect(await session(other)).toMatchObject({ role: 'guest' });
  });
});
