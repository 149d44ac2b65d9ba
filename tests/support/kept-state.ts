// An account's sealed state as the server keeps it: taken out, and put back later.
import type { TestServer } from './test-server.ts';

export async function stateOf({ database }: TestServer, account: string) {
  const root = await database.selectFrom('state_roots').selectAll().where('account_id', '=', account).executeTakeFirstOrThrow();
  const blobs = await database.selectFrom('state_blobs').selectAll().where('account_id', '=', account).execute();
  return { root, blobs };
}

export type KeptState = Awaited<ReturnType<typeof stateOf>>;

export async function putBack({ database }: TestServer, { root, blobs }: KeptState): Promise<void> {
  await database.deleteFrom('state_blobs').where('account_id', '=', root.account_id).execute();
  await database.updateTable('state_roots').set(root).where('account_id', '=', root.account_id).execute();
  if (blobs.length > 0) await database.insertInto('state_blobs').values(blobs).execute();
}
