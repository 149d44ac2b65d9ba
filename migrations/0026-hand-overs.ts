// Messages that a member of a practice hands over to another: the colleague has a delivery of the very message, and beside it the pass
// that gives its key.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table hand_overs (
      id sealpost_id primary key,
      practice_id sealpost_id not null references practices,
      giver_id sealpost_id not null references accounts on delete cascade,
      receiver_id sealpost_id not null references accounts on delete cascade,
      begun_at timestamptz not null,
      -- When a message was last handed over, or it was begun.
      last_at timestamptz not null,
      ended_at timestamptz,
      messages integer not null default 0 check (messages >= 0),
      constraint hand_overs_to_another check (giver_id <> receiver_id)
    );
    -- One at a time.
    create unique index hand_overs_open on hand_overs (giver_id) where ended_at is null;
    create index hand_overs_left on hand_overs (last_at) where ended_at is null;
    create index hand_overs_receiver on hand_overs (receiver_id);
    create index hand_overs_giver on hand_overs (giver_id);

    -- Whom an administrator has asked, and to whom they would like it to go.
    create table hand_over_asks (
      account_id sealpost_id primary key references accounts on delete cascade,
      asked_by sealpost_id not null references accounts on delete cascade,
      receiver_id sealpost_id references accounts on delete set null,
      asked_at timestamptz not null
    );
    create index hand_over_asks_asked_by on hand_over_asks (asked_by);
    create index hand_over_asks_receiver on hand_over_asks (receiver_id) where receiver_id is not null;

    alter table deliveries add column hand_over_id sealpost_id references hand_overs;
    alter table deliveries add column pass bytea check (octet_length(pass) between 1 and 8192);
    alter table deliveries add constraint deliveries_handed_over check (
      (hand_over_id is null) = (pass is null) and (hand_over_id is null or (role = 'recipient' and invitation_id is null))
    );
    create index deliveries_hand_over on deliveries (hand_over_id) where hand_over_id is not null;
    -- Of those to whom it was sent. deliveries_once holds for both kinds.
    drop index deliveries_once_each_address;
    create unique index deliveries_once_each_address on deliveries (message_id, address) where role = 'recipient' and hand_over_id is null;

    create function tell_hand_over_ask() returns trigger language plpgsql as $$
    begin
      perform tell_change(coalesce(new.account_id, old.account_id), 'practice');
      return null;
    end
    $$;
    create trigger tell_hand_over_ask after insert or update or delete on hand_over_asks for each row execute function tell_hand_over_ask();

    -- As before (0019), but that its sender hears nothing of what becomes of it where it was handed over to.
    create or replace function tell_delivery() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        if old.folder <> 'held' then
          perform tell_change(old.account_id, 'mail');
        end if;
        return null;
      end if;
      if tg_op = 'UPDATE' and (to_jsonb(new) - 'fetched_at') = (to_jsonb(old) - 'fetched_at') then
        return null;
      end if;
      if new.folder <> 'held' then
        perform tell_change(new.account_id, 'mail');
      end if;
      if tg_op = 'UPDATE' and new.role = 'recipient' and new.hand_over_id is null
        and ((new.opened_at, new.recalled_at) is distinct from (old.opened_at, old.recalled_at) or (old.folder = 'held') <> (new.folder = 'held'))
      then
        perform tell_change((select sender_id from messages where id = new.message_id), 'receipt');
      end if;
      return null;
    end
    $$;
  `.execute(database);
}
