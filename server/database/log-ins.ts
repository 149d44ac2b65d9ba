// Log-ins between start and finish. The state is taken by the finish and serves once.
import type { Executor } from './executor.ts';

export type NewLogIn = { tokenHash: Buffer; account: string | null; state: Buffer; buckets: Buffer[]; expiresAt: Date };
export type LogIn = Pick<NewLogIn, 'account' | 'state' | 'buckets'>;

export async function insertLogIn(database: Executor, { tokenHash, account, state, buckets, expiresAt }: NewLogIn): Promise<void> {
  await database
    .insertInto('log_ins')
    .values({ token_hash: tokenHash, account_id: account, state, buckets, expires_at: expiresAt })
    .execute();
}

export async function takeLogIn(database: Executor, { tokenHash, now }: { tokenHash: Buffer; now: Date }): Promise<LogIn | null> {
  const row = await database
    .deleteFrom('log_ins')
    .where('token_hash', '=', tokenHash)
    .returning(['account_id as account', 'state', 'buckets', 'expires_at'])
    .executeTakeFirst();
  return row === undefined || row.expires_at <= now ? null : { account: row.account, state: row.state, buckets: row.buckets };
}

export async function deleteExpiredLogIns(database: Executor, now: Date): Promise<void> {
  await database.deleteFrom('log_ins').where('expires_at', '<=', now).execute();
}
