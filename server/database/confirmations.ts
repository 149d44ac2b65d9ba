// Mailbox confirmations and the operator's restarts: both wait for a mailed link to come back.
import type { Executor, Writer } from './executor.ts';

export type PendingLink = { id: string; account: string; expiresAt: Date };

export async function insertConfirmation(database: Executor, { id, account, expiresAt }: PendingLink): Promise<void> {
  await database.insertInto('confirmations').values({ id, account_id: account, expires_at: expiresAt, confirmed_at: null }).execute();
}

export type Confirmation = {
  account: string;
  address: string;
  name: string;
  practice: string | null;
  expiresAt: Date;
  accountConfirmedAt: Date | null;
};

export async function findConfirmation(database: Executor, id: string): Promise<Confirmation | null> {
  const row = await database
    .selectFrom('confirmations')
    .innerJoin('accounts', 'accounts.id', 'confirmations.account_id')
    .leftJoin('members', 'members.account_id', 'accounts.id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .select([
      'accounts.id as account',
      'accounts.address',
      'accounts.name',
      'accounts.practice_name',
      'accounts.confirmed_at as accountConfirmedAt',
      'practices.name as practice',
      'confirmations.expires_at as expiresAt',
    ])
    .where('confirmations.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { practice_name: practiceName, practice, ...confirmation } = row;
  return { ...confirmation, practice: practice ?? practiceName };
}

export async function markConfirmed(writer: Writer, { id, now }: { id: string; now: Date }): Promise<void> {
  await writer.updateTable('confirmations').set({ confirmed_at: now }).where('id', '=', id).execute();
}

export async function insertRestart(database: Executor, { id, account, expiresAt }: PendingLink): Promise<void> {
  await database.insertInto('restarts').values({ id, account_id: account, expires_at: expiresAt, used_at: null }).execute();
}

export type Restart = { account: string; expiresAt: Date; usedAt: Date | null };

export async function findRestart(database: Executor, id: string): Promise<Restart | null> {
  const row = await database
    .selectFrom('restarts')
    .select(['account_id as account', 'expires_at as expiresAt', 'used_at as usedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Ends all restarts of the account; false where this one was used before. */
export async function useRestart(writer: Writer, { id, account, now }: { id: string; account: string; now: Date }): Promise<boolean> {
  return (await endRestarts(writer, { account, now })).includes(id);
}

/** Those of the account that nobody has used; their links lead nowhere from now on. */
export async function endRestarts(writer: Writer, { account, now }: { account: string; now: Date }): Promise<string[]> {
  const ended = await writer
    .updateTable('restarts')
    .set({ used_at: now })
    .where('account_id', '=', account)
    .where('used_at', 'is', null)
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}
