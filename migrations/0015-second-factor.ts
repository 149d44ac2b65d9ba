// The second factor: the secret that an authenticator app shares with the server, and one-time recovery codes in its place.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table second_factors (
      account_id sealpost_id primary key references accounts on delete cascade,
      -- 20 bytes under AES-256-GCM with the server's own key: nonce, ciphertext, tag (server/sealed-secret.ts).
      sealed_secret bytea not null check (octet_length(sealed_secret) = 48),
      -- The newest time step whose code was used: neither it nor an earlier one is taken again.
      last_step bigint not null check (last_step >= 0),
      made_at timestamptz not null
    );

    -- Keyed hashes. A code that was used is gone.
    create table second_factor_codes (
      account_id sealpost_id not null references second_factors on delete cascade,
      code_hash bytes32 not null,
      primary key (account_id, code_hash)
    );

    alter table tickets drop constraint tickets_purpose_check;
    alter table tickets add constraint tickets_purpose_check check (purpose in (
      'sign-up', 'reauthentication', 'password', 'recovery', 'redemption', 'registration', 'restart', 'second-factor', 'second-factor-set-up'
    ));
  `.execute(database);
}
