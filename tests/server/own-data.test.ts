// What an account is told of all that is kept about it: everything there is, only its own, and nothing that opens anything.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#crypto';
import { attach } from '../support/attaching.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice, assemble, type Cast } from '../support/cast.ts';
import { somebody, TestClient } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { findSecrets } from '../support/secret-traces.ts';
import { setUpSecondFactor } from '../support/second-factor.ts';
import { DAY_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cast: Cast;
beforeAll(async () => {
  server = await startTestServer();
  cast = await assemble(server);
}, 120_000);
afterAll(() => server.stop());

const read = async (client: TestClient) => await ok(client.api['own-data'].$get());
type Folder = 'inbox' | 'sent' | 'archive' | 'trash' | 'removed' | 'recalled';
const list = async (client: TestClient, folder: Folder, before?: string) => await ok(client.api['own-data'].messages.$get({ query: before === undefined ? { folder } : { folder, before } }));

/**
 * Where each table that has to do with a person is told, or why it is not. A table that is added with an account or an address in it has
 * to be put here, and into the answer.
 */
const TABLES: Record<string, string> = {
  accounts: 'account, access, keys',
  identities: 'keys',
  revocations: 'keys',
  wraps: 'access',
  second_factors: 'access',
  second_factor_codes: 'access',
  passkeys: 'access',
  members: 'practice',
  sponsorships: 'sponsors',
  practice_profiles: 'practiceProfile',
  profile_vouchers: 'practiceProfile',
  statements: 'statements',
  sessions: 'devices',
  log_ins: 'begun',
  confirmations: 'begun',
  restarts: 'begun',
  address_changes: 'begun',
  former_addresses: 'begun',
  notice_times: 'noticeTimes',
  state_roots: 'sealedDocuments',
  state_blobs: 'sealedDocuments',
  practice_texts_receivers: 'practiceTexts',
  deliveries: 'mailbox, and the messages',
  messages: 'mailbox, and the messages',
  attachments: 'uploads',
  invitations: 'invitations',
  hand_overs: 'handOvers, and the messages',
  hand_over_asks: 'handOvers',
  outbox: 'mails',
  activity: 'activity, and its own pages',
  activity_origins: 'activity, whose pages show the address',
  tickets: 'not told: half an hour at most, and nothing of a person in them but for a registration under way',
  former_members: 'not told: who is in it cannot log in',
  practices: 'not told: an address for answers is the practice’s',
};

describe('what somebody is told', () => {
  it('covers every table that has an account or an address in it', async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct table_name as name from information_schema.columns
      where table_schema = current_schema() and (column_name ~ '(^|_)(address|account_id|sender_id|owner_id|inviter_id|giver_id|signer_id|receiver_id|claimed_by|reply_to|recipient)$' or table_name in ('accounts', 'second_factor_codes'))`.execute(server.database);
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(TABLES).toSorted());
  });

  it('names, dates, devices, documents, folders, files, invitations and mails are those there are', async () => {
    const { owner, guest, colleague } = cast;
    await setUpSecondFactor(owner);
    await owner.saveState(`draft/${newId()}`, new Uint8Array(5000));
    const file = await attach(owner, new Uint8Array(1234));
    await send(owner, { to: [guest.address], attachments: [file] });
    const waiting = await send(owner, { to: [somebody().address] });
    await anotherDevice(owner);
    const told = await read(owner);
    expect(told.account).toMatchObject({ id: owner.account, address: owner.address, name: owner.person.name, storageBytes: null });
    expect(Date.parse(told.account.confirmedAt ?? '')).toBeGreaterThan(0);
    expect(told.practice).toMatchObject({ id: owner.practice, role: 'owner' });
    expect(told.access.secondFactor).toMatchObject({ codesLeft: 10 });
    expect(told.access.wrappedAccountKeys.map(({ name }) => name)).toEqual(['kit', 'password']);
    expect(told.keys.identities).toHaveLength(1);
    expect(told.devices.map(({ current }) => current).toSorted()).toEqual([false, true]);
    expect(told.devices.every(({ clientAddress }) => clientAddress !== '')).toBe(true);
    expect(told.sealedDocuments.documents.map(({ kind, documents }) => [kind, documents])).toEqual([['draft', 1], ['keyring', 1]]);
    expect(told.sealedDocuments.documents[0]?.bytes).toBeGreaterThan(5000);
    expect(told.mailbox).toMatchObject([{ folder: 'sent', messages: 3 }]);
    expect(told.uploads).toEqual({ files: 1, bytes: 1234 });
    expect(told.storage).toMatchObject({ of: 'practice', used: 1234 });
    expect(told.invitations.filter(({ made }) => made).map(({ id, status }) => [id, status])).toContainEqual([waiting.body.invitations[0]?.id, 'open']);
    expect(told.mails.map(({ kind }) => kind)).toContain('second_factor_on');
    expect(told.activity.events).toBeGreaterThan(3);
    expect(told.kept).toEqual({ deviceMinutes: 16, mailDays: 30, trashDays: 30, unsentDays: 14 });
    const guestsOwn = await read(guest);
    expect(guestsOwn).toMatchObject({ practice: null, sponsors: [{ practice: owner.practice }], storage: { of: 'own', used: 0 }, mailbox: [{ folder: 'inbox' }] });
    expect(guestsOwn.invitations.map(({ made, status }) => [made, status])).toEqual([[false, 'claimed']]);
    expect((await read(colleague)).practice).toMatchObject({ id: owner.practice, role: 'member' });
  });

  it('is in no part somebody else’s: no address but of those they wrote to or were invited by', async () => {
    const { owner, stranger, guest } = cast;
    const text = JSON.stringify([await read(stranger), await list(stranger, 'inbox'), await list(stranger, 'sent')]);
    for (const { address, account, person } of [owner, guest]) for (const word of [address, account, person.name]) expect(text).not.toContain(word);
  });

  it('holds nothing that opens anything: no hash, record, share, escrow, code or ciphertext', async () => {
    const { owner } = cast;
    const secrets: Record<string, Uint8Array> = {};
    const { rows: columns } = await sql<{ table: string; column: string }>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = current_schema() and (data_type = 'bytea' or domain_name = 'bytes32') and table_name <> 'rate_limits'
        and (table_name, column_name) not in (('identities', 'hash'), ('revocations', 'identity_hash'), ('accounts', 'kem_public_key'))`.execute(server.database);
    for (const { table, column } of columns) {
      const { rows } = await sql<{ value: Buffer | null }>`select ${sql.ref(column)} as value from ${sql.table(table)}`.execute(server.database);
      rows.forEach(({ value }, index) => value !== null && value.length >= 16 && (secrets[`${table}.${column} ${index}`] = value));
    }
    expect(Object.keys(secrets).length).toBeGreaterThan(40);
    const text = JSON.stringify([await read(owner), await list(owner, 'sent')]);
    expect(findSecrets({ texts: { answer: [text] } }, secrets)).toEqual([]);
  });
});

describe('of messages', () => {
  it('they are told page by page with what the server sees, also what was deleted while others hold it', async () => {
    const { owner, guest } = cast;
    const busy = await (await new TestClient(server, somebody()).signUp()).confirm();
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) ids.push((await send(busy, { to: [owner.address, guest.address], notice: { subject: `Number ${index}`, text: 'Hello' } })).id);
    const [first = ''] = ids;
    await ok(busy.api.messages.$patch({ json: { messages: [{ id: first, role: 'sender' }], folder: 'trash' } }));
    await ok(busy.api.messages.remove.$post({ json: { messages: [{ id: first, role: 'sender' }] } }));
    const removed = await list(busy, 'removed');
    expect(removed.messages).toMatchObject([{ id: first, role: 'sender', noticeSubject: 'Number 0', noticeText: 'Hello', to: [owner.address, guest.address].toSorted(), attachmentBytes: [] }]);
    expect((await list(busy, 'sent')).messages.map(({ noticeSubject }) => noticeSubject)).toEqual(['Number 2', 'Number 1']);
    // To whom else it went stands in what is sealed, and is not the server’s to tell.
    const received = (await list(guest, 'inbox')).messages.find(({ id }) => id === first);
    expect(received).toMatchObject({ role: 'recipient', address: guest.address, to: null });
  });

  it('of one that was recalled or has expired nothing is told but that it was there, and of one that is held nothing', async () => {
    const { owner, guest } = cast;
    const { id } = await send(owner, { to: [guest.address], notice: { subject: 'Recalled subject', text: 'Recalled text' } });
    await owner.call(`POST /api/messages/${id}/recall`, { body: { addresses: [guest.address] } });
    const recalled = (await list(guest, 'recalled')).messages;
    expect(recalled).toMatchObject([{ id, noticeSubject: null, noticeText: null }]);
    const expiring = await send(owner, { to: [guest.address], expires: server.parts.clock() + DAY_MS });
    await server.database.updateTable('messages').set({ expires_at: new Date(server.parts.clock() - 1) }).where('id', '=', expiring.id).execute();
    const held = await send(owner, { to: [guest.address] });
    await server.database.updateTable('deliveries').set({ folder: 'held' }).where('message_id', '=', held.id).where('role', '=', 'recipient').execute();
    const inbox = (await list(guest, 'inbox')).messages.map((message) => message.id);
    expect([inbox.includes(expiring.id), inbox.includes(held.id)]).toEqual([false, false]);
    expect(refusal(await guest.call('GET /api/own-data/messages?folder=held'))).toBe('400 invalid_request');
    expect((await read(guest)).mailbox.map(({ folder }) => folder)).toEqual(['inbox', 'recalled']);
  });

  it('a page ends at a hundred and the next begins after it, without gap or doublet', async () => {
    const { stranger } = cast;
    const { id } = await send(stranger, { to: [stranger.address] });
    for (let index = 0; index < 101; index += 1) {
      const copy = newId();
      await sql`insert into messages (id, thread, sender_id, container, container_hash, notice_subject, notice_text, type_class, sent_at)
        select ${copy}, thread, sender_id, container, container_hash, notice_subject, notice_text, type_class, sent_at from messages where id = ${id}`.execute(server.database);
      await sql`insert into deliveries (message_id, stanza, role, address, account_id, folder, sent_at)
        select ${copy}, stanza, role, address, account_id, folder, sent_at from deliveries where message_id = ${id} and role = 'sender'`.execute(server.database);
    }
    const one = await list(stranger, 'sent');
    const two = await list(stranger, 'sent', one.next ?? '');
    expect([one.messages.length, two.messages.length, two.next]).toEqual([100, 2, null]);
    expect(new Set([...one.messages, ...two.messages].map((message) => message.id)).size).toBe(102);
  });
});
