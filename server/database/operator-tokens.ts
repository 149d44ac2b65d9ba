// Tokens for the operator's API: made and revoked on the command line, kept as SHA-256.
import type { Executor } from './executor.ts';

export type NewOperatorToken = { id: string; tokenHash: Buffer; note: string; now: Date; expiresAt: Date };
export type ListedToken = { id: string; note: string; createdAt: Date; expiresAt: Date; lastUsedAt: Date | null };

export async function insertOperatorToken(database: Executor, { id, tokenHash, note, now, expiresAt }: NewOperatorToken): Promise<void> {
  await database.insertInto('operator_tokens').values({ id, token_hash: tokenHash, note, created_at: now, expires_at: expiresAt }).execute();
}

/** Answers the token's id, and notes the use; null where there is no such token now. */
export async function useOperatorToken(database: Executor, { tokenHash, now }: { tokenHash: Buffer; now: Date }): Promise<string | null> {
  const row = await database
    .updateTable('operator_tokens')
    .set({ last_used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function listOperatorTokens(database: Executor): Promise<ListedToken[]> {
  return await database
    .selectFrom('operator_tokens')
    .select(['id', 'note', 'created_at as createdAt', 'expires_at as expiresAt', 'last_used_at as lastUsedAt'])
    .orderBy('created_at')
    .execute();
}

/** False where there is none. */
export async function deleteOperatorToken(database: Executor, id: string): Promise<boolean> {
  const deleted = await database.deleteFrom('operator_tokens').where('id', '=', id).executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}
