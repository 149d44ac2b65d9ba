// What the operator decides: accounts that are suspended, tokens for the operator's API, and when backups were made.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table accounts add column suspended_at timestamptz;

    create table operator_tokens (
      id sealpost_id primary key,
      token_hash bytes32 not null unique,
      note text not null check (char_length(note) <= 200),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      last_used_at timestamptz
    );

    create table backups (
      finished_at timestamptz primary key,
      attachments integer not null check (attachments >= 0),
      missing integer not null check (missing >= 0)
    );
  `.execute(database);
}
