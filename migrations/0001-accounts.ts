// Accounts, practices, memberships and the public, signed objects about them; the wrapped account keys.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- 16 random bytes as base64url, made by the client: "C" because ids are compared, never sorted for people.
    create domain sealpost_id as text collate "C" check (value ~ '^[A-Za-z0-9_-]{21}[AQgw]$');
    -- A SHA-256, an HMAC-SHA-256, a session share.
    create domain bytes32 as bytea check (octet_length(value) = 32);
    create domain address as text check (char_length(value) between 3 and 254);
    create domain person_name as text check (char_length(value) between 1 and 200);
    -- { json, signatures }: the exact signed text is a JSON string inside, so jsonb keeps it byte for byte.
    create domain signed_object as jsonb check (
      jsonb_typeof(value -> 'json') = 'string' and jsonb_typeof(value -> 'signatures') = 'array'
    );

    create table practices (
      id sealpost_id primary key,
      name person_name not null,
      plan text not null check (plan in ('free', 'paid')),
      policies jsonb not null,
      reply_to address,
      object signed_object not null,
      created_at timestamptz not null
    );

    create table accounts (
      id sealpost_id primary key,
      address address not null,
      name person_name not null,
      practice_name person_name,
      user_identifier text not null unique check (char_length(user_identifier) between 40 and 80),
      opaque_record bytea not null check (octet_length(opaque_record) between 64 and 1024),
      kem_public_key bytea not null check (octet_length(kem_public_key) = 1216),
      kit_proof_hash bytes32 not null,
      sign_up_browser_hash bytes32,
      confirmed_at timestamptz,
      created_at timestamptz not null
    );
    create index accounts_address on accounts (address);
    create unique index accounts_confirmed_address on accounts (address) where confirmed_at is not null;
    create index accounts_unconfirmed on accounts (created_at) where confirmed_at is null;

    create table members (
      account_id sealpost_id primary key references accounts on delete cascade,
      practice_id sealpost_id not null references practices on delete cascade,
      role text not null check (role in ('owner', 'administrator', 'member')),
      object signed_object not null,
      joined_at timestamptz not null
    );
    create index members_practice on members (practice_id);

    create table identities (
      account_id sealpost_id not null references accounts on delete cascade,
      sequence integer not null check (sequence >= 0),
      hash bytes32 not null unique,
      object signed_object not null,
      created_at timestamptz not null,
      primary key (account_id, sequence)
    );

    create table revocations (
      account_id sealpost_id not null references accounts on delete cascade,
      identity_hash bytes32 not null references identities (hash) on delete cascade,
      object signed_object not null,
      created_at timestamptz not null,
      primary key (account_id, identity_hash)
    );

    create table wraps (
      account_id sealpost_id not null references accounts on delete cascade,
      name text not null check (name in ('password', 'kit')),
      version integer not null check (version > 0),
      sealed bytea not null check (octet_length(sealed) between 32 and 1024),
      primary key (account_id, name)
    );
  `.execute(database);
}
