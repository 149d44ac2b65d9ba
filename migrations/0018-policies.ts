// Policies of a practice that were not there before, as they were until now: nothing changes before somebody changes it.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    update practices set policies = '{"idleMinutes": null, "secondFactor": false, "inviting": "everybody", "allowedDomains": [], "expiryDays": null}' || policies;
    -- Everything that is read is there, and the idle time is one that a session can have.
    alter table practices add constraint practices_policies check (
      policies ?& array['completeLink', 'idleMinutes', 'secondFactor', 'inviting', 'allowedDomains', 'expiryDays']
      and jsonb_typeof(policies -> 'allowedDomains') = 'array'
      and (policies -> 'idleMinutes' = 'null' or (policies ->> 'idleMinutes')::int between 1 and 120)
    );
  `.execute(database);
}
