// How much each practice, and each guest, may keep: a figure of their own, or the default of their plan (server/limits.ts).
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- Bytes of attachments; null: what the plan allows.
    alter table practices add column storage_bytes bigint check (storage_bytes >= 0);
    -- The same for a guest, who is a member of no practice.
    alter table accounts add column storage_bytes bigint check (storage_bytes >= 0);

    -- Whose room it takes: the practice of which its owner was a member when it was uploaded. Null: the owner's own.
    alter table attachments add column practice_id sealpost_id references practices on delete set null;
    update attachments set practice_id = members.practice_id from members where members.account_id = attachments.owner_id;
    create index attachments_practice on attachments (practice_id) include (size) where practice_id is not null;
  `.execute(database);
}
