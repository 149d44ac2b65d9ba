// When people want to hear by e-mail (migration 0021): their choices, within what their practice allows.
import { sql } from 'kysely';
import { inForce, nextNotice, type NoticePolicy, type NoticeTimes } from '../notice-times.ts';
import type { Executor, Writer } from './executor.ts';
import { OUTBOX_CHANNEL } from './outbox.ts';
import type { NoticeTimesRow } from './tables/mailbox.ts';

export async function findNoticeTimes(database: Executor, account: string): Promise<NoticeTimes | null> {
  const row = await database.selectFrom('notice_times').selectAll().where('account_id', '=', account).executeTakeFirst();
  return row === undefined ? null : timesOf(row);
}

function timesOf({ rhythm, hour, quiet_from: from, quiet_to: to, weekends, time_zone: timeZone }: NoticeTimesRow): NoticeTimes {
  return { rhythm, hour, quiet: from === null || to === null ? null : { from, to }, weekends, timeZone };
}

/** What waits for this person leaves by the new choice. */
export async function saveNoticeTimes(writer: Writer, { account, times, now }: { account: string; times: NoticeTimes; now: Date }): Promise<void> {
  const { rhythm, hour, quiet, weekends, timeZone } = times;
  const row = { rhythm, hour, quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null, weekends, time_zone: timeZone, changed_at: now };
  await writer
    .insertInto('notice_times')
    .values({ account_id: account, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
  for (const [each, held] of await holdNoticeTimes(writer, [account])) await planAnew(writer, { account: each, times: held, now });
}

/**
 * The choices in force of those among these accounts that have made one. Whoever changes one waits until the transaction ends: no
 * notice is then planned by a choice that is gone.
 */
export async function holdNoticeTimes(writer: Writer, accounts: readonly string[]): Promise<Map<string, NoticeTimes>> {
  if (accounts.length === 0) return new Map();
  const rows = await writer
    .selectFrom('notice_times')
    .leftJoin('members', 'members.account_id', 'notice_times.account_id')
    .leftJoin('practices', 'practices.id', 'members.practice_id')
    .selectAll('notice_times')
    .select(sql<NoticePolicy | null>`practices.policies ->> 'notices'`.as('policy'))
    .where('notice_times.account_id', 'in', accounts)
    .orderBy('notice_times.account_id')
    .forShare('notice_times')
    .execute();
  return new Map(rows.map(({ policy, ...row }) => [row.account_id, inForce(timesOf(row), policy ?? 'any')]));
}

/** After the practice has decided anew: what waits for its members waits no longer than it allows now. */
export async function planMembersAnew(writer: Writer, { practice, now }: { practice: string; now: Date }): Promise<void> {
  const members = await writer
    .selectFrom('notice_times')
    .innerJoin('members', 'members.account_id', 'notice_times.account_id')
    .select('notice_times.account_id')
    .where('members.practice_id', '=', practice)
    .orderBy('notice_times.account_id')
    .forUpdate('notice_times')
    .execute();
  for (const [account, times] of await holdNoticeTimes(writer, members.map((row) => row.account_id))) await planAnew(writer, { account, times, now });
}

async function planAnew(writer: Writer, { account, times, now }: { account: string; times: NoticeTimes; now: Date }): Promise<void> {
  await writer.updateTable('outbox').set({ next_attempt_at: nextNotice(times, now) }).where('chosen_by', '=', account).where('status', '=', 'waiting').execute();
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(writer);
}
