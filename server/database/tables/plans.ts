// What plans allow (migration 0031).
import type { Plan } from './accounts.ts';

/** `guest`: of whoever belongs to no practice. */
export type PlanName = Plan | 'guest';

export type PlansTable = {
  plan: PlanName;
  /** Null: of a guest. */
  member_limit: number | null;
  storage_bytes: number;
  /** Null: of a guest. */
  invitations_a_day: number | null;
  notices_a_day: number;
  inviting: boolean;
  advanced_to_outsiders: boolean;
};

export type PlanTables = { plans: PlansTable };
