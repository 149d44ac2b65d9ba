// Coworkers: invited with a role, members by the code, changed, and let start again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countersignMember, identityHash, newId, proposeMember, verifyIdentityChain, verifyMember, type SignedObject } from '#crypto';
import { findChain } from '../../server/database/identities.ts';
import { writeMail } from '../../server/mail/write-mail.ts';
import type { QueuedMail } from '../../server/mail/outgoing-mail.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, guestOf, openInboxMessage, redeem, send } from '../support/correspondence.ts';
import { coworkerOf, inviteAgain, inviteCoworker, joinBody, joinWith, registerCoworker } from '../support/coworkers.ts';
import { writing } from '../support/mails.ts';
import { inRoster, practiceLog, roster, tryLogIn } from '../support/roster.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
}, 120_000);
afterAll(() => server.stop());

describe('a coworker', () => {
  it('who was invited with a role and has the code is a member with it, and nobody’s guest', async () => {
    for (const role of ['member', 'administrator', 'owner'] as const) {
      const client = await coworkerOf(owner, { role });
      expect(await ok(client.api.session.$get())).toMatchObject({ role, confirmed: true, sponsors: [], practice: { id: owner.practice } });
      expect(await inRoster(owner, client)).toMatchObject({ role, suspendedAt: null, attested: false, madeHere: true, address: client.address });
      const [joined] = await practiceLog(owner);
      expect(joined).toMatchObject({ event: 'member-joined', account: { id: client.account }, details: { role } });
    }
  });

  it('gets a mail that names the practice and leads to the invitation, and no secret', async () => {
    const { invitation, person, code } = await inviteCoworker(owner);
    const [mail] = await server.mails(person.address);
    const written = await writeMail({ id: mail?.id ?? '', kind: 'coworker', payload: mail?.payload, language: 'en', recipient: person.address, message: null, invitation } as QueuedMail, writing);
    expect(written.subject).toBe(`Your account at Practice of ${owner.person.name}`);
    expect(written.text).toContain(`/invite?id=${invitation}&token=${invitation}`);
    expect(written.text).not.toContain(code);
    expect(JSON.stringify(mail?.payload)).not.toContain(code);
  });

  it('is written to without a code, reads what waited, and does what the role allows', async () => {
    const invited = await inviteCoworker(owner);
    const waiting = await send(owner, { to: [invited.person.address], text: 'Welcome' });
    expect(waiting.body.invitations).toEqual([]);
    const client = await registerCoworker(invited);
    expect(JSON.stringify((await openInboxMessage(client, waiting.id)).body)).toContain('Welcome');
    const later = await send(owner, { to: [client.address] });
    expect(later.codes.size).toBe(0);
    expect(refusal(await client.call('GET /api/practice/members'))).toBe('403 not_allowed');
    const { id } = await send(client, { to: [somebody().address] });
    expect(id).toBeTruthy();
  });

  it('needs the mailed link as well as the code', async () => {
    const { invitation, code, person } = await inviteCoworker(owner);
    await expect(redeem(new TestClient(server, person), { invitation, code, mailbox: false })).rejects.toThrow('403 {"error":{"code":"mailbox_token_required"}}');
  });

  it('who had a guest’s account joins with it, keeps its sponsors, and goes on as a guest when removed', async () => {
    const other = await founder(server);
    const { guest } = await guestOf(other);
    const { invitation, code } = await inviteCoworker(owner, { address: guest.address });
    const person = { ...guest.person };
    await expect(acceptInvitation(new TestClient(server, person), { invitation, code })).rejects.toThrow('account_exists');
    const { member: _half, ...without } = (await joinBody(guest, { by: owner, invitation, code })).body;
    expect(refusal(await guest.call(`POST /api/invitations/${invitation}/claim`, { body: without }))).toBe('400 not_verified');
    await joinWith(guest, { by: owner, invitation, code });
    expect(await ok(guest.api.session.$get())).toMatchObject({ role: 'member', practice: { id: owner.practice }, sponsors: [{ id: other.practice }] });
    expect(await inRoster(owner, guest)).toMatchObject({ madeHere: false });
    expect((await owner.call(`DELETE /api/practice/members/${guest.account}`)).status).toBe(204);
    expect(refusal(await guest.call('GET /api/session'))).toBe('401 not_signed_in');
    expect((await roster(owner)).former.map(({ account }) => account)).not.toContain(guest.account);
    await guest.logIn();
    expect(await ok(guest.api.session.$get())).toMatchObject({ role: 'guest', practice: null, sponsors: [{ id: other.practice }] });
  });
});

describe('the administrator’s half of a membership', () => {
  it('is taken from whom the coworker has named, over the very same text, and once', async () => {
    const client = await coworkerOf(owner);
    const other = await coworkerOf(owner, { role: 'administrator' });
    const row = await server.database.selectFrom('members').select('object').where('account_id', '=', client.account).executeTakeFirstOrThrow();
    const accountKey = (await verifyIdentityChain([client.unlocked.identity])).at(-1)?.signPublicKey ?? new Uint8Array();
    const path = `POST /api/practice/members/${client.account}/attest`;
    const byOther = await countersignMember(other.unlocked.keyring, { proposal: row.object, accountKey });
    const byOwner = await countersignMember(owner.unlocked.keyring, { proposal: row.object, accountKey });
    const swapped: SignedObject = { json: byOwner.json, signatures: [byOwner.signatures[0] ?? '', byOwner.signatures[0] ?? ''] };
    expect(refusal(await other.call(path, { body: { member: byOther } }))).toBe('400 not_verified');
    // Signed by both, but not what the coworker came with.
    const identity = await identityHash(client.unlocked.identity);
    const terms = { practice: owner.practice ?? newId(), account: client.account, identity, administrator: owner.account };
    const another = await countersignMember(owner.unlocked.keyring, { proposal: await proposeMember(client.unlocked.keyring, { ...terms, role: 'owner' }), accountKey });
    for (const member of [byOther, swapped, row.object, another]) expect(refusal(await owner.call(path, { body: { member } }))).toBe('400 not_verified');
    expect((await owner.call(path, { body: { member: byOwner } })).status).toBe(204);
    expect(await inRoster(owner, client)).toMatchObject({ attested: true });
    const administratorKey = (await verifyIdentityChain([owner.unlocked.identity])).at(-1)?.signPublicKey ?? new Uint8Array();
    const stored = await server.database.selectFrom('members').select('object').where('account_id', '=', client.account).executeTakeFirstOrThrow();
    expect(await verifyMember(stored.object, { administratorKey, accountKey })).toMatchObject({ account: client.account, administrator: owner.account, role: 'member' });
    expect((await practiceLog(owner))[0]).toMatchObject({ event: 'member-attested', account: { id: client.account } });
  });
});

/** The administrator's half, as the browser of whoever invited makes it. */
async function attest(by: TestClient, client: TestClient): Promise<void> {
  const { object } = await server.database.selectFrom('members').select('object').where('account_id', '=', client.account).executeTakeFirstOrThrow();
  const accountKey = (await verifyIdentityChain(await findChain(server.database, client.account))).at(-1)?.signPublicKey ?? new Uint8Array();
  const member = await countersignMember(by.unlocked.keyring, { proposal: object, accountKey });
  expect((await by.call(`POST /api/practice/members/${client.account}/attest`, { body: { member } })).status).toBe(204);
}

describe('a role', () => {
  it('is changed by owners and administrators, at once in every session, and told in the log with what it was', async () => {
    const client = await coworkerOf(owner);
    expect((await owner.call(`PATCH /api/practice/members/${client.account}`, { body: { role: 'administrator' } })).status).toBe(204);
    expect((await ok(client.api.session.$get())).role).toBe('administrator');
    const other = await coworkerOf(owner);
    expect((await client.call(`PATCH /api/practice/members/${other.account}`, { body: { role: 'administrator' } })).status).toBe(204);
    expect((await practiceLog(owner))[0]).toMatchObject({ event: 'member-role-changed', account: { id: other.account }, actor: { id: client.account }, details: { role: 'administrator', before: 'member' } });
    const before = (await practiceLog(owner)).length;
    expect((await owner.call(`PATCH /api/practice/members/${other.account}`, { body: { role: 'administrator' } })).status).toBe(204);
    expect((await practiceLog(owner)).length).toBe(before);
  });
});

describe('a coworker who lost password and kit', () => {
  it('starts again with a new code from the practice: same account and role, new keys, old messages closed, all else ended', async () => {
    const client = await coworkerOf(owner, { role: 'administrator' });
    await attest(owner, client);
    const { id: before } = await send(owner, { to: [client.address] });
    const device = await anotherDevice(client);
    const invited = await inviteAgain(owner, client, 'administrator');
    // Until the code is used nothing changes.
    expect((await client.call('GET /api/session')).status).toBe(200);
    expect((await roster(owner)).invitations.find(({ id }) => id === invited.invitation)).toMatchObject({ restart: true, address: client.address, role: 'administrator' });
    const [mail] = (await server.mails(client.address)).filter(({ kind }) => kind === 'coworker').slice(-1);
    const written = await writeMail({ id: mail?.id ?? '', kind: 'coworker', payload: mail?.payload, language: 'en', recipient: client.address, message: null, invitation: invited.invitation } as QueuedMail, writing);
    expect(written.text).toContain('lets you start again');
    const back = await registerCoworker(invited);
    expect(back.account).toBe(client.account);
    expect(await ok(back.api.session.$get())).toMatchObject({ role: 'administrator', practice: { id: owner.practice }, sponsors: [] });
    for (const browser of [client, device]) expect(refusal(await browser.call('GET /api/session'))).toBe('401 not_signed_in');
    expect(await tryLogIn(client)).toBe('not proved');
    expect(await tryLogIn(back)).toBe('in');
    await expect(openInboxMessage(back, before)).rejects.toThrow();
    expect((await openInboxMessage(back, (await send(owner, { to: [back.address] })).id)).manifest.subject).toBeTruthy();
    expect((await roster(owner)).invitations.map(({ id }) => id)).not.toContain(invited.invitation);
    // The membership is signed anew by the new key, and by whoever invited once the code is proved.
    expect(await inRoster(owner, back)).toMatchObject({ attested: false, role: 'administrator', madeHere: true });
    await attest(owner, back);
    expect(await inRoster(owner, back)).toMatchObject({ attested: true });
    expect((await practiceLog(owner, 'account'))[0]).toMatchObject({ event: 'restarted', account: { id: client.account } });
  });

  it('needs no new start who finds the password after all: logged in, the invitation only signs the membership anew', async () => {
    const client = await coworkerOf(owner);
    const invited = await inviteAgain(owner, client);
    await joinWith(client, invited);
    expect(await ok(client.api.session.$get())).toMatchObject({ role: 'member' });
    expect(await inRoster(owner, client)).toMatchObject({ madeHere: true, attested: false });
  });

  it('keeps the role that they have by then', async () => {
    const client = await coworkerOf(owner, { role: 'administrator' });
    const invited = await inviteAgain(owner, client, 'administrator');
    await owner.call(`PATCH /api/practice/members/${client.account}`, { body: { role: 'member' } });
    const back = await registerCoworker(invited);
    expect((await ok(back.api.session.$get())).role).toBe('member');
  });
});

describe('whoever has the practice open', () => {
  it('hears of every change of its members at once, and the changed one of their session', async () => {
    const client = await coworkerOf(owner);
    const heard: string[] = [];
    const stops = [owner, client].map(({ account }, index) => server.parts.changes.subscribe(account, { tell: (change) => void heard.push(`${index === 0 ? 'owner' : 'client'} ${change}`), end: () => undefined }));
    await expect.poll(async () => {
      heard.length = 0;
      await owner.call(`PATCH /api/practice/members/${client.account}`, { body: { role: 'administrator' } });
      await owner.call(`PATCH /api/practice/members/${client.account}`, { body: { role: 'member' } });
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [...new Set(heard)].toSorted();
    }).toEqual(['client practice', 'client session', 'owner practice']);
    for (const stop of stops) stop();
  });
});
