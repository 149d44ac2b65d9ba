// How many people a practice has room for, and how many have a place: its members, and who is invited to become one.
import { sql } from 'kysely';
import { record } from './activity.ts';
import type { Executor } from './executor.ts';

/** `own`: a limit that was set for this practice; null: its plan's is in force. */
export type Places = { members: number; invited: number; limit: number; own: number | null };

/** True until the transaction ends, where the practice was locked before. Nobody who starts again takes a second place. */
export async function countPlaces(database: Executor, { practice, now }: { practice: string; now: Date }): Promise<Places> {
  return await database
    .selectFrom('practices')
    .innerJoin('plans', 'plans.plan', 'practices.plan')
    .select((select) => [
      select.selectFrom('members').select(sql<number>`count(*)`.as('members')).whereRef('members.practice_id', '=', 'practices.id').$asScalar().$notNull().as('members'),
      select
        .selectFrom('invitations')
        .select(sql<number>`count(distinct invitations.address)`.as('invited'))
        .whereRef('invitations.practice_id', '=', 'practices.id')
        .where('invitations.role', 'is not', null)
        .where('invitations.restart', '=', false)
        .where('invitations.status', '=', 'open')
        .where('invitations.expires_at', '>', now)
        // A member may have come to the address by another way.
        .where('invitations.address', 'not in', (members) =>
          members.selectFrom('accounts').innerJoin('members', 'members.account_id', 'accounts.id').select('accounts.address').whereRef('members.practice_id', '=', 'practices.id'),
        )
        .$asScalar()
        .$notNull()
        .as('invited'),
      'practices.member_limit as own',
      sql<number>`coalesce(practices.member_limit, plans.member_limit)`.as('limit'),
    ])
    .where('practices.id', '=', practice)
    .executeTakeFirstOrThrow();
}

/** By the operator; null puts it back to the plan's. False where there is no such practice. Nobody is removed by it. */
export async function setPracticeMembers(database: Executor, { practice, members, now }: { practice: string; members: number | null; now: Date }): Promise<boolean> {
  return await database.transaction().execute(async (writer) => {
    const set = await writer.updateTable('practices').set({ member_limit: members }).where('id', '=', practice).executeTakeFirst();
    if (set.numUpdatedRows === 0n) return false;
    await record(writer, { event: 'member-limit-changed', account: null, practice, by: { by: 'operator' }, details: { members }, now });
    return true;
  });
}
