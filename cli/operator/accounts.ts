// Accounts as the operator sees them: who there is, and suspending one.
import { type Address, normaliseAddress } from '#crypto';
import { findAccount, findConfirmed } from '../../server/database/accounts.ts';
import type { AccountRow } from '../../server/database/tables/accounts.ts';
import { type ListedAccount, listAccounts, resumeAccount, suspendAccount } from '../../server/database/suspensions.ts';
import { type Office, OperatorError, print, printRow, withDatabase } from './office.ts';

const AT_ONCE = 500;

export async function listAll({ json, suspended }: { json?: true; suspended?: true }): Promise<void> {
  await withDatabase(async ({ database }) => {
    let after: { createdAt: Date; id: string } | null = null;
    do {
      const page: ListedAccount[] = await listAccounts(database, { after, limit: AT_ONCE });
      for (const account of page) if (suspended !== true || account.suspendedAt !== null) printRow(rowOf(account), { json });
      after = page.length < AT_ONCE ? null : (page.at(-1) ?? null);
    } while (after !== null);
  });
}

function rowOf({ id, address, name, role, practice, confirmed, createdAt, suspendedAt }: ListedAccount) {
  const state = suspendedAt !== null ? 'suspended' : confirmed ? 'active' : 'unconfirmed';
  return { id, address, state, role: role ?? 'guest', since: createdAt.toISOString(), name, practice };
}

export async function suspend(addressOrId: string): Promise<void> {
  await withDatabase(async ({ database, now }) => {
    const account = await find(database, addressOrId);
    await database.transaction().execute((writer) => suspendAccount(writer, { account, now }));
    print('The account is suspended: all its devices are signed out. Its messages stay, and new ones arrive.');
  });
}

export async function resume(addressOrId: string): Promise<void> {
  await withDatabase(async ({ database, now }) => {
    const account = await find(database, addressOrId);
    const state = await database.transaction().execute((writer) => resumeAccount(writer, { account, now }));
    if (state === 'closed-by-practice') throw new OperatorError('Its practice has closed this account: only an administrator of the practice opens it again.');
    print('The account can log in again.');
  });
}

async function find(database: Office['database'], addressOrId: string): Promise<string> {
  return (await findByAddressOrId(database, addressOrId)).id;
}

export async function findByAddressOrId(database: Office['database'], addressOrId: string): Promise<AccountRow> {
  const address = readAddress(addressOrId);
  const account = address === null ? await findAccount(database, addressOrId) : await findConfirmed(database, address);
  if (account === null) throw new OperatorError('There is no account with this address or id.');
  return account;
}

/** Null for what is none. */
export function readAddress(typed: string): Address | null {
  try {
    return normaliseAddress(typed);
  } catch {
    return null;
  }
}
