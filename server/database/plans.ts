// What each plan allows, as it stands in the database.
import { sql } from 'kysely';
import { recordAll } from './activity.ts';
import type { Executor, Writer } from './executor.ts';
import type { PlanName, PlansTable } from './tables/plans.ts';

export type PlanLimits = {
  /** Members of a practice and open invitations of coworkers together; null: of a guest. */
  members: number | null;
  /** Bytes of attachments that a practice, or a guest, may keep. */
  storageBytes: number;
  /** Of a practice, coworkers among them; null: of a guest. */
  invitationsADay: number | null;
  /** E-mails about messages that a practice, or a guest, may cause. They go to anybody. */
  noticesADay: number;
  /** Whether people from outside may be invited. */
  inviting: boolean;
  /** Whether ZIP, STL and DICOM may go to people outside the sender's network. */
  advancedToOutsiders: boolean;
};

/** Of the row of `plans` that a query has joined. */
export const planLimits = sql<PlanLimits>`json_build_object(
  'members', plans.member_limit, 'storageBytes', plans.storage_bytes, 'invitationsADay', plans.invitations_a_day,
  'noticesADay', plans.notices_a_day, 'inviting', plans.inviting, 'advancedToOutsiders', plans.advanced_to_outsiders)`;

export type Plans = Record<PlanName, PlanLimits>;

export async function readPlans(database: Executor): Promise<Plans> {
  const rows = await database.selectFrom('plans').select(['plan', planLimits.as('limits')]).execute();
  return Object.fromEntries(rows.map(({ plan, limits }) => [plan, limits])) as Plans;
}

const COLUMNS = {
  members: 'member_limit', storageBytes: 'storage_bytes', invitationsADay: 'invitations_a_day', noticesADay: 'notices_a_day', inviting: 'inviting',
  advancedToOutsiders: 'advanced_to_outsiders',
} as const satisfies Record<keyof PlanLimits, keyof PlansTable>;

/** What the figures of a plan may be; the database refuses any other. */
export const PLAN_FIGURES = { members: 1000, storageBytes: 999_999_999_999_999, invitationsADay: 1_000_000, noticesADay: 1_000_000 } as const;
/** Guests belong to no practice: of them these are not decided. */
export const NOT_OF_GUESTS: readonly (keyof PlanLimits)[] = ['members', 'invitationsADay', 'inviting'];

/** Those that change. None is put to null. */
export type PlanChange = { [Name in keyof PlanLimits]?: NonNullable<PlanLimits[Name]> };

/** By the operator, in force at once. Each practice on the plan finds it in its log. */
export async function changePlan(database: Executor, { plan, change, now }: { plan: PlanName; change: PlanChange; now: Date }): Promise<void> {
  const set = Object.fromEntries(Object.entries(change).map(([name, value]) => [COLUMNS[name as keyof PlanLimits], value]));
  await database.transaction().execute(async (writer) => {
    await writer.updateTable('plans').set(set).where('plan', '=', plan).execute();
    await recordOnPlan(writer, { plan, change, now });
  });
}

async function recordOnPlan(writer: Writer, { plan, change, now }: { plan: PlanName; change: PlanChange; now: Date }): Promise<void> {
  if (plan === 'guest') return;
  const { storageBytes: bytes, ...rest } = change;
  const details = { plan, ...rest, ...(bytes === undefined ? {} : { bytes }) };
  const practices = await writer.selectFrom('practices').select('id').where('plan', '=', plan).where('ended_at', 'is', null).execute();
  await recordAll(writer, practices.map(({ id: practice }) => ({ event: 'plan-limits-changed', account: null, practice, by: { by: 'operator' }, details, now })));
}
