// Coworkers: invited with a role, members by the code, changed, suspended, removed and taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  countersignMember, identityHash, newId, proposeMember, SEGMENT_BYTES, verifyIdentityChain, verifyMember, type Id, type SignedObject,
} from '#crypto';
import { findChain } from '../../server/database/identities.ts';
import { lockMembers } from '../../server/database/members.ts';
import { closeAccount, resumeAccount, suspendAccount } from '../../server/database/suspensions.ts';
import { writeMail } from '../../server/mail/write-mail.ts';
import type { QueuedMail } from '../../server/mail/outgoing-mail.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, guestOf, inviteSomebody, openInboxMessage, redeem, send } from '../support/correspondence.ts';
import { coworkerOf, inviteAgain, inviteCoworker, joinBody, joinWith, registerCoworker } from '../support/coworkers.ts';
import { writing } from '../support/mails.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
}, 120_000);
afterAll(() => server.stop());

const roster = (client: TestClient) => ok(client.api.practice.members.$get());
const inRoster = async (by: TestClient, { account }: TestClient) => (await roster(by)).members.find((member) => member.account === account);

async function log(by: TestClient, what: 'members' | 'invitations' | 'account' = 'members') {
  return (await ok(by.api.practice.activity.$get({ query: { what } }))).events;
}

async function logIn(person: TestClient): Promise<string> {
  const again = new TestClient(server, person.person);
  const proved = await again.prove();
  if (proved === null) return 'not proved';
  const { status, body } = await again.call('POST /api/login/finish', { body: { login: proved.login, finish: proved.finish } });
  return status === 200 ? 'in' : ((body as { error: { code: string } }).error.code);
}

describe('a coworker', () => {
  it('who was invited with a role and has the code is a member with it, and nobody’s guest', async () => {
    for (const role of ['member', 'administrator', 'owner'] as const) {
      const client = await coworkerOf(owner, { role });
      expect(await ok(client.api.session.$get())).toMatchObject({ role, confirmed: true, sponsors: [], practice: { id: owner.practice } });
      expect(await inRoster(owner, client)).toMatchObject({ role, suspendedAt: null, attested: false, madeHere: true, address: client.address });
      const [joined] = await log(owner);
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
    expect((await log(owner))[0]).toMatchObject({ event: 'member-attested', account: { id: client.account } });
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
    expect((await log(owner))[0]).toMatchObject({ event: 'member-role-changed', account: { id: other.account }, actor: { id: client.account }, details: { role: 'administrator', before: 'member' } });
    const before = (await log(owner)).length;
    expect((await owner.call(`PATCH /api/practice/members/${other.account}`, { body: { role: 'administrator' } })).status).toBe(204);
    expect((await log(owner)).length).toBe(before);
  });
});

describe('suspending', () => {
  it('ends all sessions and shuts out until somebody resumes, and new mail arrives meanwhile', async () => {
    const client = await coworkerOf(owner);
    const device = await anotherDevice(client);
    expect((await owner.call(`POST /api/practice/members/${client.account}/suspend`)).status).toBe(204);
    for (const browser of [client, device]) expect(refusal(await browser.call('GET /api/session'))).toBe('401 not_signed_in');
    expect(await logIn(client)).toBe('account_suspended');
    expect(await inRoster(owner, client)).toMatchObject({ suspendedBy: 'practice' });
    const { id } = await send(owner, { to: [client.address] });
    expect((await owner.call(`POST /api/practice/members/${client.account}/resume`)).status).toBe(204);
    await client.logIn();
    expect((await openInboxMessage(client, id)).manifest.id).toBe(id);
    const events = await log(owner, 'account');
    expect(events.filter(({ account, actor }) => account?.id === client.account && actor?.id === owner.account).map(({ event }) => event)).toEqual(['resumed', 'suspended']);
  });

  it('is undone by the practice alone: the operator opens what the operator has closed, and nothing else', async () => {
    const client = await coworkerOf(owner);
    const now = new Date(server.parts.clock());
    const suspend = () => server.database.transaction().execute((writer) => suspendAccount(writer, { account: client.account, now }));
    const resume = () => server.database.transaction().execute((writer) => resumeAccount(writer, { account: client.account, now }));
    await owner.call(`POST /api/practice/members/${client.account}/suspend`);
    expect(await resume()).toBe('closed-by-practice');
    expect((await log(owner, 'account')).filter(({ event, account }) => event === 'resumed' && account?.id === client.account)).toEqual([]);
    expect(await logIn(client)).toBe('account_suspended');
    await suspend();
    expect(await inRoster(owner, client)).toMatchObject({ suspendedBy: 'operator' });
    expect(await resume()).toBe('closed-by-practice');
    expect(await inRoster(owner, client)).toMatchObject({ suspendedBy: 'practice' });
    expect((await owner.call(`POST /api/practice/members/${client.account}/resume`)).status).toBe(204);
    expect(await logIn(client)).toBe('in');
    // Removed while the operator has it closed: it goes on being closed afterwards.
    await suspend();
    await owner.call(`DELETE /api/practice/members/${client.account}`);
    expect(await resume()).toBe('closed-by-practice');
    expect(await logIn(client)).toBe('account_suspended');
    expect((await owner.call(`POST /api/practice/members/${client.account}/return`)).status).toBe(204);
    expect(await logIn(client)).toBe('in');
    await suspend();
    expect(await resume()).toBe('open');
    expect(await logIn(client)).toBe('in');
  });

  it('and an upload that begins in the same moment do not lock each other out', async () => {
    const client = await coworkerOf(owner);
    const { begun } = await server.database.transaction().execute(async (writer) => {
      await lockMembers(writer, owner.practice as Id);
      const asked = client.call('POST /api/attachments', { body: { id: newId(), size: 100, segmentSize: SEGMENT_BYTES } });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await closeAccount(writer, { account: client.account, suspender: 'practice', now: new Date(server.parts.clock()) });
      return { begun: asked };
    });
    expect((await begun).status).toBe(201);
  });

  it('by the operator is not undone by the practice', async () => {
    const client = await coworkerOf(owner);
    await owner.call(`POST /api/practice/members/${client.account}/suspend`);
    await server.database.transaction().execute((writer) => suspendAccount(writer, { account: client.account, now: new Date(server.parts.clock()) }));
    expect(refusal(await owner.call(`POST /api/practice/members/${client.account}/resume`))).toBe('403 not_allowed');
    await owner.call(`DELETE /api/practice/members/${client.account}`);
    expect((await owner.call(`POST /api/practice/members/${client.account}/return`)).status).toBe(204);
    expect(await logIn(client)).toBe('account_suspended');
  });
});

describe('removing', () => {
  it('ends sessions, rights and open invitations at once, and closes the account that was made here', async () => {
    const client = await coworkerOf(owner, { role: 'administrator' });
    const { invitation } = await inviteSomebody(client);
    const coworker = await inviteCoworker(client);
    const device = await anotherDevice(client);
    expect((await owner.call(`DELETE /api/practice/members/${client.account}`)).status).toBe(204);
    for (const browser of [client, device]) expect(refusal(await browser.call('GET /api/session'))).toBe('401 not_signed_in');
    expect(await logIn(client)).toBe('account_suspended');
    const rows = await server.database.selectFrom('invitations').select(['status', 'escrow', 'proof_hash']).where('id', 'in', [invitation, coworker.invitation]).execute();
    expect(rows).toEqual([0, 1].map(() => ({ status: 'cancelled', escrow: null, proof_hash: null })));
    expect(await inRoster(owner, client)).toBeUndefined();
    expect((await log(owner))[0]).toMatchObject({ event: 'member-removed', account: { id: client.account }, actor: { id: owner.account }, details: { role: 'administrator' } });
  });

  it('is told to colleagues whose messages wait under the invitations that end with it, and stands in the log', async () => {
    const [leaving, colleague] = [await coworkerOf(owner), await coworkerOf(owner)];
    const { address, invitation } = await inviteSomebody(leaving);
    const { id, body } = await send(colleague, { to: [address] });
    expect(body.invitations).toEqual([]);
    const report = async () => (await ok(colleague.api.messages[':id'].$get({ param: { id }, query: {} }))).deliveries[0]?.state;
    expect(await report()).toBe('invited');
    const heard: string[] = [];
    const stop = server.parts.changes.subscribe(colleague.account, { tell: (change) => void heard.push(change), end: () => undefined });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await owner.call(`DELETE /api/practice/members/${leaving.account}`);
    await expect.poll(() => heard).toContain('receipt');
    stop();
    expect(await report()).toBe('ended');
    const [ended] = await log(owner, 'invitations');
    expect(ended).toMatchObject({ event: 'invitation-cancelled', account: { id: leaving.account }, actor: { id: owner.account }, subjectId: invitation });
    // The address is free for another invitation.
    const again = await send(colleague, { to: [address] });
    expect(again.codes.size).toBe(1);
  });

  it('is not undone for somebody who belongs to another practice by then', async () => {
    const client = await coworkerOf(owner);
    const other = await founder(server);
    await owner.call(`DELETE /api/practice/members/${client.account}`);
    const { object } = await server.database.selectFrom('former_members').select('object').where('account_id', '=', client.account).executeTakeFirstOrThrow();
    await server.database.insertInto('members').values({ account_id: client.account, practice_id: other.practice as Id, role: 'member', object, joined_at: new Date(), made_here: false }).execute();
    expect(refusal(await owner.call(`POST /api/practice/members/${client.account}/return`))).toBe('403 not_allowed');
  });

  it('is undone by taking back: same role, same keys, same mail', async () => {
    const client = await coworkerOf(owner, { role: 'administrator' });
    const { id } = await send(owner, { to: [client.address] });
    await owner.call(`DELETE /api/practice/members/${client.account}`);
    const { former } = await roster(owner);
    expect(former.find(({ account }) => account === client.account)).toMatchObject({ role: 'administrator', name: client.person.name });
    expect((await owner.call(`POST /api/practice/members/${client.account}/return`)).status).toBe(204);
    expect(refusal(await owner.call(`POST /api/practice/members/${client.account}/return`))).toBe('404 not_found');
    await client.logIn();
    expect((await ok(client.api.session.$get())).role).toBe('administrator');
    expect((await openInboxMessage(client, id)).manifest.id).toBe(id);
    expect((await log(owner))[0]).toMatchObject({ event: 'member-returned', details: { role: 'administrator' } });
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
    expect(await logIn(client)).toBe('not proved');
    expect(await logIn(back)).toBe('in');
    await expect(openInboxMessage(back, before)).rejects.toThrow();
    expect((await openInboxMessage(back, (await send(owner, { to: [back.address] })).id)).manifest.subject).toBeTruthy();
    expect((await roster(owner)).invitations.map(({ id }) => id)).not.toContain(invited.invitation);
    // The membership is signed anew by the new key, and by whoever invited once the code is proved.
    expect(await inRoster(owner, back)).toMatchObject({ attested: false, role: 'administrator', madeHere: true });
    await attest(owner, back);
    expect(await inRoster(owner, back)).toMatchObject({ attested: true });
    expect((await log(owner, 'account'))[0]).toMatchObject({ event: 'restarted', account: { id: client.account } });
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
