// Second factors: one authenticator app of an account at most, passkeys beside it (passkeys.ts), and the recovery codes that are left.
import { type RawBuilder, sql } from 'kysely';
import type { Executor, Writer } from './executor.ts';

export type SecondFactor = { sealedSecret: Buffer; lastStep: number };

/** Of the account in this column: an app or a passkey. */
export function secondFactorOf(account: string): RawBuilder<boolean> {
  const id = sql.ref(account);
  return sql<boolean>`(exists (select from second_factors where second_factors.account_id = ${id}) or exists (select from passkeys where passkeys.account_id = ${id}))`;
}

export type Factors = { app: boolean; passkey: boolean };

export async function findFactors(database: Executor, account: string): Promise<Factors> {
  const { rows } = await sql<Factors>`select exists (select from second_factors where account_id = ${account}) as app,
    exists (select from passkeys where account_id = ${account}) as passkey`.execute(database);
  return rows[0] ?? { app: false, passkey: false };
}

export async function hasSecondFactor(database: Executor, account: string): Promise<boolean> {
  const { app, passkey } = await findFactors(database, account);
  return app || passkey;
}

/** Of two who use codes of one account, the second waits here until the first is done. */
export async function lockSecondFactor(writer: Writer, account: string): Promise<SecondFactor | null> {
  const row = await writer
    .selectFrom('second_factors')
    .select(['sealed_secret as sealedSecret', 'last_step as lastStep'])
    .where('account_id', '=', account)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** False where the account has one already. */
export async function insertSecondFactor(
  writer: Writer,
  { account, sealedSecret, lastStep, now }: SecondFactor & { account: string; now: Date },
): Promise<boolean> {
  const made = await writer
    .insertInto('second_factors')
    .values({ account_id: account, sealed_secret: sealedSecret, last_step: lastStep, made_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function noteStep(writer: Writer, { account, step }: { account: string; step: number }): Promise<void> {
  await writer.updateTable('second_factors').set({ last_step: step }).where('account_id', '=', account).execute();
}

/** False where there was none. */
export async function deleteApp(writer: Writer, account: string): Promise<boolean> {
  const deleted = await writer.deleteFrom('second_factors').where('account_id', '=', account).executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** In place of all that there were. */
export async function replaceCodes(writer: Writer, { account, hashes }: { account: string; hashes: readonly Buffer[] }): Promise<void> {
  await deleteCodes(writer, account);
  await writer.insertInto('second_factor_codes').values(hashes.map((hash) => ({ account_id: account, code_hash: hash }))).execute();
}

/** Where no factor is left that they could stand in for. */
export async function deleteCodes(writer: Writer, account: string): Promise<void> {
  await writer.deleteFrom('second_factor_codes').where('account_id', '=', account).execute();
}

/** True where this code was there: it is used now. */
export async function spendCode(writer: Writer, { account, hash }: { account: string; hash: Buffer }): Promise<boolean> {
  const spent = await writer.deleteFrom('second_factor_codes').where('account_id', '=', account).where('code_hash', '=', hash).executeTakeFirst();
  return spent.numDeletedRows > 0n;
}

/** `since`: of the app; null: there is none. */
export async function describeSecondFactor(database: Executor, account: string): Promise<{ since: Date | null; codesLeft: number }> {
  const app = await database.selectFrom('second_factors').select('made_at').where('account_id', '=', account).executeTakeFirst();
  const codes = await database
    .selectFrom('second_factor_codes')
    .select((count) => count.fn.countAll<number>().as('count'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  return { since: app?.made_at ?? null, codesLeft: codes.count };
}
