// The activity log: what happened to accounts, messages and practices, written with the event itself and never changed again.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- No foreign keys: the log outlives what it tells of. It holds ids and figures; names are looked up when it is read.
    create table activity (
      id sealpost_id primary key,
      at timestamptz not null,
      event text not null check (event ~ '^[a-z]+(-[a-z]+)*$' and char_length(event) <= 40),
      -- In whose log it stands, and in which practice's: the one that the account belonged to at that moment.
      account_id sealpost_id,
      practice_id sealpost_id,
      done_by text not null check (done_by in ('account', 'nobody', 'operator', 'server')),
      actor_id sealpost_id,
      -- The session, whose network address is shown as long as it lasts.
      device_id sealpost_id,
      subject text check (subject in ('message', 'attachment', 'invitation', 'device')),
      subject_id sealpost_id,
      details jsonb not null check (jsonb_typeof(details) = 'object' and octet_length(details::text) <= 1024),
      constraint activity_actor check ((done_by = 'account') = (actor_id is not null)),
      constraint activity_subject check ((subject is null) = (subject_id is null))
    );
    create index activity_account on activity (account_id, at desc, id desc);
    create index activity_practice on activity (practice_id, at desc, id desc);

    create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'the activity log is append-only' using errcode = 'insufficient_privilege'; end
    $$;
    create trigger activity_append_only before update or delete on activity for each row execute function refuse_change();
    create trigger activity_not_emptied before truncate on activity for each statement execute function refuse_change();

    -- From where somebody came who was nobody to us: a table of its own, so that it can be forgotten while the log stays.
    create table activity_origins (
      activity_id sealpost_id primary key references activity,
      client_address text not null check (char_length(client_address) <= 64),
      at timestamptz not null
    );
    create index activity_origins_age on activity_origins (at);

    -- A log-in whose finish never comes is told in the log, so what the log says of it is kept until then.
    alter table log_ins add column event text not null default 'log-in-failed';
    alter table log_ins add column client_address text check (char_length(client_address) <= 64);
    alter table log_ins add column begun_at timestamptz not null default now();
  `.execute(database);
}
