// Thumbnails: small sealed pictures of attachments. They go with their attachment, to whoever may read it.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table thumbnails (
      attachment_id sealpost_id primary key references attachments on delete cascade,
      -- 1 to 16,384 bytes of plaintext, and what sealing adds (SPEC.md, "Seal").
      sealed bytea not null check (octet_length(sealed) between 73 and 16472)
    );
  `.execute(database);
}
