// When somebody wants to hear by e-mail of what has come: their choice, notices that wait for its time, and the digests that tell of
// several at once.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- No row: at once.
    create table notice_times (
      account_id sealpost_id primary key references accounts on delete cascade,
      rhythm text not null check (rhythm in ('at-once', 'hourly', 'daily')),
      -- Of the daily one.
      hour smallint not null check (hour between 0 and 23),
      -- Minutes of the day; from an evening to a morning where the second is smaller.
      quiet_from smallint check (quiet_from between 0 and 1439),
      quiet_to smallint check (quiet_to between 0 and 1439),
      weekends boolean not null,
      time_zone text not null check (time_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$'),
      changed_at timestamptz not null,
      constraint notice_times_quiet check ((quiet_from is null) = (quiet_to is null) and (quiet_from is null or quiet_from <> quiet_to))
    );

    -- Whose choice decides when this notice leaves; null: at once.
    alter table outbox add column chosen_by sealpost_id references notice_times on delete cascade;
    -- Where it was told; null on a gathered one: it was not worth telling any more.
    alter table outbox add column digest_id sealpost_id references outbox on delete set null on update cascade;
    -- Waiting: until its time, or until another of the same person leaves. Gathered: it does not leave by itself any more.
    alter table outbox drop constraint outbox_status_check;
    alter table outbox add constraint outbox_status_check
      check (status in ('waiting', 'gathered', 'queued', 'sending', 'sent', 'delivered', 'bounced', 'failed'));
    alter table outbox add constraint outbox_chosen check (
      (chosen_by is not null or status not in ('waiting', 'gathered')) and (digest_id is null or status = 'gathered')
      and (chosen_by is null or (kind = 'notice' and invitation_id is null))
    );
    create index outbox_waiting on outbox (next_attempt_at) where status = 'waiting';
    create index outbox_chosen_by on outbox (chosen_by) where chosen_by is not null;
    create index outbox_digest on outbox (digest_id) where digest_id is not null;

    -- As it was until now: nothing changes before somebody changes it.
    update practices set policies = '{"notices": "any"}' || policies;
    alter table practices add constraint practices_notice_policy check (policies ? 'notices' and policies ->> 'notices' in ('any', 'day', 'at-once'));
  `.execute(database);
}
