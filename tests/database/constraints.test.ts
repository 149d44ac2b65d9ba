// What the database itself refuses, whatever the code above it does.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kysely, sql } from 'kysely';
import { newId } from '#crypto/server';
import type { Tables } from '../../server/database/tables.ts';
import { FIRST_POLICIES, type NewAccountRow, type NewInvitationRow } from '../../server/database/tables/accounts.ts';
import type { NewMessageRow, NewDeliveryRow } from '../../server/database/tables/mailbox.ts';
import type { PlanName, PlansTable } from '../../server/database/tables/plans.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let held: TestDatabase;
let database: Kysely<Tables>;
const now = new Date();
const object = { json: '{}', signatures: ['a'] };

beforeAll(async () => {
  held = await createTestDatabase();
  database = held.database;
});
afterAll(() => held.drop());

function account(given: Partial<NewAccountRow> = {}): NewAccountRow {
  return {
    id: newId(),
    address: `${newId().toLowerCase()}@practice.example`,
    name: 'Somebody',
    practice_name: null,
    user_identifier: `account/${randomBytes(32).toString('base64url')}`,
    opaque_record: randomBytes(192),
    kem_public_key: randomBytes(1216),
    kit_proof_hash: randomBytes(32),
    sign_up_browser_hash: null,
    confirmed_at: now,
    created_at: now,
    ...given,
  };
}

async function makeAccount(given: Partial<NewAccountRow> = {}): Promise<string> {
  const row = account(given);
  await database.insertInto('accounts').values(row).execute();
  return row.id;
}

async function makePractice(): Promise<string> {
  const id = newId();
  await database.insertInto('practices').values({ id, name: 'Practice', plan: 'paid', policies: FIRST_POLICIES, reply_to: null, object, created_at: now }).execute();
  return id;
}

function invitation(given: Pick<NewInvitationRow, 'practice_id' | 'inviter_id'> & Partial<NewInvitationRow>): NewInvitationRow {
  return {
    id: newId(), address: 'invited@lab.example', object, kem_public_key: randomBytes(1216), proof_hash: randomBytes(32), escrow: randomBytes(200),
    restart: false, status: 'open', created_at: now, expires_at: now, ...given,
  };
}

function message(sender: string, given: Partial<NewMessageRow> = {}): NewMessageRow {
  return {
    id: newId(), thread: newId(), in_reply_to: null, sender_id: sender, container: randomBytes(500), container_hash: randomBytes(32),
    notice_subject: 'a', notice_text: 'b', type_class: 'standard', sent_at: now, expires_at: null, ...given,
  };
}

function delivery(given: Pick<NewDeliveryRow, 'message_id'> & Partial<NewDeliveryRow>): NewDeliveryRow {
  return {
    stanza: 0, role: 'recipient', address: 'a@b.example', account_id: null, invitation_id: null, folder: 'inbox', sent_at: now, read_at: null, opened_at: null, ...given,
  };
}

const refused = (name: RegExp) => expect.objectContaining({ message: expect.stringMatching(name) as string });

describe('accounts', () => {
  it('confirm an address once; any number may claim it', async () => {
    const { address } = account();
    await makeAccount({ address, confirmed_at: null });
    await makeAccount({ address, confirmed_at: null });
    await makeAccount({ address });
    await expect(makeAccount({ address })).rejects.toEqual(refused(/accounts_confirmed_address/));
  });

  it('never share a user identifier, so no registration answers for two', async () => {
    const { user_identifier } = account();
    await makeAccount({ user_identifier });
    await expect(makeAccount({ user_identifier })).rejects.toEqual(refused(/user_identifier/));
  });

  it('have keys, hashes and ids of the right length', async () => {
    const wrong: Partial<NewAccountRow>[] = [
      { id: 'short' },
      { id: `${'A'.repeat(21)}B` },
      { kem_public_key: randomBytes(1215) },
      { kit_proof_hash: randomBytes(31) },
      { name: '' },
      { address: 'x' },
      { opaque_record: randomBytes(10) },
    ];
    for (const given of wrong) await expect(makeAccount(given)).rejects.toEqual(refused(/check/));
  });

  it('belong to one practice at most', async () => {
    const [id, one, other] = [await makeAccount(), await makePractice(), await makePractice()];
    const member = { account_id: id, role: 'owner' as const, object, joined_at: now };
    await database.insertInto('members').values({ ...member, practice_id: one }).execute();
    await expect(database.insertInto('members').values({ ...member, practice_id: other }).execute()).rejects.toEqual(refused(/members_pkey/));
  });

  it('cannot be deleted while messages of theirs exist', async () => {
    const id = await makeAccount();
    await database.insertInto('messages').values(message(id)).execute();
    await expect(database.deleteFrom('accounts').where('id', '=', id).execute()).rejects.toEqual(refused(/messages_sender_id_fkey/));
  });
});

describe('plans', () => {
  it('allow figures that something can be done with, and are there whatever happens', async () => {
    const set = (plan: PlanName, to: Partial<PlansTable>) => database.updateTable('plans').set(to).where('plan', '=', plan).execute();
    const none = [{ member_limit: 0 }, { member_limit: -1 }, { member_limit: 1001 }, { storage_bytes: 0 }, { storage_bytes: -1 }, { invitations_a_day: 0 }, { notices_a_day: 0 }, { notices_a_day: -5 }];
    for (const to of none) await expect(set('free', to), JSON.stringify(to)).rejects.toEqual(refused(/plans_.*_check/));
    // What guests cannot have because they belong to no practice, and what a practice cannot be without.
    for (const to of [{ inviting: true }, { member_limit: 3 }, { invitations_a_day: 3 }]) await expect(set('guest', to), JSON.stringify(to)).rejects.toEqual(refused(/plans_guest/));
    for (const to of [{ member_limit: null }, { invitations_a_day: null }]) await expect(set('paid', to), JSON.stringify(to)).rejects.toEqual(refused(/plans_guest/));
    const id = await makePractice();
    for (const member_limit of [0, -1, 1001]) await expect(database.updateTable('practices').set({ member_limit }).where('id', '=', id).execute()).rejects.toEqual(refused(/member_limit/));
    await expect(database.deleteFrom('plans').where('plan', '=', 'paid').execute()).rejects.toEqual(refused(/practices_plan/));
  });
});

describe('identities', () => {
  it('have one place each in a chain', async () => {
    const id = await makeAccount();
    const identity = { account_id: id, sequence: 0, object, created_at: now };
    await database.insertInto('identities').values({ ...identity, hash: randomBytes(32) }).execute();
    await expect(database.insertInto('identities').values({ ...identity, hash: randomBytes(32) }).execute()).rejects.toEqual(refused(/identities_pkey/));
  });
});

describe('invitations', () => {
  it('are open once for a practice and an address', async () => {
    const [inviter_id, practice_id] = [await makeAccount(), await makePractice()];
    const by = { inviter_id, practice_id };
    await database.insertInto('invitations').values(invitation(by)).execute();
    await expect(database.insertInto('invitations').values(invitation(by)).execute()).rejects.toEqual(refused(/invitations_one_open/));
    const closed = { status: 'cancelled' as const, proof_hash: null, escrow: null };
    await database.insertInto('invitations').values(invitation({ ...by, ...closed })).execute();
    await database.insertInto('invitations').values(invitation({ ...by, practice_id: await makePractice() })).execute();
  });

  it('keep nothing that a code opens once they are not open, and a claim exactly when they are claimed', async () => {
    const by = { inviter_id: await makeAccount(), practice_id: await makePractice() };
    const wrong: Partial<NewInvitationRow>[] = [
      { status: 'expired' },
      { status: 'cancelled', proof_hash: null },
      { status: 'open', escrow: null },
      { status: 'claimed', proof_hash: null, escrow: null },
      { claim: randomBytes(32), claimed_at: now },
    ];
    for (const given of wrong) {
      await expect(database.insertInto('invitations').values(invitation({ ...by, ...given })).execute()).rejects.toEqual(refused(/invitations_(escrow_while_open|claim)/));
    }
  });
});

describe('deliveries', () => {
  it('are to somebody, once each, in a folder of their role', async () => {
    const [sender, reader] = [await makeAccount(), await makeAccount()];
    const sent = message(sender);
    await database.insertInto('messages').values(sent).execute();
    const to = (given: Partial<NewDeliveryRow>) => database.insertInto('deliveries').values(delivery({ message_id: sent.id, ...given })).execute();
    await expect(to({})).rejects.toEqual(refused(/deliveries_to_somebody/));
    await expect(to({ account_id: reader, folder: 'sent' })).rejects.toEqual(refused(/deliveries_folder_of_role/));
    await expect(to({ account_id: sender, role: 'sender', folder: 'inbox' })).rejects.toEqual(refused(/deliveries_folder_of_role/));
    await to({ account_id: reader });
    await expect(to({ account_id: reader, stanza: 1, address: 'other@b.example' })).rejects.toEqual(refused(/deliveries_once/));
    await expect(to({ account_id: sender, stanza: 1 })).rejects.toEqual(refused(/deliveries_once_each_address/));
    await expect(to({ account_id: sender, stanza: 0, address: 'other@b.example' })).rejects.toEqual(refused(/deliveries_pkey/));
  });
});

describe('attachments', () => {
  it('that a message links cannot be deleted', async () => {
    const owner = await makeAccount();
    const id = newId();
    await database.insertInto('attachments').values({ id, owner_id: owner, size: 1, segment_size: 5_242_880, segment_count: 1, created_at: now, completed_at: now }).execute();
    const sent = message(owner);
    await database.insertInto('messages').values(sent).execute();
    await database.insertInto('message_attachments').values({ message_id: sent.id, attachment_id: id, position: 0 }).execute();
    await expect(database.deleteFrom('attachments').where('id', '=', id).execute()).rejects.toEqual(refused(/message_attachments_attachment_id_fkey/));
  });
});

describe('signed objects', () => {
  it('keep their text byte for byte', async () => {
    const json = '{"a":"\\u0001 é ☃ \\"quoted\\"","b":1,"a2":{"z":1,"y":2}}';
    const id = await makeAccount();
    await database.insertInto('identities').values({ account_id: id, sequence: 0, hash: randomBytes(32), object: { json, signatures: ['a'] }, created_at: now }).execute();
    const row = await database.selectFrom('identities').select('object').where('account_id', '=', id).executeTakeFirstOrThrow();
    expect(row.object.json).toBe(json);
  });
});

describe('whoever is deleted', () => {
  it('is found in every table that names them by an index, and so is what is past its date', async () => {
    const { rows } = await sql<{ reference: string }>`
      select conrelid::regclass || ' ' || attname as reference
      from pg_constraint join pg_attribute on attrelid = conrelid and attnum = any(conkey)
      where contype = 'f' and confrelid <> 'plans'::regclass
        and not exists (select from pg_index where indrelid = conrelid and indkey[0] = any(conkey))`.execute(database);
    expect(rows).toEqual([]);
    const { rows: dates } = await sql`select from pg_index where indrelid = 'messages'::regclass and pg_get_indexdef(indexrelid) like '% (expires_at) %'`.execute(database);
    expect(dates).toHaveLength(1);
  });
});
