// How a practice is reached: who sets it, what the server keeps of it, who reads it, and what becomes of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProfile, createVoucher, fingerprint, newId, toBase64Url, type SignedObject } from '#crypto';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { assemble, join, type Cast } from '../support/cast.ts';
import { founder, type TestClient } from '../support/client.ts';
import { guestOf, send } from '../support/correspondence.ts';
import { deleteAccount } from '../support/deletion.ts';
import { LARGE_LOGO, profileBody, setProfile, SMALL_LOGO, voucherFor } from '../support/practice-profile.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

const put = async (client: TestClient, body: object): Promise<string> => {
  const answer = await client.call('PUT /api/practice/profile', { body });
  return answer.status < 400 ? String(answer.status) : refusal(answer);
};
const vouch = async (client: TestClient, voucher: SignedObject): Promise<string> => {
  const answer = await client.call('PUT /api/practice/profile/voucher', { body: { voucher } });
  return answer.status < 400 ? String(answer.status) : refusal(answer);
};
const seenBy = async (client: TestClient, account: string): Promise<string> => {
  const answer = await client.call(`GET /api/accounts/${account}/profile`);
  const { vouched } = answer.body as { vouched: { profile: SignedObject } | null };
  return vouched === null ? 'none' : (JSON.parse(vouched.profile.json) as { name: string }).name;
};

describe('setting a profile', () => {
  it('keeps what is signed, with its logo, and tells the log of it in the same transaction', async () => {
    const { owner } = cast;
    expect((await ok(owner.api.practice.profile.$get())).profile).toBeNull();
    const body = await profileBody(owner);
    expect(await put(owner, body)).toBe('204');
    const shown = await ok(owner.api.practice.profile.$get());
    expect(shown).toMatchObject({ profile: { object: body.profile, edition: 1, signer: { account: owner.account } }, voucher: body.voucher });
    expect(shown.profile?.member).toEqual(shown.own);
    const logo = await owner.api.practice.profile.logo.$get();
    expect([logo.headers.get('content-type'), toBase64Url(new Uint8Array(await logo.arrayBuffer()))]).toEqual(['application/octet-stream', body.logo]);
    const events = await server.database.selectFrom('activity').select(['event', 'actor_id', 'practice_id', 'details']).where('event', '=', 'practice-profile-changed').execute();
    expect(events).toEqual([{ event: 'practice-profile-changed', actor_id: owner.account, practice_id: owner.practice, details: { edition: 1 } }]);
  });

  it('of two at once the second is told, and nothing of theirs is kept', async () => {
    const { owner } = cast;
    const [one, two] = [await profileBody(owner, { edition: 2, name: 'One' }), await profileBody(owner, { edition: 2, name: 'Two' })];
    const answers = await Promise.all([put(owner, one), put(owner, two)]);
    expect(answers.toSorted()).toEqual(['204', '409 profile_changed']);
    const { profile } = await ok(owner.api.practice.profile.$get());
    expect(profile?.object).toEqual(answers[0] === '204' ? one.profile : two.profile);
    // Nor where the second has signed later, or goes on from an edition that is not there any more.
    expect(await put(owner, await profileBody(owner, { edition: 2, name: 'Later' }))).toBe('409 profile_changed');
    expect(await put(owner, { ...(await profileBody(owner, { edition: 3, name: 'Later' })), after: 1 })).toBe('409 profile_changed');
    expect((await server.database.selectFrom('activity').select('id').where('event', '=', 'practice-profile-changed').execute()).length).toBe(2);
  });

  it('keeps the logo where none is given, goes on from any later edition, and never back', async () => {
    const { owner } = cast;
    const { logo: _, ...kept } = await profileBody(owner, { edition: 7 });
    expect(await put(owner, { ...kept, after: 2 })).toBe('204');
    expect(toBase64Url(new Uint8Array(await (await owner.api.practice.profile.logo.$get()).arrayBuffer()))).toBe(toBase64Url(SMALL_LOGO));
    expect(await put(owner, { ...(await profileBody(owner, { edition: 7 })), after: 7 })).toBe('400 not_verified');
    expect(await put(owner, { ...(await profileBody(owner, { edition: 3 })), after: 7 })).toBe('400 not_verified');
    // The largest number that there is would be the last.
    for (const far of [7 + 1001, Number.MAX_SAFE_INTEGER]) expect(await put(owner, { ...(await profileBody(owner, { edition: far })), after: 7 })).toBe('400 not_verified');
    expect(await put(owner, await profileBody(owner, { edition: 8, logo: null }))).toBe('204');
    expect((await owner.api.practice.profile.logo.$get()).status).toBe(404);
  });

  it('takes nothing that is signed by others, for another practice, or with another logo', async () => {
    const { owner, stranger } = cast;
    const honest = await profileBody(owner, { edition: 9 });
    const fields = JSON.parse(honest.profile.json) as Parameters<typeof createProfile>[1];
    const signedBy = async (client: TestClient, changes: Partial<typeof fields> = {}) => await createProfile(client.unlocked.keyring, { ...fields, ...changes });
    const foreign = await profileBody(stranger, { edition: 9, practice: owner.practice ?? newId() });
    expect(await put(owner, { ...honest, profile: foreign.profile })).toBe('400 not_verified');
    expect(await put(owner, { ...honest, profile: await signedBy(stranger) })).toBe('400 not_verified');
    for (const changes of [{ practice: newId() }, { signer: { account: stranger.account, identity: fields.signer.identity } }, { signer: { account: owner.account, identity: await fingerprint(SMALL_LOGO) } }]) {
      expect(await put(owner, { ...honest, profile: await signedBy(owner, changes) })).toBe('400 not_verified');
    }
    expect(await put(owner, { ...honest, logo: toBase64Url(LARGE_LOGO) })).toBe('400 invalid_request');
    expect(await put(owner, { ...honest, logo: null })).toBe('400 invalid_request');
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(await put(owner, await profileBody(owner, { edition: 9, logoBytes: svg }))).toBe('400 invalid_request');
    expect(await put(owner, { ...honest, voucher: foreign.voucher })).toBe('400 not_verified');
    expect(await put(owner, { ...honest, voucher: (await profileBody(owner, { edition: 9, name: 'Other' })).voucher })).toBe('409 profile_changed');
    expect((await ok(owner.api.practice.profile.$get())).profile?.edition).toBe(8);
  });
});

describe('a voucher', () => {
  it('is its member’s own word for the profile as it is', async () => {
    const { owner, colleague, stranger } = cast;
    const profile = await setProfile(owner, { edition: 9, name: 'Ninth' });
    expect(await vouch(colleague, await voucherFor(owner, profile))).toBe('400 not_verified');
    const { practice } = JSON.parse(profile.json) as { practice: never };
    const own = JSON.parse((await voucherFor(colleague, profile)).json) as Parameters<typeof createVoucher>[1];
    expect(await vouch(colleague, await createVoucher(colleague.unlocked.keyring, { ...own, edition: 8 }))).toBe('409 profile_changed');
    expect(await vouch(colleague, await createVoucher(colleague.unlocked.keyring, { ...own, practice: newId() }))).toBe('400 not_verified');
    expect(await vouch(colleague, await createVoucher(colleague.unlocked.keyring, { ...own, time: Date.now() + 2 * 86_400_000 }))).toBe('400 not_verified');
    const [earlier, later] = [await voucherFor(colleague, profile), await voucherFor(colleague, profile)];
    expect(await vouch(colleague, later)).toBe('204');
    expect(await vouch(colleague, earlier)).toBe('409 profile_changed');
    expect(await vouch(colleague, await voucherFor(colleague, profile))).toBe('204');
    expect(await vouch(stranger, await voucherFor(stranger, profile))).toBe('409 profile_changed');
    expect(practice).toBe(owner.practice);
  });

  it('stands only for the edition that it names: the next one is not shown before it is vouched for', async () => {
    const { owner, colleague, guest } = cast;
    await send(colleague, { to: [guest.address] });
    expect(await seenBy(guest, colleague.account)).toBe('Ninth');
    const profile = await setProfile(owner, { edition: 10, name: 'Tenth' });
    expect([await seenBy(guest, colleague.account), await seenBy(guest, owner.account)]).toEqual(['none', 'Tenth']);
    expect(await vouch(colleague, await voucherFor(colleague, profile))).toBe('204');
    expect(await seenBy(guest, colleague.account)).toBe('Tenth');
  });
});

describe('reading a profile', () => {
  it('is for whoever has a message from the member, and told to nobody else, whether there is one or not', async () => {
    const { owner, guest, stranger, unconfirmed, colleague } = cast;
    expect(await seenBy(guest, owner.account)).toBe('Tenth');
    for (const client of [stranger, unconfirmed, colleague]) expect(await seenBy(client, owner.account)).toBe('none');
    // A message to somebody gives no right to read theirs.
    const other = await founder(server);
    await setProfile(other);
    const { id } = await send(owner, { to: [other.address] });
    expect([await seenBy(owner, other.account), await seenBy(other, owner.account), await seenBy(guest, newId()), await seenBy(guest, guest.account)]).toEqual(['none', 'Tenth', 'none', 'none']);
    const logo = await other.call(`GET /api/accounts/${owner.account}/profile/logo`);
    expect([logo.status, (await stranger.call(`GET /api/accounts/${owner.account}/profile/logo`)).status]).toEqual([200, 404]);
    await owner.call(`POST /api/messages/${id}/recall`, { body: { addresses: [other.address] } });
    expect(await seenBy(other, owner.account)).toBe('none');
  });

  it('ends where the message has expired', async () => {
    const { owner } = cast;
    const other = await founder(server);
    const { id } = await send(owner, { to: [other.address], expires: server.parts.clock() + DAY_MS });
    expect(await seenBy(other, owner.account)).toBe('Tenth');
    await server.database.updateTable('messages').set({ expires_at: new Date(server.parts.clock() - 1) }).where('id', '=', id).execute();
    expect(await seenBy(other, owner.account)).toBe('none');
  });
});

describe('a profile', () => {
  it('goes with its practice, and a voucher with the membership', async () => {
    const owner = await founder(server);
    const colleague = await founder(server);
    await join(colleague, owner);
    const profile = await setProfile(owner);
    await vouch(colleague, await voucherFor(colleague, profile));
    const { guest } = await guestOf(owner);
    await send(colleague, { to: [guest.address] });
    expect(await seenBy(guest, colleague.account)).toBe('Practice Ruiz');
    expect((await owner.call(`DELETE /api/practice/members/${colleague.account}`)).status).toBe(204);
    expect(await seenBy(guest, colleague.account)).toBe('none');
    expect(await server.database.selectFrom('profile_vouchers').select('account_id').where('account_id', '=', colleague.account).execute()).toEqual([]);
    await deleteAccount(owner, { endsPractice: true });
    expect(await server.database.selectFrom('practice_profiles').select('practice_id').where('practice_id', '=', owner.practice).execute()).toEqual([]);
    expect(await seenBy(guest, owner.account)).toBe('none');
  });
});
