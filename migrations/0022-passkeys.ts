// Passkeys: WebAuthn credentials as a second factor, and, sealed under what only the authenticator can give, as another way to unlock.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table passkeys (
      id sealpost_id primary key,
      account_id sealpost_id not null references accounts on delete cascade,
      credential_id bytea not null unique check (octet_length(credential_id) between 1 and 1023),
      -- As the authenticator gave it: a COSE key.
      public_key bytea not null check (octet_length(public_key) between 32 and 2048),
      -- Of the last signature; stays 0 where the authenticator does not count.
      counter bigint not null check (counter >= 0),
      transports text[] not null check (cardinality(transports) <= 10),
      name text not null check (char_length(name) between 1 and 200),
      -- The account key, sealed by the browser; null: it is a second factor and opens nothing. The version outlives the wrap.
      wrap_version integer not null check (wrap_version >= 0),
      sealed bytea check (octet_length(sealed) between 32 and 1024),
      made_at timestamptz not null,
      last_used_at timestamptz,
      constraint passkeys_wrap check (sealed is null or wrap_version > 0)
    );
    create index passkeys_account on passkeys (account_id);

    -- Recovery codes stand in for whichever factor there is, no longer for the app alone.
    alter table second_factor_codes drop constraint second_factor_codes_account_id_fkey;
    alter table second_factor_codes add constraint second_factor_codes_account_id_fkey foreign key (account_id) references accounts on delete cascade;

    alter table activity drop constraint activity_subject_check;
    alter table activity add constraint activity_subject_check check (subject in ('message', 'attachment', 'invitation', 'device', 'passkey'));

    -- A challenge is a ticket whose token the authenticator signs.
    alter table tickets drop constraint tickets_purpose_check;
    alter table tickets add constraint tickets_purpose_check check (purpose in (
      'sign-up', 'reauthentication', 'password', 'recovery', 'redemption', 'registration', 'restart', 'second-factor', 'second-factor-set-up',
      'passkey-adding', 'passkey-log-in', 'passkey-second-factor', 'passkey-change'
    ));
  `.execute(database);
}
