// How a practice is reached, as its members' and recipients' browsers do it: signed, vouched for without being asked, and believed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LARGE_LOGO, SMALL_LOGO } from '../support/practice-profile.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { CARD, saveCard, vaultCoworker, vaultFounder, writeTo } from '../support/vault-practice.ts';
import { refused, type VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let owner: VaultPerson;
let member: VaultPerson;
let lab: VaultPerson;
let [byOwner, byMember] = ['', ''];
beforeAll(async () => {
  server = await startTestServer();
  owner = await vaultFounder(server);
  member = await vaultCoworker(owner);
  lab = await vaultFounder(server);
  byOwner = await writeTo(owner, lab);
  byMember = await writeTo(member, lab);
}, 120_000);
afterAll(() => server.stop());

describe('a card', () => {
  it('is there for recipients at once from who signed it, and from a member once their browser has looked', async () => {
    expect(await owner.vault.practiceProfile()).toEqual({ status: 'none', edition: 0, profile: null, signer: null });
    expect(await lab.vault.senderProfile(byOwner)).toBeNull();
    await saveCard(owner);
    expect(await lab.vault.senderProfile(byOwner)).toMatchObject(CARD);
    expect(await lab.vault.senderProfile(byMember)).toBeNull();
    expect(await member.vault.practiceProfile()).toMatchObject({ status: 'vouched', edition: 1, profile: CARD, signer: owner.person.name });
    const seen = await lab.vault.senderProfile(byMember);
    expect(seen).toMatchObject(CARD);
    expect(await lab.vault.profileLogo({ account: byMember, logo: seen?.logo ?? '' })).toEqual(LARGE_LOGO);
    expect(await member.vault.profileLogo({ account: null, logo: seen?.logo ?? '' })).toEqual(LARGE_LOGO);
  });

  it('is vouched for once, not at every look', async () => {
    const sent: string[] = [];
    member.intercept = async ({ method, path }, pass) => (sent.push(`${method} ${path}`), await pass());
    expect((await member.vault.practiceProfile()).status).toBe('vouched');
    member.intercept = null;
    expect(sent.filter((request) => request.startsWith('PUT'))).toEqual([]);
  });

  it('keeps its logo where only words change, loses it where it is removed, and takes another', async () => {
    const logo = (await owner.vault.practiceProfile()).profile?.logo ?? '';
    await owner.vault.savePracticeProfile({ after: 1, fields: { ...CARD, phone: '030 999' }, logo: { kept: logo } });
    expect(await lab.vault.senderProfile(byOwner)).toMatchObject({ phone: '030 999', logo });
    await owner.vault.savePracticeProfile({ after: 2, fields: CARD, logo: null });
    expect(await lab.vault.senderProfile(byOwner)).toMatchObject({ logo: null });
    await owner.vault.savePracticeProfile({ after: 3, fields: CARD, logo: SMALL_LOGO });
    const seen = await lab.vault.senderProfile(byOwner);
    expect(await lab.vault.profileLogo({ account: byOwner, logo: seen?.logo ?? '' })).toEqual(SMALL_LOGO);
  });

  it('is refused, with what is wrong with it, before anything is signed', async () => {
    const fields = { name: '', address: Array.from({ length: 7 }, () => 'a'), phone: 'call us', website: 'http://practice.example' };
    const error: unknown = await owner.vault.savePracticeProfile({ after: 4, fields, logo: null }).then(() => null, (thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'profile_invalid', details: { fields: ['name', 'address', 'phone', 'website'] } });
    expect((await owner.vault.practiceProfile()).edition).toBe(4);
  });

  it('of two administrators at once stays the first one’s, and the second can put theirs in its place after a look', async () => {
    const manager = await vaultCoworker(owner, 'administrator');
    const { edition: after } = await manager.vault.practiceProfile();
    await saveCard(owner, { after, name: 'First' });
    expect(await refused(saveCard(manager, { after, name: 'Second' }))).toBe('profile_changed');
    expect((await manager.vault.practiceProfile()).profile?.name).toBe('First');
    await saveCard(manager, { after: after + 1, name: 'Second' });
    expect(await owner.vault.practiceProfile()).toMatchObject({ status: 'vouched', signer: manager.person.name, profile: { name: 'Second' } });
    await owner.vault.practiceProfile();
    expect(await lab.vault.senderProfile(byOwner)).toMatchObject({ name: 'Second' });
  });

  it('may be signed by who was promoted later: that they belong to the practice is signed, what they may do the server holds', async () => {
    const promoted = await vaultCoworker(owner);
    const { account } = (await promoted.vault.session()) ?? {};
    await owner.browser.call(`PATCH /api/practice/members/${account}`, { body: { role: 'administrator' } });
    await promoted.vault.session();
    const { edition: after } = await promoted.vault.practiceProfile();
    await saveCard(promoted, { after, name: 'Promoted' });
    expect(await member.vault.practiceProfile()).toMatchObject({ status: 'vouched', profile: { name: 'Promoted' } });
    expect(await owner.vault.practiceProfile()).toMatchObject({ status: 'vouched', profile: { name: 'Promoted' } });
  });

  it('goes on being vouched for after a re-key, by the new keys and without being asked', async () => {
    await member.vault.renewKit({ password: member.person.password });
    const { object } = await server.database.selectFrom('profile_vouchers').select('object').where('account_id', '=', byMember).executeTakeFirstOrThrow();
    const identities = await server.database.selectFrom('identities').select('hash').where('account_id', '=', byMember).orderBy('sequence', 'desc').execute();
    expect(identities.length).toBe(2);
    expect((JSON.parse(object.json) as { identity: string }).identity).toBe(identities[0]?.hash.toString('base64url'));
    expect(await lab.vault.senderProfile(byMember)).toMatchObject({ name: 'Promoted' });
  });

  it('is vouched for by somebody at another browser, with what was seen at the first', async () => {
    const elsewhere = await member.elsewhere().logIn();
    expect((await elsewhere.vault.practiceProfile()).status).toBe('vouched');
    const labElsewhere = await lab.elsewhere().logIn();
    expect(await labElsewhere.vault.senderProfile(byMember)).toMatchObject({ name: 'Promoted' });
  });

  it('is shown to no guest of the practice who has no message from the member', async () => {
    const guest = await vaultFounder(server);
    expect(await guest.vault.senderProfile(byOwner)).toBeNull();
    expect(await refused(guest.vault.profileLogo({ account: byOwner, logo: 'A'.repeat(43) }))).toBe('not_found');
  });

  it('is not saved by a member', async () => {
    const { edition: after } = await member.vault.practiceProfile();
    expect(await refused(saveCard(member, { after }))).toBe('not_allowed');
  });
});
