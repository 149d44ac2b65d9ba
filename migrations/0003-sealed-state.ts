// An account's sealed state: one root, replaced by compare-and-swap, and the named blobs that it lists.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table state_roots (
      account_id sealpost_id primary key references accounts on delete cascade,
      version integer not null check (version > 0),
      sealed bytea not null check (octet_length(sealed) between 32 and 1048576),
      updated_at timestamptz not null
    );

    create table state_blobs (
      account_id sealpost_id not null references state_roots (account_id) on delete cascade,
      name text collate "C" not null check (name ~ '^[a-z][a-z-]{0,31}(/[A-Za-z0-9_-]{22})?$'),
      version integer not null check (version > 0),
      sealed bytea not null check (octet_length(sealed) between 32 and 1048576),
      primary key (account_id, name)
    );
    -- Sealed bytes do not compress: do not try.
    alter table state_blobs alter column sealed set storage external;
  `.execute(database);
}
