// One-time tickets: the right to take the next step, with what the server must remember until then.
import { recordAll } from './activity.ts';
import type { Executor, Writer } from './executor.ts';
import type { TicketPurpose } from './tables/access.ts';

export type NewTicket = { tokenHash: Buffer; purpose: TicketPurpose; account: string | null; payload: object; expiresAt: Date };
export type TicketKey = { tokenHash: Buffer; purpose: TicketPurpose; now: Date };
export type Ticket = { account: string | null; payload: object };

export async function insertTicket(database: Executor, { tokenHash, purpose, account, payload, expiresAt }: NewTicket): Promise<void> {
  await database
    .insertInto('tickets')
    .values({ token_hash: tokenHash, purpose, account_id: account, payload, expires_at: expiresAt })
    .execute();
}

/** Takes the ticket away and answers what it stood for: of two who hand it in, one gets it. Null where there is none. */
export async function takeTicket(database: Executor, { tokenHash, purpose, now }: TicketKey): Promise<Ticket | null> {
  const row = await database
    .deleteFrom('tickets')
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returning(['account_id as account', 'payload'])
    .executeTakeFirst();
  return row ?? null;
}

/** What a ticket stands for, without taking it. */
export async function findTicket(database: Executor, { tokenHash, purpose, now }: TicketKey): Promise<Ticket | null> {
  const row = await database
    .selectFrom('tickets')
    .select(['account_id as account', 'payload'])
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** Those of an account that would let something be finished that was begun under what holds no longer. */
export async function endTickets(writer: Writer, { account, purposes }: { account: string; purposes: readonly TicketPurpose[] }): Promise<void> {
  await writer.deleteFrom('tickets').where('account_id', '=', account).where('purpose', 'in', purposes).execute();
}

/** A right password after which no code of the second factor came goes to the account's log. */
export async function deleteExpiredTickets(database: Executor, now: Date): Promise<void> {
  await database.transaction().execute(async (writer) => {
    const expired = await writer.deleteFrom('tickets').where('expires_at', '<=', now).returning(['purpose', 'account_id as account', 'expires_at as expiresAt']).execute();
    const left = expired.filter(({ purpose }) => purpose === 'second-factor');
    await recordAll(writer, left.map(({ account, expiresAt }) => ({ event: 'second-factor-missing', account, by: { by: 'nobody', clientAddress: null }, now: expiresAt })));
  });
}
