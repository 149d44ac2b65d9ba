// What lets somebody in: sessions, pending log-ins, one-time tickets, confirmations, sign-up tokens; and the rate limits.
// Tokens stand here as SHA-256 only; the links in mails carry MACs that are stored nowhere (server/mailed-token.ts).
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table sessions (
      id sealpost_id primary key,
      token_hash bytes32 not null unique,
      account_id sealpost_id not null references accounts on delete cascade,
      share bytes32 not null,
      user_agent text not null check (char_length(user_agent) <= 300),
      client_address text not null check (char_length(client_address) <= 64),
      created_at timestamptz not null,
      last_active_at timestamptz not null
    );
    create index sessions_account on sessions (account_id);
    create index sessions_idle on sessions (last_active_at);

    -- account_id is null where the address is unknown and the answer was made from a fake record.
    create table log_ins (
      token_hash bytes32 primary key,
      account_id sealpost_id references accounts on delete cascade,
      state bytea not null check (octet_length(state) <= 4096),
      buckets bytea[] not null,
      expires_at timestamptz not null
    );
    create index log_ins_expiry on log_ins (expires_at);

    create table tickets (
      token_hash bytes32 primary key,
      purpose text not null check (purpose in (
        'sign-up', 'reauthentication', 'password', 'recovery', 'redemption', 'registration', 'restart'
      )),
      account_id sealpost_id references accounts on delete cascade,
      payload jsonb not null,
      expires_at timestamptz not null
    );
    create index tickets_expiry on tickets (expires_at);

    create table confirmations (
      id sealpost_id primary key,
      account_id sealpost_id not null references accounts on delete cascade,
      expires_at timestamptz not null,
      confirmed_at timestamptz
    );
    create index confirmations_account on confirmations (account_id);

    create table restarts (
      id sealpost_id primary key,
      account_id sealpost_id not null references accounts on delete cascade,
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create index restarts_account on restarts (account_id);

    create table sign_up_tokens (
      token_hash bytes32 primary key,
      note text not null check (char_length(note) <= 200),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz
    );

    -- bucket is a keyed hash, so that no address which merely tried is kept in the clear.
    create table rate_limits (
      bucket bytes32 primary key,
      used integer not null check (used >= 0),
      resets_at timestamptz not null
    );
    create index rate_limits_reset on rate_limits (resets_at);
  `.execute(database);
}
