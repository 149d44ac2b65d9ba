// Plans as the operator sees and sets them.
import { changePlan, NOT_OF_GUESTS, PLAN_FIGURES, type PlanChange, type PlanLimits, readPlans } from '../../server/database/plans.ts';
import type { PlanName } from '../../server/database/tables/plans.ts';
import { OperatorError, print, printRow, withDatabase } from './office.ts';

const LIMITS = {
  members: 'members', storage: 'storageBytes', invitations: 'invitationsADay', notices: 'noticesADay', inviting: 'inviting', advanced: 'advancedToOutsiders',
} as const satisfies Record<string, keyof PlanLimits>;

export type { PlanName };
export type LimitName = keyof typeof LIMITS;

export async function listPlans({ json }: { json?: true }): Promise<void> {
  await withDatabase(async ({ database }) => {
    const plans = await readPlans(database);
    for (const plan of ['guest', 'free', 'paid'] as const) {
      const limits = Object.entries(LIMITS).map(([name, of]) => [name, plans[plan][of]]);
      printRow({ plan, ...(Object.fromEntries(limits) as Record<LimitName, number | boolean | null>) }, { json });
    }
  });
}

export async function setLimit(plan: PlanName, limit: LimitName, value: string): Promise<void> {
  const name = LIMITS[limit];
  if (plan === 'guest' && NOT_OF_GUESTS.includes(name)) throw new OperatorError('Guests belong to no practice: they have no members and invite nobody.');
  const change: PlanChange = { [name]: name in PLAN_FIGURES ? figure(value, PLAN_FIGURES[name as keyof typeof PLAN_FIGURES]) : decision(value) };
  await withDatabase(async ({ database, now }) => {
    await changePlan(database, { plan, change, now });
    print(`Plan ${plan}: ${limit} ${value}, from now on.`);
  });
}

function figure(value: string, most: number): number {
  const number = Number(value);
  if (!/^\d{1,15}$/.test(value) || number < 1 || number > most) throw new OperatorError(`A whole number from 1 to ${most}.`);
  return number;
}

function decision(value: string): boolean {
  if (value !== 'yes' && value !== 'no') throw new OperatorError('`yes` or `no`.');
  return value === 'yes';
}
