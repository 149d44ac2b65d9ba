// What members have signed of people whose keys they have verified. Who may read whose is decided in the queries themselves.
import { sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';
import type { StoredObject } from './tables/accounts.ts';

/** By a member: of whom, the identity that they verified, and the one they signed with. */
export type OwnStatement = { account: string; identity: string; by: string };

export async function listOwnStatements(database: Executor, by: string): Promise<OwnStatement[]> {
  return await database
    .selectFrom('statements')
    .select([
      'account_id as account',
      sql<string>`(object ->> 'json')::jsonb ->> 'identity'`.as('identity'),
      sql<string>`(object ->> 'json')::jsonb -> 'by' ->> 'identity'`.as('by'),
    ])
    .where('by_id', '=', by)
    .orderBy('account_id')
    .execute();
}

/** What an account has said of others' keys, and how often its own are spoken of. */
export async function describeStatements(database: Executor, account: string) {
  const made = await database.selectFrom('statements').select(['object', 'made_at as madeAt']).where('by_id', '=', account).orderBy('made_at').execute();
  const { of } = await database.selectFrom('statements').select(sql<number>`count(*)::int`.as('of')).where('account_id', '=', account).executeTakeFirstOrThrow();
  return { made, aboutYou: of };
}

/** The newest word of each member about each account stands. */
export async function putStatement(writer: Writer, { by, account, address, object, now }: { by: string; account: string; address: string; object: StoredObject; now: Date }): Promise<void> {
  const set = { address, object, made_at: now };
  await writer
    .insertInto('statements')
    .values({ by_id: by, account_id: account, ...set })
    .onConflict((conflict) => conflict.columns(['by_id', 'account_id']).doUpdateSet(set))
    .execute();
}

export async function deleteStatements(writer: Writer, { by, accounts }: { by: string; accounts: readonly string[] }): Promise<void> {
  if (accounts.length === 0) return;
  await writer.deleteFrom('statements').where('by_id', '=', by).where('account_id', 'in', accounts).execute();
}

type Asked = { practice: string; asker: string; accounts: readonly string[]; addresses: readonly string[] };

/**
 * What the others in a practice say of these accounts, and of whoever has these addresses. One of an account that is gone, or has another address now, says
 * nothing of who came to its address afterwards.
 */
export async function findStatements(database: Executor, { practice, asker, accounts, addresses }: Asked): Promise<{ by: string; object: StoredObject }[]> {
  return await database
    .selectFrom('statements')
    .innerJoin('members', 'members.account_id', 'statements.by_id')
    .innerJoin('accounts as signers', 'signers.id', 'statements.by_id')
    .innerJoin('accounts', 'accounts.id', 'statements.account_id')
    .select(['statements.by_id as by', 'statements.object'])
    .where('members.practice_id', '=', practice)
    .where('statements.by_id', '<>', asker)
    .where('signers.suspended_at', 'is', null)
    .where('accounts.confirmed_at', 'is not', null)
    .where('accounts.deleted_at', 'is', null)
    .where((where) =>
      where.or([
        sql<boolean>`statements.account_id = any(${accounts})`,
        where.and([sql<boolean>`statements.address = any(${addresses})`, where('accounts.address', '=', where.ref('statements.address'))]),
      ]),
    )
    .orderBy('statements.made_at')
    .execute();
}

/** What these accounts say of each other. */
export async function findStatementsAmong(database: Executor, accounts: readonly string[]): Promise<Map<string, StoredObject[]>> {
  const found = new Map<string, StoredObject[]>();
  if (accounts.length === 0) return found;
  const rows = await database.selectFrom('statements')
    .innerJoin('accounts as signers', 'signers.id', 'statements.by_id')
    .select(['by_id as by', 'object'])
    .where('by_id', 'in', accounts)
    .where('account_id', 'in', accounts)
    .where('signers.suspended_at', 'is', null)
    .orderBy('made_at')
    .execute();
  for (const { by, object } of rows) found.set(by, [...(found.get(by) ?? []), object]);
  return found;
}
