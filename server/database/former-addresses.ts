// Addresses that accounts have left (migration 0025): whose they were, and for how long nobody else gets them.
import { FORMER_ADDRESS_DAYS } from '../limits.ts';
import type { Executor } from './executor.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether another account has the address, or left it so lately that it is kept for that one. */
export async function isTakenFrom(database: Executor, { account, address, now }: { account: string; address: string; now: Date }): Promise<boolean> {
  const taken = await database
    .selectFrom('accounts')
    .select('id')
    .where('address', '=', address)
    .where('confirmed_at', 'is not', null)
    .where('id', '<>', account)
    .executeTakeFirst();
  return taken !== undefined || (await keptUntil(database, { account, address, now })) !== null;
}

/** Until when the address is kept for another account (`account` null: for any) that left it; null: it is not. */
export async function keptUntil(database: Executor, { account, address, now }: { account: string | null; address: string; now: Date }): Promise<Date | null> {
  const kept = await database
    .selectFrom('former_addresses')
    .innerJoin('accounts', 'accounts.id', 'former_addresses.account_id')
    .select('former_addresses.left_at')
    .where('former_addresses.address', '=', address)
    .$if(account !== null, (others) => others.where('former_addresses.account_id', '<>', account))
    .where('former_addresses.left_at', '>', new Date(now.getTime() - FORMER_ADDRESS_DAYS * DAY_MS))
    .where('accounts.deleted_at', 'is', null)
    .orderBy('former_addresses.left_at', 'desc')
    .executeTakeFirst();
  return kept === undefined ? null : new Date(kept.left_at.getTime() + FORMER_ADDRESS_DAYS * DAY_MS);
}

/** Which account left each of these addresses last. */
export async function findMoved(database: Executor, addresses: readonly string[]): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map();
  const rows = await database
    .selectFrom('former_addresses')
    .innerJoin('accounts', 'accounts.id', 'former_addresses.account_id')
    .select(['former_addresses.address', 'accounts.id'])
    .where('former_addresses.address', 'in', addresses)
    .where('accounts.confirmed_at', 'is not', null)
    .where('accounts.deleted_at', 'is', null)
    .orderBy('former_addresses.left_at')
    .execute();
  return new Map(rows.map((row) => [row.address, row.id]));
}
