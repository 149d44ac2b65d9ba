// Log-ins between start and finish. The state is taken by the finish and serves once. What comes to nothing goes to the activity log
// of the account that it was for, later and by a job: nobody who waits for the answer can tell whether there is one.
import { randomBytes } from 'node:crypto';
import { recordAll } from './activity.ts';
import type { Executor, Writer } from './executor.ts';
import type { TryEvent } from './tables/access.ts';

const HASH_BYTES = 32;
const AT_ONCE = 1000;

export type NewLogIn = { tokenHash: Buffer; account: string | null; state: Buffer; buckets: Buffer[]; clientAddress: string; now: Date; expiresAt: Date };
export type LogIn = Pick<NewLogIn, 'account' | 'state' | 'buckets'>;

export async function insertLogIn(database: Executor, { tokenHash, account, state, buckets, clientAddress, now, expiresAt }: NewLogIn): Promise<void> {
  await database
    .insertInto('log_ins')
    .values({ token_hash: tokenHash, account_id: account, state, buckets, expires_at: expiresAt, event: 'log-in-failed', client_address: clientAddress, begun_at: now })
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

/** Something that failed already: no finish fits it. The same row whether there is an account or not. */
export async function insertFailedTry(
  database: Executor,
  { event, account, clientAddress, now }: { event: TryEvent; account: string | null; clientAddress: string; now: Date },
): Promise<void> {
  await database
    .insertInto('log_ins')
    .values({ token_hash: randomBytes(HASH_BYTES), account_id: account, state: Buffer.alloc(0), buckets: [], expires_at: now, event, client_address: clientAddress, begun_at: now })
    .execute();
}

/** Ends those of one account, begun with a password that is no longer its, and has the log say so. */
export async function endLogIns(writer: Writer, account: string): Promise<void> {
  const ended = await writer.deleteFrom('log_ins').where('account_id', '=', account).returning(['account_id', 'event', 'client_address', 'begun_at']).execute();
  await recordTries(writer, ended);
}

/** What has run out. From where it came is forgotten when a device's would be, also where the log-in may still be finished. */
export async function deleteExpiredLogIns(database: Executor, { now, idleSince }: { now: Date; idleSince: Date }): Promise<void> {
  await database.updateTable('log_ins').set({ client_address: null }).where('begun_at', '<=', idleSince).where('client_address', 'is not', null).execute();
  for (;;) {
    const count = await database.transaction().execute(async (writer) => {
      const some = writer.selectFrom('log_ins').select('token_hash').where('expires_at', '<=', now).limit(AT_ONCE).forUpdate().skipLocked();
      const expired = await writer.deleteFrom('log_ins').where('token_hash', 'in', some).returning(['account_id', 'event', 'client_address', 'begun_at']).execute();
      await recordTries(writer, expired);
      return expired.length;
    });
    if (count < AT_ONCE) return;
  }
}

type Try = { account_id: string | null; event: TryEvent; client_address: string | null; begun_at: Date };

async function recordTries(writer: Writer, tries: readonly Try[]): Promise<void> {
  await recordAll(
    writer,
    tries.flatMap(({ account_id: account, event, client_address: address, begun_at: begunAt }) =>
      account === null ? [] : [{ event, account, by: { by: 'nobody' as const, clientAddress: address }, now: begunAt }],
    ),
  );
}
