// A folder of 100,000 messages opens as fast as one of 1,000: the plan reads one page of one index, and sorts nothing.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { newId } from '#crypto/server';
import { type Conversation, listConversations } from '../../server/database/conversations.ts';
import { countUnread } from '../../server/database/deliveries.ts';
import { type Cursor, listFolder } from '../../server/database/messages.ts';
import type { Tables } from '../../server/database/tables.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const MESSAGES = 100_000;
const UNREAD = 1500;
const account = newId();
/** Has as many messages, three conversations of four at a time mixed with each other. */
const talker = newId();
let held: TestDatabase;
let database: Kysely<Tables>;

beforeAll(async () => {
  held = await createTestDatabase();
  database = held.database;
  const now = new Date();
  for (const row of [{ id: account, address: 'full@practice.example', name: 'Full' }, { id: talker, address: 'talker@practice.example', name: 'Talker' }]) {
    await database
      .insertInto('accounts')
      .values({ ...row, practice_name: null, user_identifier: `account/${randomBytes(32).toString('base64url')}`, opaque_record: randomBytes(192), kem_public_key: randomBytes(1216), kit_proof_hash: randomBytes(32), sign_up_browser_hash: null, confirmed_at: now, created_at: now })
      .execute();
  }
  // Ids are 16 bytes in base64url; the last of their 22 characters is one of A, Q, g, w.
  await sql`
    insert into messages
    select left(encode(sha256(n::text::bytea), 'hex'), 21) || 'A', repeat('A', 22), null, ${account}, decode(repeat('00', 100), 'hex'),
      sha256(n::text::bytea), 'a', 'b', 'standard', now() - n * interval '1 minute', null
    from generate_series(1, ${MESSAGES}) as n
  `.execute(database);
  await sql`
    insert into deliveries (message_id, stanza, role, address, account_id, folder, sent_at, read_at)
    select id, 0, 'recipient', 'full@practice.example', ${account}, 'inbox', sent_at, case when sent_at < now() - ${UNREAD + 0.5} * interval '1 minute' then now() end
    from messages
  `.execute(database);
  const thread = sql`left(encode(sha256((n / 12 * 3 + n % 3)::text::bytea), 'hex'), 21) || 'A'`;
  await sql`
    insert into messages
    select left(encode(sha256(('t' || n)::bytea), 'hex'), 21) || 'A', ${thread}, null, ${talker}, decode(repeat('00', 100), 'hex'),
      sha256(('t' || n)::bytea), 'a', 'b', 'standard', now() - n * interval '1 minute', null
    from generate_series(0, ${MESSAGES - 1}) as n
  `.execute(database);
  await sql`
    insert into deliveries (message_id, stanza, role, address, account_id, folder, sent_at, read_at)
    select id, 0, 'recipient', 'talker@practice.example', ${talker}, 'inbox', sent_at, now() from messages where sender_id = ${talker}
  `.execute(database);
  await sql`analyze`.execute(database);
}, 120_000);
afterAll(() => held.drop());

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Actual Rows': number; 'Shared Hit Blocks': number; Plans?: Plan[] };
type Sent = { sql: string; parameters: readonly unknown[] };

/** The first query that `ask` sends, explained as PostgreSQL runs it. */
async function planOf(ask: (watched: Kysely<Tables>) => Promise<unknown>): Promise<{ nodes: Plan[]; blocks: number }> {
  const pool = new pg.Pool({ connectionString: held.url });
  const sent: Sent[] = [];
  const watched = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void sent.push(query) });
  try {
    await ask(watched);
    const [query] = sent;
    if (query === undefined) throw new Error('no query was sent');
    const { rows } = await pool.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (analyze, buffers, format json) ${query.sql}`, [...query.parameters]);
    const root = rows[0]?.['QUERY PLAN'][0]?.Plan;
    if (root === undefined) throw new Error('no plan');
    const walk = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(walk)];
    return { nodes: walk(root), blocks: root['Shared Hit Blocks'] };
  } finally {
    await watched.destroy();
  }
}

describe('a folder of 100,000 messages', () => {
  it('is read from its index, one page, first or in the middle, without sorting or scanning', async () => {
    const middle = await sql<{ sent_at: Date; message_id: string }>`select sent_at, message_id from deliveries order by sent_at desc offset 50000 limit 1`.execute(database);
    const row = middle.rows[0];
    if (row === undefined) throw new Error('no row');
    for (const before of [null, { sentAt: row.sent_at, message: row.message_id, stanza: 0 }]) {
      const { nodes, blocks } = await planOf((watched) => listFolder(watched, { account, now: new Date(), folder: 'inbox', before, limit: 51 }));
      const scans = nodes.filter((node) => node['Index Name'] === 'deliveries_folder');
      expect(scans).toHaveLength(1);
      expect(scans[0]?.['Actual Rows']).toBeLessThanOrEqual(51);
      expect(nodes.map((node) => node['Node Type'])).not.toContain('Sort');
      expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Rows'] > 51)).toEqual([]);
      // A page touches a page's worth of the database: 51 rows with their messages, nothing of the other 99,949.
      expect(blocks).toBeLessThan(1500);
    }
  });

  it('answers every message exactly once, page by page', async () => {
    const seen = new Set<string>();
    let before: { sentAt: Date; message: string; stanza: number } | null = null;
    for (let page = 0; page < 20; page += 1) {
      const rows: Awaited<ReturnType<typeof listFolder>> = await listFolder(database, { account, now: new Date(), folder: 'inbox', before, limit: 100 });
      for (const { id } of rows) seen.add(id);
      const last = rows.at(-1);
      if (last === undefined) throw new Error('the folder ended');
      before = { sentAt: last.sent_at, message: last.id, stanza: last.stanza };
    }
    expect(seen.size).toBe(2000);
  });

  it('counts unread messages no further than it is asked to', async () => {
    expect(await countUnread(database, { account, atMost: 1000 })).toBe(1000);
    expect(await countUnread(database, { account, atMost: 5000 })).toBe(UNREAD);
  });
});

describe('a folder of 100,000 messages by conversations', () => {
  const page = { account: talker, folder: 'inbox' as const, limit: 50 };
  const middle = async (): Promise<Cursor> => {
    const { rows } = await sql<Cursor>`select sent_at as "sentAt", message_id as message, stanza from deliveries where account_id = ${talker} order by sent_at desc offset 50000 limit 1`.execute(database);
    const [row] = rows;
    if (row === undefined) throw new Error('no row');
    return row;
  };

  it('is read from its index as far as a page goes, first or in the middle, without sorting or scanning', async () => {
    for (const before of [null, await middle()]) {
      const { nodes, blocks } = await planOf((watched) => listConversations(watched, { ...page, now: new Date(), before }));
      const walk = nodes.find((node) => node['Index Name'] === 'deliveries_folder');
      // Fifty conversations of four, and what stands between them.
      expect(walk?.['Actual Rows']).toBeLessThanOrEqual(220);
      expect(nodes.map((node) => node['Index Name'])).toContain('deliveries_conversation');
      expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan' || (node['Node Type'] === 'Sort' && node['Actual Rows'] > 1))).toEqual([]);
      expect(blocks).toBeLessThan(3000);
    }
  });

  it('has every message in exactly one row, page by page, the newest first', async () => {
    const seen: string[] = [];
    let before: Cursor | null = null;
    for (let pages = 0; pages < 10; pages += 1) {
      const { conversations, next }: { conversations: Conversation[]; next: Cursor | null } = await listConversations(database, { ...page, now: new Date(), before });
      expect(conversations).toHaveLength(50);
      for (const { newest, others } of conversations) {
        expect(others.map(({ sentAt }) => sentAt.getTime())).toEqual(others.map(({ sentAt }) => sentAt.getTime()).toSorted((a, b) => b - a));
        expect(others.every(({ sentAt }) => sentAt < newest.sent_at)).toBe(true);
        seen.push(newest.id, ...others.map(({ id }) => id));
      }
      before = next;
    }
    expect(seen).toHaveLength(2000);
    expect(new Set(seen).size).toBe(2000);
  });

  it('costs no more where one conversation is all there is: a page ends early, and the next one goes on behind it', async () => {
    const whole = { account, folder: 'inbox' as const, limit: 50, now: new Date() };
    const first = await listConversations(database, { ...whole, before: null });
    expect(first.conversations.map(({ others }) => others.length)).toEqual([200]);
    const second = await listConversations(database, { ...whole, before: first.next });
    expect(second.conversations).toEqual([]);
    expect(second.next?.sentAt.getTime()).toBeLessThan(first.next?.sentAt.getTime() ?? 0);
    const { nodes } = await planOf((watched) => listConversations(watched, { ...whole, before: null }));
    expect(nodes.find((node) => node['Index Name'] === 'deliveries_folder')?.['Actual Rows']).toBe(2000);
  });
});
