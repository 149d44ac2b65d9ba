// Practices, their members, and the sponsorships of guests.
import { sql } from 'kysely';
import { record } from './activity.ts';
import type { Executor, Writer } from './executor.ts';
import type { MemberRole, Plan, NewPracticeRow, PracticePolicies, StoredObject } from './tables/accounts.ts';

export async function insertPractice(writer: Writer, practice: NewPracticeRow): Promise<void> {
  await writer.insertInto('practices').values(practice).execute();
}

/** `madeHere`: the account begins with this membership. */
export type NewMember = { account: string; practice: string; role: MemberRole; object: StoredObject; madeHere: boolean; now: Date };

export async function insertMember(writer: Writer, { account, practice, role, object, madeHere, now }: NewMember): Promise<void> {
  await writer.insertInto('members').values({ account_id: account, practice_id: practice, role, object, joined_at: now, made_here: madeHere }).execute();
}

export type MemberRow = { account: string; name: string; address: string; role: MemberRole };

export async function listMembers(database: Executor, practice: string): Promise<MemberRow[]> {
  return await database
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .select(['accounts.id as account', 'accounts.name', 'accounts.address', 'members.role'])
    .where('members.practice_id', '=', practice)
    .orderBy('accounts.name')
    .execute();
}

export async function findMember(database: Executor, account: string): Promise<{ practice: string; role: MemberRole; object: StoredObject } | null> {
  const row = await database
    .selectFrom('members')
    .select(['practice_id as practice', 'role', 'object'])
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row ?? null;
}

/** The owner's objects signed anew, with new keys. */
export async function replaceOwnerObjects(
  writer: Writer,
  { account, practice, practiceObject, member }: { account: string; practice: string; practiceObject: StoredObject; member: StoredObject },
): Promise<void> {
  await writer.updateTable('practices').set({ object: practiceObject }).where('id', '=', practice).execute();
  await writer.updateTable('members').set({ object: member }).where('account_id', '=', account).execute();
}

/** `policies`: those that change. */
export type PracticeChange = { name?: string; policies?: Partial<PracticePolicies>; replyTo?: string | null };

export async function updatePractice(database: Executor, { practice, change }: { practice: string; change: PracticeChange }): Promise<void> {
  const set = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(Object.keys(change.policies ?? {}).length === 0 ? {} : { policies: sql<never>`policies || ${JSON.stringify(change.policies)}::jsonb` }),
    ...(change.replyTo === undefined ? {} : { reply_to: change.replyTo }),
  };
  if (Object.keys(set).length === 0) return;
  await database.updateTable('practices').set(set).where('id', '=', practice).execute();
}

/** `room`: for how many people, by its plan or its own limit. */
export async function listPractices(database: Executor): Promise<{ id: string; name: string; plan: Plan; members: number; room: number; created_at: Date }[]> {
  return await database
    .selectFrom('practices')
    .innerJoin('plans', 'plans.plan', 'practices.plan')
    .leftJoin('members', 'members.practice_id', 'practices.id')
    .select((select) => ['practices.id', 'practices.name', 'practices.plan', 'practices.created_at', select.fn.count<number>('members.account_id').as('members')])
    .select(sql<number>`coalesce(practices.member_limit, plans.member_limit)`.as('room'))
    .where('practices.ended_at', 'is', null)
    .groupBy(['practices.id', 'plans.member_limit'])
    .orderBy('practices.created_at')
    .execute();
}

/** By the operator. False where there is no such practice. */
export async function updatePlan(database: Executor, { practice, plan, now }: { practice: string; plan: Plan; now: Date }): Promise<boolean> {
  return await database.transaction().execute(async (writer) => {
    const updated = await writer.updateTable('practices').set({ plan }).where('id', '=', practice).executeTakeFirst();
    if (updated.numUpdatedRows === 0n) return false;
    await record(writer, { event: 'plan-changed', account: null, practice, by: { by: 'operator' }, details: { plan }, now });
    return true;
  });
}

/** The practices that invited a guest. */
export async function listSponsors(database: Executor, account: string): Promise<{ id: string; name: string }[]> {
  return await database
    .selectFrom('sponsorships')
    .innerJoin('practices', 'practices.id', 'sponsorships.practice_id')
    .select(['practices.id', 'practices.name'])
    .where('sponsorships.account_id', '=', account)
    .orderBy('sponsorships.created_at')
    .execute();
}

export async function isSponsor(database: Executor, { account, practice }: { account: string; practice: string }): Promise<boolean> {
  const row = await database
    .selectFrom('sponsorships')
    .select('account_id')
    .where('account_id', '=', account)
    .where('practice_id', '=', practice)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertSponsorship(writer: Writer, { account, practice, now }: { account: string; practice: string; now: Date }): Promise<void> {
  await writer
    .insertInto('sponsorships')
    .values({ account_id: account, practice_id: practice, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Which of these accounts are members of the practice. */
export async function listCoworkers(database: Executor, { practice, accounts }: { practice: string; accounts: readonly string[] }): Promise<ReadonlySet<string>> {
  if (accounts.length === 0) return new Set();
  const rows = await database.selectFrom('members').select('account_id').where('practice_id', '=', practice).where('account_id', 'in', accounts).execute();
  return new Set(rows.map((row) => row.account_id));
}

/** How many of these accounts are members of none of the practices in the sender's network: its sponsors and its own. */
export async function countOutsiders(database: Executor, { sender, accounts }: { sender: string; accounts: readonly string[] }): Promise<number> {
  if (accounts.length === 0) return 0;
  const insiders = await database
    .selectFrom('members')
    .select('account_id')
    .where('account_id', 'in', accounts)
    .where((where) =>
      where.or([
        where('practice_id', 'in', where.selectFrom('sponsorships').select('practice_id').where('account_id', '=', sender)),
        where('practice_id', 'in', where.selectFrom('members as own').select('own.practice_id').where('own.account_id', '=', sender)),
      ]),
    )
    .execute();
  const inside = new Set([sender, ...insiders.map((row) => row.account_id)]);
  return accounts.filter((account) => !inside.has(account)).length;
}

/** The practice that the account is a member of. */
export async function findPractice(database: Executor, account: string): Promise<{ id: string; name: string } | null> {
  const row = await database
    .selectFrom('members')
    .innerJoin('practices', 'practices.id', 'members.practice_id')
    .select(['practices.id', 'practices.name'])
    .where('members.account_id', '=', account)
    .executeTakeFirst();
  return row ?? null;
}

export async function findPracticeName(database: Executor, practice: string): Promise<string> {
  const { name } = await database.selectFrom('practices').select('name').where('id', '=', practice).executeTakeFirstOrThrow();
  return name;
}
