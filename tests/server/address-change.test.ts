// Changing the address of an account: what it takes, what both mailboxes and others hear, and what becomes of the old address.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordUnlockKey, toBase64Url, wrapAccountKey } from '#crypto';
import { mailedToken } from '../../server/mailed-token.ts';
import { deleteOldAddressChanges } from '../../server/database/address-changes.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { adoptAddress, agreeFromOld, answerFromNew, ask, changeAddress, finishBody, FINISH, links } from '../support/address-change.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, guestOf, openInboxMessage, redeem, registerBody, sealDraft, send } from '../support/correspondence.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { recover, renewKit } from '../support/renewal.ts';
import { codeOf, setUpSecondFactor } from '../support/second-factor.ts';
import { DAY_MS, HOUR_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const NEW_PASSWORD = 'quite another horse';
const fresh = () => somebody().address;
const kinds = async (address: string) => (await server.mails(address)).map(({ kind }) => kind);
async function changePassword(client: TestClient): Promise<void> {
  const reauth = await client.reauthenticate();
  const { started, record, exportKey } = await client.register((request) => ok(client.api.password.start.$post({ json: { reauth, request } })), NEW_PASSWORD);
  const scope = { account: client.account, name: 'password', version: 2 } as const;
  const sealed = toBase64Url(await wrapAccountKey(await passwordUnlockKey(exportKey), scope, client.unlocked.accountKey));
  await ok(client.api.password.finish.$post({ json: { registration: started.registration, record, wrap: { name: 'password', version: 2, sealed } } }));
}

const underWay = async (client: TestClient) => (await ok(client.api['address-change'].$get())).change;
const lookUp = async (client: TestClient, address: string) => (await ok(client.api.addresses.lookup.$post({ json: { addresses: [address] } }))).results[0];

describe('a change of address', () => {
  it('is done when both mailboxes have answered: log-in, recovery and mail go by the new address from then on', async () => {
    const person = await founder(server);
    const [old, next] = [person.address, fresh()];
    await changeAddress(person, next);
    expect((await ok(person.api.session.$get())).address).toBe(next);
    await new TestClient(server, person.person).logIn();
    expect(await new TestClient(server, { ...person.person, address: old }).prove()).toBeNull();
    await recover(new TestClient(server, person.person), { kit: person.unlocked.kit, password: NEW_PASSWORD });
    expect(await kinds(next)).toContain('recovered');
  });

  it('tells both mailboxes before and after, and the owners of the practice after', async () => {
    const owner = await founder(server);
    const coworker = await coworkerOf(owner);
    const [old, next] = [coworker.address, fresh()];
    await changeAddress(coworker, next);
    expect((await kinds(old)).filter((kind) => kind.includes('address'))).toEqual(['old_address', 'address_changed']);
    expect((await kinds(next)).filter((kind) => kind.includes('address'))).toEqual(['new_address', 'address_changed']);
    expect(await kinds(owner.address)).toContain('coworker_moved');
  });

  it('ends all other sessions and keeps this one', async () => {
    const person = await founder(server);
    const device = await anotherDevice(person);
    await changeAddress(person, fresh());
    expect(refusal(await device.call('GET /api/session'))).toBe('401 not_signed_in');
    expect((await person.call('GET /api/session')).status).toBe(200);
  });

  it('stands in the activity of the account, from the wish to the end', async () => {
    const person = await founder(server);
    await changeAddress(person, fresh());
    const rows = await server.database.selectFrom('activity').select('event').where('account_id', '=', person.account).orderBy('at').execute();
    expect(rows.map(({ event }) => event).filter((event) => event.startsWith('address-change'))).toEqual(['address-change-asked', 'address-change-answered', 'address-change-answered', 'address-changed']);
  });

  it('asks for the second factor where there is one, at both ends', async () => {
    const person = await founder(server);
    const app = await setUpSecondFactor(person);
    const next = fresh();
    expect(refusal(await ask(person, next))).toBe('401 wrong_second_factor');
    server.advance(60_000);
    expect((await ask(person, next, { code: codeOf(app, server) })).status).toBe(204);
    await answerFromNew(person);
    await agreeFromOld(person);
    expect(refusal(await person.call('POST /api/address-change/start', { body: { reauth: await person.reauthenticate(), request: 'AAAA' } }))).toBe('401 wrong_second_factor');
  });
});

describe('the waiting', () => {
  it('is 72 hours where the old mailbox does not answer, and never less than the new mailbox needs', async () => {
    const person = await founder(server);
    const next = fresh();
    await ask(person, next);
    const start = async () => refusal(await person.call('POST /api/address-change/start', { body: { reauth: await person.reauthenticate(), request: 'AAAA' } }));
    expect(await start()).toBe('409 address_change_not_ready');
    await agreeFromOld(person);
    expect(await start()).toBe('409 address_change_not_ready');
    await ask(person, next);
    await answerFromNew(person);
    server.advance(71 * HOUR_MS);
    await person.logIn();
    expect(await start()).toBe('409 address_change_not_ready');
    expect((await underWay(person))?.ready).toBe(false);
    server.advance(2 * HOUR_MS);
    await person.logIn();
    expect((await underWay(person))?.ready).toBe(true);
    const { prepared, body } = await finishBody(person, next);
    await ok(person.api['address-change'].finish.$post({ json: body }));
    adoptAddress(person, { prepared, address: next });
  });

  it('ends after seven days: nothing is under way any more, and the links say so', async () => {
    const person = await founder(server);
    await ask(person, fresh());
    const { toNew, toOld } = await links(person);
    server.advance(8 * DAY_MS);
    await person.logIn();
    expect(await underWay(person)).toBeNull();
    expect((await ok(person.api['address-change'].view.$post({ json: { token: toNew } }))).status).toBe('expired');
    for (const path of ['answer', 'agree', 'stop']) expect(refusal(await person.call(`POST /api/address-change/${path}`, { body: { token: path === 'answer' ? toNew : toOld } }))).toBe('410 address_change_expired');
    await deleteOldAddressChanges(server.database, new Date(server.parts.clock()));
    expect(refusal(await person.call('POST /api/address-change/view', { body: { token: toNew } }))).toBe('410 address_change_expired');
  });

  it('can be ended by its owner and by the old mailbox; what is begun anew has links of its own', async () => {
    const person = await founder(server);
    await ask(person, fresh());
    await ok(person.api['address-change'].$delete());
    expect(await underWay(person)).toBeNull();
    await ask(person, fresh());
    const first = await links(person);
    await ok(person.api['address-change'].stop.$post({ json: { token: first.toOld } }));
    expect(await underWay(person)).toBeNull();
    expect((await ok(person.api['address-change'].view.$post({ json: { token: first.toOld } }))).status).toBe('stopped');
    await ask(person, fresh());
    expect(refusal(await person.call('POST /api/address-change/stop', { body: { token: first.toOld } }))).toBe('410 address_change_expired');
    expect(await underWay(person)).not.toBeNull();
  });

  it.each([
    ['a new password', changePassword],
    ['new keys', async (person: TestClient) => void (await renewKit(person))],
    ['the recovery kit', async (person: TestClient) => await recover(new TestClient(server, person.person), { kit: person.unlocked.kit, password: NEW_PASSWORD })],
  ])('ends with %s: whoever takes the account back need not know that somebody has begun one', async (_, takeBack) => {
    const person = await founder(server);
    await ask(person, fresh());
    await answerFromNew(person);
    await takeBack(person);
    const rows = await server.database.selectFrom('address_changes').select('status').where('account_id', '=', person.account).execute();
    expect(rows).toEqual([{ status: 'stopped' }]);
  });

  it('is begun three times a day at most by an account, and five times for an address: each is two mails', async () => {
    const [one, two] = [await founder(server), await founder(server)];
    const next = fresh();
    // What began nothing counts for nothing.
    expect(refusal(await ask(one, two.address))).toBe('409 address_taken');
    for (let times = 0; times < 3; times += 1) expect((await ask(one, next)).status).toBe(204);
    expect(refusal(await ask(one, fresh()))).toBe('429 too_many_requests');
    for (let times = 0; times < 2; times += 1) expect((await ask(two, next)).status).toBe(204);
    expect(refusal(await ask(two, next))).toBe('429 too_many_requests');
  });
});

describe('an address that somebody has', () => {
  it('is refused at the beginning, and where it was taken meanwhile, at the end', async () => {
    const [person, other] = [await founder(server), await founder(server)];
    expect(refusal(await ask(person, other.address))).toBe('409 address_taken');
    const next = fresh();
    await ask(person, next);
    await answerFromNew(person);
    await agreeFromOld(person);
    const { body } = await finishBody(person, next);
    await founder(server, { address: next });
    expect(refusal(await person.call(FINISH, { body }))).toBe('409 address_taken');
    expect((await ok(person.api.session.$get())).address).toBe(person.address);
  });

  it('goes to one of two who ask for it, whoever finishes first', async () => {
    const [one, two] = [await founder(server), await founder(server)];
    const next = fresh();
    for (const person of [one, two]) {
      await ask(person, next);
      await answerFromNew(person);
      await agreeFromOld(person);
    }
    const bodies = [await finishBody(one, next), await finishBody(two, next)];
    const answers = await Promise.all([one.call(FINISH, { body: bodies[0]?.body }), two.call(FINISH, { body: bodies[1]?.body })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });
});

describe('messages', () => {
  it('from before open afterwards, for both sides, and new ones find the new address', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const before = await send(owner, { to: [guest.address] });
    const next = fresh();
    await changeAddress(guest, next);
    const after = await send(owner, { to: [next] });
    expect((await openInboxMessage(guest, after.id)).manifest.recipients[0]?.address).toBe(next);
    expect((await guest.call(`GET /api/messages/${before.id}`)).status).toBe(200);
  });

  it('that were sealed for the old address are refused as for a changed recipient', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const { body } = await sealDraft(owner, { to: [guest.address] });
    const old = guest.address;
    await changeAddress(guest, fresh());
    expect(await owner.call('POST /api/messages', { body })).toMatchObject({ status: 409, body: { error: { code: 'recipient_changed', addresses: [old] } } });
  });

  it('whose notices have not left yet are told to the new mailbox', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    await send(owner, { to: [guest.address] });
    const next = fresh();
    await changeAddress(guest, next);
    expect(await kinds(next)).toContain('notice');
  });
});

describe('the old address', () => {
  it('leads whoever had to do with the account to the new one, and nobody else', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const stranger = await founder(server);
    const old = guest.address;
    await changeAddress(guest, fresh());
    expect(await lookUp(owner, old)).toMatchObject({ registered: null, moved: { account: guest.account, address: guest.address } });
    const nobody = { address: old, registered: null, invitation: null, moved: null, deleted: null };
    expect(await lookUp(stranger, old)).toEqual(nobody);
    // Nor whoever asks for both at once, and may see who has the new one.
    const [before, now] = (await ok(stranger.api.addresses.lookup.$post({ json: { addresses: [old, guest.address] } }))).results;
    expect(now).toMatchObject({ registered: { account: guest.account } });
    expect(before).toEqual(nobody);
  });

  it('is kept for 90 days, in which the account can change back and nobody else confirms it', async () => {
    const person = await founder(server);
    const old = person.address;
    await changeAddress(person, fresh());
    const taker = await new TestClient(server, somebody({ address: old })).signUp();
    expect((await kinds(old)).at(-1)).toBe('address_kept');
    // Even with a link that was mailed before.
    const { id } = await server.database.selectFrom('confirmations').select('id').where('account_id', '=', taker.account).executeTakeFirstOrThrow();
    expect(refusal(await taker.call('POST /api/confirm', { body: { token: mailedToken(server.parts.secrets, { purpose: 'confirm', id }) } }))).toBe('410 confirmation_expired');
    // Who asks is answered as for any free address, and never gets the link that would answer.
    const other = await founder(server);
    expect((await ask(other, old)).status).toBe(204);
    expect((await kinds(old)).filter((kind) => kind.endsWith('address') || kind === 'address_kept')).toEqual(['old_address', 'address_kept', 'address_kept']);
    await answerFromNew(other);
    await agreeFromOld(other);
    expect(refusal(await other.call('POST /api/address-change/start', { body: { reauth: await other.reauthenticate(), request: 'AAAA' } }))).toBe('409 address_taken');
    await changeAddress(person, old);
    expect(person.address).toBe(old);
  });

  it('takes no invited person meanwhile: who shows code and mailbox is told so, and until when, before they choose a password', async () => {
    const [inviter, person] = [await founder(server), await founder(server)];
    const old = person.address;
    await changeAddress(person, fresh());
    const left = server.parts.clock();
    const { codes, body } = await send(inviter, { to: [old] });
    const invited = { invitation: body.invitations[0]?.id ?? '', code: codes.get(old) ?? '' };
    const invitee = () => new TestClient(server, somebody({ address: old }));
    const told = await redeem(invitee(), invited).catch(String);
    expect(told).toContain('409 {"error":{"code":"address_kept","until":');
    expect(Math.abs(Number(/"until":(\d+)/.exec(String(told))?.[1]) - left - 90 * DAY_MS)).toBeLessThan(60_000);
    // No try is lost, and nothing is used up: it opens once the address is free. Tests of the expiry are elsewhere.
    await server.database.updateTable('former_addresses').set({ left_at: new Date(left - 91 * DAY_MS) }).where('account_id', '=', person.account).execute();
    await acceptInvitation(invitee(), invited);
    expect(await lookUp(inviter, old)).toMatchObject({ registered: { address: old } });
  });

  it('says the same to who was invited to an address that an account had and left while they chose a password', async () => {
    const [inviter, person] = [await founder(server), await founder(server)];
    const between = fresh();
    const { codes, body } = await send(inviter, { to: [between] });
    const invitee = new TestClient(server, somebody({ address: between }));
    const redeemed = await redeem(invitee, { invitation: body.invitations[0]?.id ?? '', code: codes.get(between) ?? '' });
    const finish = await registerBody(invitee, redeemed);
    await changeAddress(person, between);
    await changeAddress(person, fresh());
    const refused = await invitee.call(`POST /api/invitations/${redeemed.id}/register/finish`, { body: finish.body });
    expect(refusal(refused)).toBe('409 address_kept');
    expect(await server.database.selectFrom('accounts').select('id').where('address', '=', between).execute()).toEqual([]);
  });

  it('is free afterwards, for a new account that is nobody’s successor', async () => {
    const person = await founder(server);
    const old = person.address;
    await changeAddress(person, fresh());
    server.advance(91 * DAY_MS);
    const taker = await founder(server, { address: old });
    expect(taker.account).not.toBe(person.account);
  });
});
