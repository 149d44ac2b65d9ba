// When something came to the trash, what its owner has removed for good, and the indexes of the starred and of one thread.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table deliveries add column trashed_at timestamptz;
    -- What lies there already has its days from now on.
    update deliveries set trashed_at = now() where folder = 'trash';
    -- Removed: its owner has it no more. The row stays while others hold the message: to its sender it says what became of it.
    alter table deliveries drop constraint deliveries_folder_check;
    alter table deliveries add constraint deliveries_folder_check check (folder in ('inbox', 'sent', 'archive', 'trash', 'removed'));
    alter table deliveries add constraint deliveries_trashed check ((folder = 'trash') = (trashed_at is not null));

    create index deliveries_trashed on deliveries (trashed_at) where folder = 'trash';
    -- Of people who were invited and have not come (yet).
    create index deliveries_waiting on deliveries (invitation_id) where account_id is null;
    create index deliveries_starred on deliveries (account_id, sent_at desc, message_id desc, stanza desc)
      where starred and folder not in ('trash', 'removed');
    create index messages_thread on messages (thread, sent_at desc);
  `.execute(database);
}
