// How practices are reached, as an administrator has signed it, and the members' word for it by which recipients believe it.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table practice_profiles (
      practice_id sealpost_id primary key references practices on delete cascade,
      object signed_object not null,
      -- SHA-256 of its text: what a voucher names.
      hash bytes32 not null,
      edition bigint not null check (edition >= 1),
      signer_id sealpost_id references accounts on delete set null,
      -- A PNG (SPEC.md, "Practice profile").
      logo bytea check (octet_length(logo) between 45 and 65536),
      changed_at timestamptz not null
    );
    create index practice_profiles_signer on practice_profiles (signer_id);

    -- Of whoever is a member, and no longer.
    create table profile_vouchers (
      account_id sealpost_id primary key references members on delete cascade,
      object signed_object not null,
      profile_hash bytes32 not null,
      made_at timestamptz not null
    );

    -- Members' browsers look at it, and vouch.
    create function tell_profile() returns trigger language plpgsql as $$
    begin
      perform tell_practice_of(new.practice_id);
      return null;
    end
    $$;
    create trigger tell_profile after insert or update on practice_profiles for each row execute function tell_profile();
  `.execute(database);
}
