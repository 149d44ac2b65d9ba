// Tokens with which somebody may found a practice where SIGN_UP is `token`. The operator makes them (cli/).
import type { Executor, Writer } from './executor.ts';

export type NewSignUpToken = { tokenHash: Buffer; note: string; now: Date; expiresAt: Date };

export async function insertSignUpToken(database: Executor, { tokenHash, note, now, expiresAt }: NewSignUpToken): Promise<void> {
  await database
    .insertInto('sign_up_tokens')
    .values({ token_hash: tokenHash, note, created_at: now, expires_at: expiresAt, used_at: null })
    .execute();
}

type TokenKey = { tokenHash: Buffer; now: Date };

export async function isSignUpTokenValid(database: Executor, { tokenHash, now }: TokenKey): Promise<boolean> {
  const row = await database
    .selectFrom('sign_up_tokens')
    .select('used_at')
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** False where it was used or expired meanwhile. */
export async function spendSignUpToken(writer: Writer, { tokenHash, now }: TokenKey): Promise<boolean> {
  const spent = await writer
    .updateTable('sign_up_tokens')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return spent.numUpdatedRows > 0n;
}
