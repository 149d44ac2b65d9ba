// Deleting one's own account: what goes, what others keep, what is told before and after, and when nothing is left.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#crypto';
import { clearDeletedAccounts } from '../../server/jobs/deletions.ts';
import { emptyOldTrash } from '../../server/jobs/trash.ts';
import { attach, download } from '../support/attaching.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { guestOf, inviteSomebody, openInboxMessage, sealDraft, send } from '../support/correspondence.ts';
import { coworkerOf, inviteCoworker } from '../support/coworkers.ts';
import { deleteAccount } from '../support/deletion.ts';
import { setUpSecondFactor } from '../support/second-factor.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const rowOf = async ({ account }: { account: string }) => await server.database.selectFrom('accounts').selectAll().where('id', '=', account).executeTakeFirst();
const foretold = async (client: TestClient) => await ok(client.api.deletion.$get());
const messageExists = async (id: string) => (await server.database.selectFrom('messages').select('id').where('id', '=', id).execute()).length === 1;
const blobs = async () => {
  const ids = new Set<string>();
  for await (const { id } of server.parts.blobs.list()) ids.add(id);
  return ids;
};

describe('a guest who deletes their account', () => {
  it('is logged out everywhere, finds no way in again, and gets one last mail', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const device = await anotherDevice(guest);
    expect((await deleteAccount(guest)).status).toBe(204);
    for (const browser of [guest, device]) expect(refusal(await browser.call('GET /api/session'))).toBe('401 not_signed_in');
    const again = new TestClient(server, guest.person);
    expect(await again.prove()).toBeNull();
    expect(refusal(await again.call('POST /api/recovery/start', { body: { address: guest.address, proof: 'A'.repeat(43), request: 'AAAA' } }))).toBe('401 wrong_kit');
    expect((await server.mails(guest.address)).map(({ kind, account_id, status }) => [kind, account_id, status])).toEqual([['account_deleted', null, 'queued']]);
  });

  it('leaves of the account nothing but id, name, address and public keys', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    await setUpSecondFactor(guest);
    await guest.saveState('contacts', new Uint8Array(100));
    await ok(guest.api['notice-times'].$put({ json: { rhythm: 'daily', hour: 8, quiet: null, weekends: false, timeZone: 'Europe/Berlin' } }));
    const before = await rowOf(guest);
    const app = await server.database.selectFrom('second_factors').selectAll().where('account_id', '=', guest.account).executeTakeFirst();
    expect(app).toBeDefined();
    await server.database.deleteFrom('second_factors').where('account_id', '=', guest.account).execute();
    await deleteAccount(guest);
    for (const table of ['sessions', 'log_ins', 'tickets', 'wraps', 'state_roots', 'state_blobs', 'second_factors', 'second_factor_codes', 'confirmations', 'restarts', 'notice_times', 'sponsorships', 'members', 'former_members'] as const) {
      expect([table, (await server.database.selectFrom(table).select('account_id').where('account_id', '=', guest.account).execute()).length]).toEqual([table, 0]);
    }
    const after = await rowOf(guest);
    expect(after).toMatchObject({ address: guest.address, name: guest.person.name, confirmed_at: null, language: null, suspended_by: 'owner' });
    expect(after?.kem_public_key).toEqual(before?.kem_public_key);
    for (const secret of ['opaque_record', 'kit_proof_hash'] as const) expect(after?.[secret].equals(before?.[secret] ?? Buffer.alloc(0))).toBe(false);
    expect(after?.user_identifier).not.toBe(before?.user_identifier);
  });

  it('leaves others what they have: unread messages open and verify, with name and files, and receipts stay', async () => {
    const owner = await founder(server);
    const { guest, message } = await guestOf(owner);
    const file = await attach(guest, randomBytes(1000));
    const { id } = await send(guest, { to: [owner.address], attachments: [file] });
    await deleteAccount(guest);
    await clearDeletedAccounts(server.parts);
    const opened = await openInboxMessage(owner, id);
    expect(opened.manifest.sender.address).toBe(guest.address);
    const { rows } = await ok(owner.api.messages.$get({ query: { folder: 'inbox' } }));
    expect(rows.find((row) => row.id === id)?.sender).toMatchObject({ account: guest.account, name: guest.person.name, address: guest.address });
    expect((await download(owner, file)).length).toBe(1000);
    expect((await ok(owner.api.messages[':id'].$get({ param: { id: message }, query: {} }))).deliveries).toMatchObject([{ address: guest.address, name: guest.person.name }]);
  });

  it('is told to who wrote to them, in place of a notice that is waiting; what was opened before stays opened', async () => {
    const owner = await founder(server);
    const { guest, message } = await guestOf(owner);
    const { id } = await send(owner, { to: [guest.address] });
    await ok(guest.api.messages[':id'].$patch({ param: { id: message }, json: { read: true } }));
    const receipt = async (of: string) => (await ok(owner.api.messages[':id'].$get({ param: { id: of }, query: {} }))).deliveries;
    expect(await receipt(id)).toMatchObject([{ state: 'registered' }]);
    await deleteAccount(guest);
    const told = async () => {
      expect(await receipt(id)).toMatchObject([{ address: guest.address, state: 'deleted', openedAt: null }]);
      expect(await receipt(message)).toMatchObject([{ address: guest.address, state: 'deleted', openedAt: expect.any(Number) }]);
    };
    await told();
    await clearDeletedAccounts(server.parts);
    await told();
    // Whoever comes by the address anew is somebody else: what the other did not open stays unopened.
    const { guest: anew } = await guestOf(owner, { address: guest.person.address });
    expect(anew.account).not.toBe(guest.account);
    await told();
  });

  it('takes along what nobody else holds, with its files, and files that were never sent', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const [kept, own, unsent] = [await attach(guest, randomBytes(100)), await attach(guest, randomBytes(100)), await attach(guest, randomBytes(100))];
    const shared = await send(guest, { to: [owner.address], attachments: [kept] });
    const alone = await send(guest, { to: [guest.address], attachments: [own] });
    await deleteAccount(guest);
    await clearDeletedAccounts(server.parts);
    expect([await messageExists(shared.id), await messageExists(alone.id)]).toEqual([true, false]);
    const left = await blobs();
    expect([left.has(kept.id), left.has(own.id), left.has(unsent.id)]).toEqual([true, false, false]);
  });

  it('is forgotten as a whole, a day later at the earliest, once nobody holds a message from or to them', async () => {
    const owner = await founder(server);
    const { guest, message } = await guestOf(owner);
    await deleteAccount(guest);
    server.advance(DAY_MS + 1);
    await clearDeletedAccounts(server.parts);
    expect(await rowOf(guest)).toBeDefined();
    await server.database.updateTable('deliveries').set({ folder: 'trash', trashed_at: new Date(0) }).where('message_id', '=', message).where('role', '=', 'sender').execute();
    await emptyOldTrash(server.parts);
    await clearDeletedAccounts(server.parts);
    expect(await rowOf(guest)).toBeUndefined();
  });

  it('does not get what somebody was just sending: it leaves the mailbox that is no more with the next run', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const { id } = await send(owner, { to: [guest.address] });
    await deleteAccount(guest);
    await clearDeletedAccounts(server.parts);
    // As if its transaction had ended after the deletion's.
    await server.database.updateTable('deliveries').set({ folder: 'inbox' }).where('message_id', '=', id).where('account_id', '=', guest.account).execute();
    await clearDeletedAccounts(server.parts);
    const row = await server.database.selectFrom('deliveries').select('folder').where('message_id', '=', id).where('account_id', '=', guest.account).executeTakeFirst();
    expect(row?.folder).toBe('removed');
  });
});

describe('an account whose address was never confirmed', () => {
  it('goes as well, and the mailbox that never answered hears nothing', async () => {
    const nobody = await new TestClient(server, somebody()).signUp();
    expect((await deleteAccount(nobody, { endsPractice: true })).status).toBe(204);
    expect(await server.mails(nobody.address)).toEqual([]);
  });
});

describe('the address', () => {
  it('takes no message any more, and whoever knew the account is told that it is gone, nobody else', async () => {
    const [owner, stranger] = [await founder(server), await founder(server)];
    const { guest } = await guestOf(owner);
    const { body } = await sealDraft(owner, { to: [guest.address] });
    await deleteAccount(guest);
    expect(refusal(await owner.call('POST /api/messages', { body }))).toBe('409 recipient_changed');
    const look = async (client: TestClient) => (await ok(client.api.addresses.lookup.$post({ json: { addresses: [guest.address] } }))).results[0];
    expect(await look(owner)).toMatchObject({ registered: null, invitation: null, deleted: guest.account });
    expect(await look(stranger)).toEqual({ address: guest.address, registered: null, invitation: null, moved: null, deleted: null });
  });

  it('can be invited anew and make a new account, which gets nothing of the old one', async () => {
    const owner = await founder(server);
    const { guest, message } = await guestOf(owner);
    await deleteAccount(guest);
    const { guest: anew } = await guestOf(owner, { address: guest.person.address });
    expect(anew.account).not.toBe(guest.account);
    expect((await ok(anew.api.messages.$get({ query: { folder: 'inbox' } }))).rows.map(({ id }) => id)).not.toContain(message);
    expect((await ok(owner.api.addresses.lookup.$post({ json: { addresses: [guest.address] } }))).results[0]).toMatchObject({ registered: { account: anew.account }, deleted: null });
    const founded = await (await new TestClient(server, somebody({ address: 'Comes.Back@practice.example' })).signUp()).confirm();
    await deleteAccount(founded, { endsPractice: true });
    const again = await (await new TestClient(server, founded.person).signUp()).confirm();
    expect((await ok(again.api.session.$get())).confirmed).toBe(true);
    // Confirming the new one takes the rivals away that never confirmed, not what others hold messages of.
    expect(await rowOf(founded)).toBeDefined();
  });
});

describe('in a practice', () => {
  it('a member goes, the others stay, their open invitations end, and it is in the practice’s activity without name and address', async () => {
    const owner = await founder(server);
    const member = await coworkerOf(owner);
    const { invitation } = await inviteSomebody(member);
    expect(await foretold(member)).toMatchObject({ invitations: 1, waiting: 1, practice: { ends: false, lastOwner: false } });
    await deleteAccount(member);
    expect((await ok(owner.api.practice.members.$get())).members.map(({ account }) => account)).toEqual([owner.account]);
    expect((await server.database.selectFrom('invitations').select(['status', 'escrow', 'proof_hash']).where('id', '=', invitation).executeTakeFirst())).toEqual({ status: 'cancelled', escrow: null, proof_hash: null });
    expect((await server.mails(owner.address)).filter(({ kind }) => kind === 'coworker_deleted').map(({ payload }) => payload)).toMatchObject([{ name: member.person.name, address: member.address }]);
    const { events } = await ok(owner.api.practice.activity.$get({ query: {} }));
    const deleted = events.find(({ event }) => event === 'account-deleted');
    expect(deleted).toMatchObject({ account: { id: member.account, name: member.person.name }, doneBy: 'account', details: {} });
    const stored = await server.database.selectFrom('activity').selectAll().where('event', '=', 'account-deleted').where('account_id', '=', member.account).execute();
    expect(JSON.stringify(stored)).not.toMatch(/@|Person/);
    // What stood beside their name stands there still.
    expect((await rowOf(member))?.practice_name).toBe(`Practice of ${owner.person.name}`);
  });

  it('the last owner does not go while others are there, a second owner does, and nobody is told otherwise before', async () => {
    const owner = await founder(server);
    const member = await coworkerOf(owner);
    expect((await foretold(owner)).practice).toMatchObject({ lastOwner: true, ends: false });
    expect(refusal(await deleteAccount(owner))).toBe('409 last_owner');
    expect(refusal(await deleteAccount(owner, { endsPractice: true }))).toBe('409 last_owner');
    await ok(owner.api.practice.members[':id'].$patch({ param: { id: member.account }, json: { role: 'owner' } }));
    expect((await foretold(owner)).practice).toMatchObject({ lastOwner: false, ends: false });
    expect((await deleteAccount(owner)).status).toBe(204);
    expect((await ok(member.api.session.$get())).role).toBe('owner');
  });

  it('the last member ends it: guests are guests no more, invitations end, and accounts that it had closed go too', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const removed = await coworkerOf(owner);
    await ok(owner.api.practice.members[':id'].$delete({ param: { id: removed.account } }));
    const { invitation } = await inviteCoworker(owner);
    expect((await foretold(owner)).practice).toMatchObject({ ends: true, formerAccounts: 1, lastOwner: false });
    expect((await deleteAccount(owner, { endsPractice: true })).status).toBe(204);
    expect((await ok(guest.api.session.$get())).sponsors).toEqual([]);
    expect((await server.database.selectFrom('invitations').select('status').where('id', '=', invitation).executeTakeFirst())?.status).toBe('cancelled');
    expect((await rowOf(removed))?.deleted_at).not.toBeNull();
    const practice = await server.database.selectFrom('practices').select('ended_at').where('id', '=', owner.practice ?? '').executeTakeFirst();
    expect(practice?.ended_at).not.toBeNull();
    const names = (await server.database.selectFrom('activity').select('event').where('practice_id', '=', owner.practice).execute()).map(({ event }) => event);
    expect(names.filter((name) => name === 'account-deleted' || name === 'practice-ended')).toHaveLength(3);
  });
});

describe('the database', () => {
  it('keeps a deleted account closed and unlisted, whatever is asked of it', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    await deleteAccount(guest);
    for (const change of [sql`confirmed_at = now()`, sql`suspended_at = null, suspended_by = null`, sql`suspended_by = 'practice', practice_closed_at = now()`, sql`deleted_at = null`]) {
      await expect(sql`update accounts set ${change} where id = ${guest.account}`.execute(server.database)).rejects.toThrow(/accounts_deleted|accounts_suspended/);
    }
  });

  it('knows no session for it, also where one was begun before and is written after', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    await deleteAccount(guest);
    const late = await anotherDevice({ server, account: guest.account as Id });
    expect(refusal(await late.call('GET /api/session'))).toBe('401 not_signed_in');
  });
});
