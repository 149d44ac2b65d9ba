// Coworkers: invitations that make somebody a member, members who were removed, who suspended an account, and notices of all that
// for the windows of the practice that are open.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- What the practice has closed the practice opens again, and nothing else.
    alter table accounts add column suspended_by text check (suspended_by in ('operator', 'practice'));
    update accounts set suspended_by = 'operator' where suspended_at is not null;
    -- Kept also while the operator has closed it: then it goes back to this.
    alter table accounts add column practice_closed_at timestamptz;
    alter table accounts add constraint accounts_suspended check ((suspended_at is null) = (suspended_by is null) and (suspended_by is distinct from 'practice' or practice_closed_at is not null));

    -- Null: a guest's.
    alter table invitations add column role text check (role in ('owner', 'administrator', 'member'));
    create index invitations_coworkers on invitations (practice_id, created_at) where role is not null;

    -- Whether the account began in this practice: then it is closed when it leaves. One that was there before goes on as a guest.
    alter table members add column made_here boolean not null default true;

    -- Removed, and their accounts closed: who is taken back keeps mail and keys.
    create table former_members (
      account_id sealpost_id primary key references accounts on delete cascade,
      practice_id sealpost_id not null references practices on delete cascade,
      role text not null check (role in ('owner', 'administrator', 'member')),
      object signed_object not null,
      joined_at timestamptz not null,
      left_at timestamptz not null
    );
    create index former_members_practice on former_members (practice_id);

    create function tell_practice_of(practice sealpost_id) returns void language sql as $$
      select tell_change(account_id, 'practice') from members where practice_id = practice;
    $$;

    create function tell_member() returns trigger language plpgsql as $$
    begin
      perform tell_practice_of(coalesce(new.practice_id, old.practice_id));
      -- What a person may do stands in their session.
      perform tell_change(coalesce(new.account_id, old.account_id), 'session');
      return null;
    end
    $$;
    create trigger tell_member after insert or update or delete on members for each row execute function tell_member();

    create function tell_suspension() returns trigger language plpgsql as $$
    begin
      perform tell_practice_of((select practice_id from members where account_id = new.id));
      return null;
    end
    $$;
    create trigger tell_suspension after update of suspended_at on accounts for each row execute function tell_suspension();

    create function tell_practice() returns trigger language plpgsql as $$
    begin
      perform tell_change(account_id, 'session'), tell_change(account_id, 'practice') from members where practice_id = new.id;
      return null;
    end
    $$;
    create trigger tell_practice after update on practices for each row execute function tell_practice();

    create or replace function tell_invitation() returns trigger language plpgsql as $$
    begin
      perform tell_change(new.inviter_id, 'invitation');
      if new.role is not null then
        perform tell_practice_of(new.practice_id);
      end if;
      -- What waits under it can be opened from now on, or by nobody any more: whoever wrote it sees that.
      if tg_op = 'UPDATE' and new.status <> old.status then
        perform tell_change(sender_id, 'receipt')
        from (select distinct sender_id from messages join deliveries on deliveries.message_id = messages.id where deliveries.invitation_id = new.id) as waiting;
      end if;
      return null;
    end
    $$;
  `.execute(database);
}
