// Suspended accounts: nobody is in them and nobody gets in, what is theirs stays, and mail to them goes on arriving.
import { sql } from 'kysely';
import { record } from './activity.ts';
import type { Executor, Writer } from './executor.ts';
import { endSessions } from './sessions.ts';
import type { Suspender } from './tables/accounts.ts';

/** By the operator. What a practice has closed before only the operator opens from now on, and then it is closed by the practice again. */
export async function suspendAccount(writer: Writer, { account, now }: { account: string; now: Date }): Promise<void> {
  await closeAccount(writer, { account, suspender: 'operator', now });
  await record(writer, { event: 'suspended', account, by: { by: 'operator' }, now });
}

/** By the operator, who opens what the operator has closed and nothing else. Returns whether anybody can log in now. */
export async function resumeAccount(writer: Writer, { account, now }: { account: string; now: Date }): Promise<'open' | 'closed-by-practice'> {
  const resumed = await writer
    .updateTable('accounts')
    .set({ suspended_at: sql<Date | null>`practice_closed_at`, suspended_by: sql<Suspender | null>`case when practice_closed_at is not null then 'practice' end` })
    .where('id', '=', account)
    .where('suspended_by', '=', 'operator')
    .executeTakeFirst();
  if (resumed.numUpdatedRows > 0n) await record(writer, { event: 'resumed', account, by: { by: 'operator' }, now });
  return (await isSuspended(writer, account)) ? 'closed-by-practice' : 'open';
}

/** Sessions, log-ins and everything else that was under way ends with it. */
export async function closeAccount(writer: Writer, { account, suspender, now }: { account: string; suspender: Suspender; now: Date }): Promise<void> {
  await writer
    .updateTable('accounts')
    .set((update) => ({
      suspended_at: update.fn.coalesce('suspended_at', update.val(now)),
      // A practice does not take over what the operator has closed.
      suspended_by: suspender === 'operator' ? suspender : update.fn.coalesce('suspended_by', update.val(suspender)),
      ...(suspender === 'practice' ? { practice_closed_at: update.fn.coalesce('practice_closed_at', update.val(now)) } : {}),
    }))
    .where('id', '=', account)
    .execute();
  await endEverything(writer, account);
}

/** Opens what a practice has closed. False where it stays closed, because the operator has closed it too. */
export async function openAccount(writer: Writer, account: string): Promise<boolean> {
  await writer
    .updateTable('accounts')
    .set({
      practice_closed_at: null,
      suspended_at: sql<Date | null>`case when suspended_by = 'operator' then suspended_at end`,
      suspended_by: sql<Suspender | null>`nullif(suspended_by, 'practice')`,
    })
    .where('id', '=', account)
    .execute();
  return !(await isSuspended(writer, account));
}

/** Signs somebody out everywhere, and ends what they had begun. */
export async function endEverything(writer: Writer, account: string): Promise<void> {
  await endSessions(writer, { account, keep: null });
  await writer.deleteFrom('tickets').where('account_id', '=', account).execute();
}

/**
 * Until the transaction ends the answer stays true: a suspension that comes now waits, and then ends the session which this
 * transaction starts.
 */
export async function isSuspended(writer: Executor, account: string): Promise<boolean> {
  const row = await writer.selectFrom('accounts').select('suspended_at').where('id', '=', account).forShare().executeTakeFirst();
  return row !== undefined && row.suspended_at !== null;
}

export type ListedAccount = {
  id: string;
  address: string;
  name: string;
  role: string | null;
  practice: string | null;
  confirmed: boolean;
  createdAt: Date;
  suspendedAt: Date | null;
};

/** Oldest first, after `after`. */
export async function listAccounts(database: Executor, { after, limit }: { after: { createdAt: Date; id: string } | null; limit: number }): Promise<ListedAccount[]> {
  let rows = database
    .selectFrom('accounts')
    .leftJoin('members', 'members.account_id', 'accounts.id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .select([
      'accounts.id',
      'accounts.address',
      'accounts.name',
      'members.role',
      'practices.name as practice',
      'accounts.confirmed_at',
      'accounts.created_at as createdAt',
      'accounts.suspended_at as suspendedAt',
    ])
    .where('accounts.deleted_at', 'is', null);
  if (after !== null) {
    const { createdAt, id } = after;
    rows = rows.where((where) =>
      where.or([where('accounts.created_at', '>', createdAt), where.and([where('accounts.created_at', '=', createdAt), where('accounts.id', '>', id)])]),
    );
  }
  const page = await rows.orderBy('accounts.created_at').orderBy('accounts.id').limit(limit).execute();
  return page.map(({ confirmed_at: confirmedAt, ...row }) => ({ ...row, confirmed: confirmedAt !== null }));
}
