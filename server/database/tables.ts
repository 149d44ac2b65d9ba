// The database's tables as types, exactly as migrations/ make them. Bytes are Buffers, times are Dates.
import type { AccountTables } from './tables/accounts.ts';
import type { AccessTables } from './tables/access.ts';
import type { ActivityTables } from './tables/activity.ts';
import type { MailboxTables } from './tables/mailbox.ts';
import type { OperatorTables } from './tables/operator.ts';
import type { PlanTables } from './tables/plans.ts';
import type { StateTables } from './tables/state.ts';

export type Tables = AccountTables & AccessTables & StateTables & MailboxTables & OperatorTables & ActivityTables & PlanTables;
