// Attachments: their sealed segments lie in the blob store; here is whose they are and which messages link them.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table attachments (
      id sealpost_id primary key,
      -- Null once the account is gone: then only the messages that link it keep it.
      owner_id sealpost_id references accounts on delete set null,
      size bigint not null check (size >= 0),
      segment_size bigint not null check (segment_size > 0),
      segment_count integer not null check (segment_count between 1 and 10000),
      created_at timestamptz not null,
      -- Null while segments are still arriving; which ones have, the blob store knows.
      completed_at timestamptz
    );
    create index attachments_owner on attachments (owner_id, created_at);
    create index attachments_age on attachments (created_at);

    create table message_attachments (
      message_id sealpost_id not null references messages on delete cascade,
      attachment_id sealpost_id not null references attachments,
      position integer not null check (position >= 0),
      primary key (message_id, attachment_id)
    );
    create index message_attachments_attachment on message_attachments (attachment_id);
  `.execute(database);
}
