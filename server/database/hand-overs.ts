// Handing messages over to a coworker (migration 0026). Every step asks anew, and holds until it is done, that both belong to the practice:
// this is the only way into somebody's mailbox that no notice tells of.
import { sql } from 'kysely';
import { type Actor, record } from './activity.ts';
import type { Executor, Writer } from './executor.ts';
import { holdRole } from './members.ts';
import { enqueueAll } from './outbox.ts';
import { lockMessages } from './removals.ts';
import { lockPractice } from './storage.ts';

export type HandOver = { id: string; practice: string; giver: string; receiver: string; messages: number };

type Beginning = { id: string; practice: string; giver: string; receiver: string; now: Date };

/** `repeated`: this very one was begun before, and is open. `conflict`: another one is open, or the id has served. */
export async function beginHandOver(writer: Writer, { id, practice, giver, receiver, now }: Beginning): Promise<'begun' | 'repeated' | 'conflict'> {
  const made = await writer
    .insertInto('hand_overs')
    .values({ id, practice_id: practice, giver_id: giver, receiver_id: receiver, begun_at: now, last_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if ((made.numInsertedOrUpdatedRows ?? 0n) > 0n) return 'begun';
  const there = await lockHandOver(writer, { id, giver });
  return there !== null && there.receiver === receiver && there.practice === practice ? 'repeated' : 'conflict';
}

/** An open one of this giver's, as it stays until the transaction ends. */
export async function lockHandOver(writer: Writer, { id, giver }: { id: string; giver: string }): Promise<HandOver | null> {
  const row = await writer
    .selectFrom('hand_overs')
    .select(['id', 'practice_id as practice', 'giver_id as giver', 'receiver_id as receiver', 'messages'])
    .where('id', '=', id)
    .where('giver_id', '=', giver)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Both are members of it and not suspended, and stay so until the transaction ends. The practice is locked before them, as whoever removes,
 * suspends or deletes somebody does.
 */
export async function holdBoth(writer: Writer, { practice, giver, receiver }: Pick<HandOver, 'practice' | 'giver' | 'receiver'>): Promise<boolean> {
  await lockPractice(writer, practice);
  for (const account of [giver, receiver].toSorted()) if ((await holdRole(writer, { account, practice })) === null) return false;
  return true;
}

type GivenPass = { message: string; pass: Buffer };
/** `there`: the receiver has them, or had; `absent`: the giver does not have them. Each message is in one of the three. */
type Given = { handed: string[]; there: string[]; absent: string[] };

type Giving = { handOver: HandOver; passes: readonly GivenPass[]; now: Date };

/**
 * What is unread in the giver's inbox comes to the receiver's, unread; everything else to the archive. Each message once, whatever is tried
 * again; but in the place of a pass that opens no more comes this one.
 */
export async function giveMessages(writer: Writer, { handOver, passes, now }: Giving): Promise<Given> {
  const messages = passes.map(({ message }) => message);
  const { giver, receiver, id } = handOver;
  await lockMessages(writer, messages);
  const held = await listHeld(writer, { account: giver, messages, now });
  const given = sql`unnest(${messages}::text[], ${passes.map(({ pass }) => pass)}::bytea[]) as given (message, pass)`;
  const renewed = await sql<{ message_id: string }>`
    update deliveries as theirs set hand_over_id = ${id}, pass = given.pass from ${given}
    where theirs.message_id = given.message and theirs.message_id = any(${held}) and theirs.account_id = ${receiver} and ${opensNoMore}
    returning theirs.message_id`.execute(writer);
  const made = await sql<{ message_id: string }>`
    insert into deliveries (message_id, stanza, role, address, account_id, folder, sent_at, read_at, hand_over_id, pass)
    select own.message_id, (select max(stanza) + 1 from deliveries where message_id = own.message_id), 'recipient', accounts.address, accounts.id,
      case when own.waiting then 'inbox' else 'archive' end, own.sent_at, case when own.waiting then null else ${now}::timestamptz end, ${id}::text, given.pass
    from (
      select distinct on (message_id) message_id, sent_at, folder = 'inbox' and read_at is null as waiting
      from deliveries where account_id = ${giver} and message_id = any(${held}) and folder in ('inbox', 'sent', 'archive') order by message_id, role
    ) as own
    join ${given} on given.message = own.message_id
    join accounts on accounts.id = ${receiver}
    where not exists (select from deliveries as theirs where theirs.message_id = own.message_id and theirs.account_id = ${receiver})
    on conflict do nothing
    returning message_id`.execute(writer);
  const handed = [...renewed.rows, ...made.rows].map(({ message_id: message }) => message);
  await writer
    .updateTable('hand_overs')
    .set((update) => ({ messages: update('messages', '+', handed.length), last_at: now }))
    .where('id', '=', id)
    .execute();
  return { handed, there: held.filter((message) => !handed.includes(message)), absent: messages.filter((message) => !held.includes(message)) };
}

/**
 * Of a delivery `theirs`: it came by a pass that the receiver's device has to refuse by now, since its giver has withdrawn keys after it, or
 * cannot open, since the receiver has started again without the keys of before.
 */
const opensNoMore = sql<boolean>`theirs.folder not in ('removed', 'recalled') and exists (
  select from hand_overs as earlier where earlier.id = theirs.hand_over_id and (
    exists (select from revocations where account_id = earlier.giver_id and created_at >= earlier.begun_at)
    or exists (select from identities where account_id = earlier.receiver_id and created_at >= earlier.begun_at and (object ->> 'json')::jsonb -> 'restart' = 'true'::jsonb)))`;

type Listing = { account: string; messages: readonly string[]; now: Date };

/** Those of these that the account has, the trash left out, and that have gone out and are not past their date. */
async function listHeld(database: Executor, { account, messages, now }: Listing): Promise<string[]> {
  const rows = await database
    .selectFrom('deliveries')
    .innerJoin('messages', 'messages.id', 'deliveries.message_id')
    .select('messages.id')
    .distinct()
    .where('deliveries.account_id', '=', account)
    .where(sql<boolean>`messages.id = any(${messages})`)
    .where('deliveries.folder', 'in', ['inbox', 'sent', 'archive'])
    .where('messages.release_at', 'is', null)
    .where((where) => where.or([where('messages.expires_at', 'is', null), where('messages.expires_at', '>', now)]))
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of the giver's that the receiver does not have and never had, or has by a pass that opens no more. */
export async function listMissing(database: Executor, { giver, receiver, messages, now }: { giver: string; receiver: string; messages: readonly string[]; now: Date }): Promise<string[]> {
  const held = await listHeld(database, { account: giver, messages, now });
  const rows = await database
    .selectFrom('deliveries as theirs')
    .select('message_id')
    .distinct()
    .where('account_id', '=', receiver)
    .where(sql<boolean>`message_id = any(${held})`)
    .where(sql<boolean>`not (${opensNoMore})`)
    .execute();
  const there = new Set(rows.map(({ message_id: message }) => message));
  return held.filter((message) => !there.has(message));
}

/** An open one of this giver's, whoever locks it. */
export async function findHandOver(database: Executor, { id, giver }: { id: string; giver: string }): Promise<Omit<HandOver, 'messages'> | null> {
  const row = await database
    .selectFrom('hand_overs')
    .select(['id', 'practice_id as practice', 'giver_id as giver', 'receiver_id as receiver'])
    .where('id', '=', id)
    .where('giver_id', '=', giver)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** Nobody is told of one that handed nothing over. The caller has locked it. What was asked for is done with it. */
export async function endHandOver(writer: Writer, { handOver, by, now }: { handOver: HandOver; by: Actor; now: Date }): Promise<void> {
  const { id, practice, giver, receiver, messages } = handOver;
  await writer.updateTable('hand_overs').set({ ended_at: now }).where('id', '=', id).execute();
  await record(writer, { event: 'hand-over-ended', account: giver, practice, by, details: { to: receiver, messages }, now });
  if (messages === 0) return;
  await writer.deleteFrom('hand_over_asks').where('account_id', '=', giver).execute();
  const [from, to] = [await readName(writer, giver), await readName(writer, receiver)];
  const common = { message: null, invitation: null, practice: null, now } as const;
  await enqueueAll(writer, [
    { ...common, kind: 'handed_over', recipient: to.address, account: receiver, writer: giver, payload: { giver: { name: from.name, practice: from.practice }, messages } },
    // Somebody else may have been at an open browser.
    { ...common, kind: 'hand_over_made', recipient: from.address, account: giver, writer: null, payload: { receiver: { name: to.name, address: to.address }, messages, at: now.getTime() } },
  ]);
}

/** Of somebody who goes now: whom they have given something is told. The caller has locked their practice, if any. */
export async function endOpenHandOverOf(writer: Writer, { giver, by, now }: { giver: string; by: Actor; now: Date }): Promise<void> {
  const open = await findOpenHandOver(writer, giver);
  const handOver = open === null ? null : await lockHandOver(writer, { id: open.id, giver });
  if (handOver !== null) await endHandOver(writer, { handOver, by, now });
}

async function readName(database: Executor, account: string): Promise<{ name: string; address: string; practice: string | null }> {
  return await database
    .selectFrom('accounts')
    .leftJoin('members', 'members.account_id', 'accounts.id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .select(['accounts.name', 'accounts.address', 'practices.name as practice'])
    .where('accounts.id', '=', account)
    .executeTakeFirstOrThrow();
}

/** Ends those that nobody has gone on with. Of several processes one ends each. */
export async function endLeftHandOvers(database: Executor, { before, now, limit }: { before: Date; now: Date; limit: number }): Promise<number> {
  return await database.transaction().execute(async (writer) => {
    const left = await writer
      .selectFrom('hand_overs')
      .select(['id', 'practice_id as practice', 'giver_id as giver', 'receiver_id as receiver', 'messages'])
      .where('ended_at', 'is', null)
      .where('last_at', '<=', before)
      .orderBy('last_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const handOver of left) await endHandOver(writer, { handOver, by: { by: 'server' }, now });
    return left.length;
  });
}

type OpenHandOver = { id: string; begunAt: Date; messages: number; receiver: { account: string; name: string; address: string } };

export async function findOpenHandOver(database: Executor, giver: string): Promise<OpenHandOver | null> {
  const row = await database
    .selectFrom('hand_overs')
    .innerJoin('accounts', 'accounts.id', 'hand_overs.receiver_id')
    .select(['hand_overs.id', 'begun_at as begunAt', 'messages', 'accounts.id as account', 'accounts.name', 'accounts.address'])
    .where('giver_id', '=', giver)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { account, name, address, ...handOver } = row;
  return { ...handOver, receiver: { account, name, address } };
}

type Asking = { account: string; by: string; receiver: string | null; now: Date };

/** Who asks again says it anew. */
export async function askForHandOver(writer: Writer, { account, by, receiver, now }: Asking): Promise<void> {
  const asked = { asked_by: by, receiver_id: receiver, asked_at: now };
  await writer
    .insertInto('hand_over_asks')
    .values({ account_id: account, ...asked })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(asked))
    .execute();
  const [asker, wished, coworker] = [await readName(writer, by), receiver === null ? null : await readName(writer, receiver), await readName(writer, account)];
  const payload = { by: { name: asker.name, practice: asker.practice ?? '' }, to: wished?.name ?? null };
  await enqueueAll(writer, [{ kind: 'hand_over_asked', recipient: coworker.address, account, writer: by, message: null, invitation: null, practice: null, payload, now }]);
}

type HandOverAsk = { by: string; at: Date; receiver: { account: string; name: string; address: string } | null };

export async function findHandOverAsk(database: Executor, account: string): Promise<HandOverAsk | null> {
  const row = await database
    .selectFrom('hand_over_asks')
    .innerJoin('accounts as askers', 'askers.id', 'hand_over_asks.asked_by')
    .leftJoin('accounts as receivers', 'receivers.id', 'hand_over_asks.receiver_id')
    .select(['askers.name as by', 'asked_at as at', 'receivers.id', 'receivers.name', 'receivers.address'])
    .where('hand_over_asks.account_id', '=', account)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { by, at, id, name, address } = row;
  return { by, at, receiver: id === null ? null : { account: id, name: name ?? '', address: address ?? '' } };
}

/** How many messages of this member nobody else in the practice has: what it loses with them. */
export async function countOnlyTheirs(database: Executor, { account, practice, now }: { account: string; practice: string; now: Date }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct mine.message_id)::int as count from deliveries as mine join messages on messages.id = mine.message_id
    where mine.account_id = ${account} and mine.folder in ('inbox', 'sent', 'archive') and (messages.expires_at is null or messages.expires_at > ${now})
      and not exists (
        select from deliveries as theirs join members on members.account_id = theirs.account_id
        where theirs.message_id = mine.message_id and theirs.account_id <> mine.account_id and members.practice_id = ${practice}
          and theirs.folder not in ('removed', 'held', 'recalled'))`.execute(database);
  return rows[0]?.count ?? 0;
}
