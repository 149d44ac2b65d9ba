// Coworkers who are shut out: suspended by the practice or the operator, removed, and taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, SEGMENT_BYTES, type Id } from '#crypto';
import { lockMembers } from '../../server/database/members.ts';
import { closeAccount, resumeAccount, suspendAccount } from '../../server/database/suspensions.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, type TestClient } from '../support/client.ts';
import { inviteSomebody, openInboxMessage, send } from '../support/correspondence.ts';
import { coworkerOf, inviteCoworker } from '../support/coworkers.ts';
import { inRoster, practiceLog, roster, tryLogIn } from '../support/roster.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
}, 120_000);
afterAll(() => server.stop());

describe('suspending', () => {
  it('ends all sessions and shuts out until somebody resumes, and new mail arrives meanwhile', async () => {
    const client = await coworkerOf(owner);
    const device = await anotherDevice(client);
    expect((await owner.call(`POST /api/practice/members/${client.account}/suspend`)).status).toBe(204);
    for (const browser of [client, device]) expect(refusal(await browser.call('GET /api/session'))).toBe('401 not_signed_in');
    expect(await tryLogIn(client)).toBe('account_suspended');
    expect(await inRoster(owner, client)).toMatchObject({ suspendedBy: 'practice' });
    const { id } = await send(owner, { to: [client.address] });
    expect((await owner.call(`POST /api/practice/members/${client.account}/resume`)).status).toBe(204);
    await client.logIn();
    expect((await openInboxMessage(client, id)).manifest.id).toBe(id);
    const events = await practiceLog(owner, 'account');
    expect(events.filter(({ account, actor }) => account?.id === client.account && actor?.id === owner.account).map(({ event }) => event)).toEqual(['resumed', 'suspended']);
  });

  it('is undone by the practice alone: the operator opens what the operator has closed, and nothing else', async () => {
    const client = await coworkerOf(owner);
    const now = new Date(server.parts.clock());
    const suspend = () => server.database.transaction().execute((writer) => suspendAccount(writer, { account: client.account, now }));
    const resume = () => server.database.transaction().execute((writer) => resumeAccount(writer, { account: client.account, now }));
    await owner.call(`POST /api/practice/members/${client.account}/suspend`);
    expect(await resume()).toBe('closed-by-practice');
    expect((await practiceLog(owner, 'account')).filter(({ event, account }) => event === 'resumed' && account?.id === client.account)).toEqual([]);
    expect(await tryLogIn(client)).toBe('account_suspended');
    await suspend();
    expect(await inRoster(owner, client)).toMatchObject({ suspendedBy: 'operator' });
    expect(await resume()).toBe('closed-by-practice');
    expect(await inRoster(owner, client)).toMatchObject({ suspendedBy: 'practice' });
    expect((await owner.call(`POST /api/practice/members/${client.account}/resume`)).status).toBe(204);
    expect(await tryLogIn(client)).toBe('in');
    // Removed while the operator has it closed: it goes on being closed afterwards.
    await suspend();
    await owner.call(`DELETE /api/practice/members/${client.account}`);
    expect(await resume()).toBe('closed-by-practice');
    expect(await tryLogIn(client)).toBe('account_suspended');
    expect((await owner.call(`POST /api/practice/members/${client.account}/return`)).status).toBe(204);
    expect(await tryLogIn(client)).toBe('in');
    await suspend();
    expect(await resume()).toBe('open');
    expect(await tryLogIn(client)).toBe('in');
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
    expect(await tryLogIn(client)).toBe('account_suspended');
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
    expect(await tryLogIn(client)).toBe('account_suspended');
    const rows = await server.database.selectFrom('invitations').select(['status', 'escrow', 'proof_hash']).where('id', 'in', [invitation, coworker.invitation]).execute();
    expect(rows).toEqual([0, 1].map(() => ({ status: 'cancelled', escrow: null, proof_hash: null })));
    expect(await inRoster(owner, client)).toBeUndefined();
    expect((await practiceLog(owner))[0]).toMatchObject({ event: 'member-removed', account: { id: client.account }, actor: { id: owner.account }, details: { role: 'administrator' } });
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
    const [ended] = await practiceLog(owner, 'invitations');
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
    expect((await practiceLog(owner))[0]).toMatchObject({ event: 'member-returned', details: { role: 'administrator' } });
  });
});
