// Changes of address: begun, answered by the mailboxes, stopped, done (migration 0025). Who left which address: former-addresses.ts.
import { removeRivals } from './accounts.ts';
import type { Executor, Writer } from './executor.ts';
import { NOTHING_TO_OPEN } from './invitations.ts';
import type { AddressChangeRow } from './tables/accounts.ts';

export type NewAddressChange = { id: string; account: string; from: string; to: string; now: Date; expiresAt: Date };

/** In place of one that is under way. */
export async function insertAddressChange(writer: Writer, { id, account, from, to, now, expiresAt }: NewAddressChange): Promise<void> {
  await stopAddressChange(writer, account);
  await writer
    .insertInto('address_changes')
    .values({ id, account_id: account, old_address: from, address: to, status: 'open', asked_at: now, expires_at: expiresAt, answered_at: null, agreed_at: null })
    .execute();
}

/** What is under way for the account. */
export async function findOpenAddressChange(database: Executor, { account, now }: { account: string; now: Date }): Promise<AddressChangeRow | null> {
  const row = await database
    .selectFrom('address_changes')
    .selectAll()
    .where('account_id', '=', account)
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

export type MailedAddressChange = AddressChangeRow & { name: string };

/** Of a mailed link. Null where its account is gone. */
export async function findAddressChange(database: Executor, id: string): Promise<MailedAddressChange | null> {
  const row = await database
    .selectFrom('address_changes')
    .innerJoin('accounts', 'accounts.id', 'address_changes.account_id')
    .selectAll('address_changes')
    .select('accounts.name')
    .where('address_changes.id', '=', id)
    .where('accounts.deleted_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export type Mailbox = 'new' | 'old';

/** The new mailbox has answered, or the old one agrees. False where it had before, or nothing is under way any more. */
export async function noteMailbox(writer: Writer, { id, mailbox, now }: { id: string; mailbox: Mailbox; now: Date }): Promise<boolean> {
  const column = mailbox === 'new' ? ('answered_at' as const) : ('agreed_at' as const);
  const { numUpdatedRows } = await writer
    .updateTable('address_changes')
    .set({ [column]: now })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .where(column, 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** False where nothing was under way. */
export async function stopAddressChange(writer: Writer, account: string): Promise<boolean> {
  const { numUpdatedRows } = await writer.updateTable('address_changes').set({ status: 'stopped' }).where('account_id', '=', account).where('status', '=', 'open').executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** It is done. False where it was stopped in the same moment: then nothing may come of it. */
export async function closeAddressChange(writer: Writer, id: string): Promise<boolean> {
  const { numUpdatedRows } = await writer.updateTable('address_changes').set({ status: 'done' }).where('id', '=', id).where('status', '=', 'open').executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export type Moving = { account: string; from: string; to: string; now: Date };

/**
 * The account has its new address from now on, and everything of it that goes by an address. The caller has locked it, and put the
 * identity that says so into its chain. Throws on accounts_confirmed_address where another was faster.
 */
export async function moveAccount(writer: Writer, { account, from, to, now }: Moving): Promise<void> {
  await writer.updateTable('accounts').set({ address: to }).where('id', '=', account).execute();
  await removeRivals(writer, to);
  await writer.deleteFrom('former_addresses').where('account_id', '=', account).where('address', '=', to).execute();
  await writer
    .insertInto('former_addresses')
    .values({ account_id: account, address: from, left_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'address']).doUpdateSet({ left_at: now }))
    .execute();
  // Ways to start again: those that hang on the old mailbox, and any that waited for whoever had the new address before.
  await writer.updateTable('invitations').set({ status: 'cancelled', ...NOTHING_TO_OPEN }).where('address', 'in', [from, to]).where('restart', '=', true).where('status', '=', 'open').execute();
  // What has not left yet goes where somebody reads it.
  await writer.updateTable('outbox').set({ recipient: to }).where('recipient', '=', from).where('kind', 'in', ['notice', 'digest']).where('status', 'in', ['waiting', 'queued']).execute();
}

/** Their links say that they no longer hold for as long as they are here. */
export async function deleteOldAddressChanges(database: Executor, before: Date): Promise<void> {
  await database.deleteFrom('address_changes').where('expires_at', '<', before).execute();
}

/** PostgreSQL's word that another account confirmed the address in the same moment. */
export function isAddressRace(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && constraint === 'accounts_confirmed_address';
}

/** What an account is told of itself. */
export async function listAddresses(database: Executor, account: string) {
  const former = await database.selectFrom('former_addresses').select(['address', 'left_at as leftAt']).where('account_id', '=', account).orderBy('left_at').execute();
  const changes = await database
    .selectFrom('address_changes')
    .select(['address', 'status', 'asked_at as askedAt', 'answered_at as answeredAt', 'agreed_at as agreedAt', 'expires_at as expiresAt'])
    .where('account_id', '=', account)
    .orderBy('asked_at')
    .execute();
  return { former, changes };
}
