// Making, listing and revoking tokens for the operator's API.
import { newId } from '#crypto';
import { deleteOperatorToken, insertOperatorToken, listOperatorTokens } from '../../server/database/operator-tokens.ts';
import { createToken } from '../../server/token.ts';
import { OperatorError, print, printRow, withDatabase } from './office.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOTE_CHARACTERS = 200;

export async function makeOperatorToken({ days, note }: { days: number; note: string }): Promise<void> {
  await withDatabase(async ({ database, now }) => {
    const { token, hash } = createToken();
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    await insertOperatorToken(database, { id: newId(), tokenHash: hash, note: note.slice(0, NOTE_CHARACTERS), now, expiresAt });
    print(token);
  });
}

export async function listTokens({ json }: { json?: true }): Promise<void> {
  await withDatabase(async ({ database }) => {
    for (const { id, note, createdAt, expiresAt, lastUsedAt } of await listOperatorTokens(database)) {
      printRow({ id, made: createdAt.toISOString(), expires: expiresAt.toISOString(), lastUsed: lastUsedAt?.toISOString() ?? null, note }, { json });
    }
  });
}

export async function revokeToken(id: string): Promise<void> {
  await withDatabase(async ({ database }) => {
    if (!(await deleteOperatorToken(database, id))) throw new OperatorError('There is no token with this id.');
    print('The token is revoked.');
  });
}
