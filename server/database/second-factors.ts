// Second factors: one of an account at most, with the recovery codes that are left.
import type { Executor, Writer } from './executor.ts';

export type SecondFactor = { sealedSecret: Buffer; lastStep: number };

export async function hasSecondFactor(database: Executor, account: string): Promise<boolean> {
  return (await database.selectFrom('second_factors').select('account_id').where('account_id', '=', account).executeTakeFirst()) !== undefined;
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

/** With its codes. False where there was none. */
export async function deleteSecondFactor(writer: Writer, account: string): Promise<boolean> {
  const deleted = await writer.deleteFrom('second_factors').where('account_id', '=', account).executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** In place of all that there were. */
export async function replaceCodes(writer: Writer, { account, hashes }: { account: string; hashes: readonly Buffer[] }): Promise<void> {
  await writer.deleteFrom('second_factor_codes').where('account_id', '=', account).execute();
  await writer.insertInto('second_factor_codes').values(hashes.map((hash) => ({ account_id: account, code_hash: hash }))).execute();
}

/** True where this code was there: it is used now. */
export async function spendCode(writer: Writer, { account, hash }: { account: string; hash: Buffer }): Promise<boolean> {
  const spent = await writer.deleteFrom('second_factor_codes').where('account_id', '=', account).where('code_hash', '=', hash).executeTakeFirst();
  return spent.numDeletedRows > 0n;
}

export async function describeSecondFactor(database: Executor, account: string): Promise<{ madeAt: Date; codesLeft: number } | null> {
  const row = await database
    .selectFrom('second_factors')
    .select('made_at as madeAt')
    .select((select) =>
      select
        .selectFrom('second_factor_codes')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('second_factor_codes.account_id', '=', 'second_factors.account_id')
        .as('codesLeft'),
    )
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row === undefined ? null : { madeAt: row.madeAt, codesLeft: row.codesLeft ?? 0 };
}
