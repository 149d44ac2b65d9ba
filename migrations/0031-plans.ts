// What each plan allows: until now figures in the program. They begin as they were; how many people belong to a practice had no limit.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table plans (
      -- "guest": of whoever belongs to no practice.
      plan text primary key check (plan in ('guest', 'free', 'paid')),
      -- Members of a practice and open invitations of coworkers, together. A practice's texts are sealed to no more (SPEC.md).
      member_limit integer check (member_limit between 1 and 1000),
      -- Of attachments.
      storage_bytes bigint not null check (storage_bytes between 1 and 999999999999999),
      invitations_a_day integer check (invitations_a_day between 1 and 1000000),
      notices_a_day integer not null check (notices_a_day between 1 and 1000000),
      -- People from outside; coworkers are invited on every plan.
      inviting boolean not null,
      -- ZIP, STL and DICOM to people outside the sender's network.
      advanced_to_outsiders boolean not null,
      -- Who belongs to no practice invites nobody: an invitation is a practice's.
      constraint plans_guest check ((plan = 'guest') = (member_limit is null) and (plan = 'guest') = (invitations_a_day is null) and not (plan = 'guest' and inviting))
    );
    insert into plans (plan, member_limit, storage_bytes, invitations_a_day, notices_a_day, inviting, advanced_to_outsiders) values
      ('guest', null, 20000000000, null, 200, false, false),
      ('free', 5, 20000000000, 200, 200, false, false),
      ('paid', 500, 1000000000000, 200, 2000, true, true);

    alter table practices
      add constraint practices_plan foreign key (plan) references plans,
      -- Null: what the plan allows.
      add column member_limit integer check (member_limit between 1 and 1000);

    -- What a person may do stands in their session, and how many there may be on the page of their practice.
    create function tell_plan() returns trigger language plpgsql as $$
    begin
      perform tell_change(account_id, 'session'), tell_change(account_id, 'practice')
      from members join practices on practices.id = members.practice_id where practices.plan = new.plan;
      return null;
    end
    $$;
    create trigger tell_plan after update on plans for each row execute function tell_plan();
  `.execute(database);
}
