// A delivery knows its message's thread, and two indexes find what one mailbox has of a thread in a folder, the newest first: so that a
// list by conversations costs what its page shows.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table deliveries add column thread sealpost_id;
    -- It is no news to anybody.
    alter table deliveries disable trigger tell_delivery;
    update deliveries set thread = messages.thread from messages where messages.id = deliveries.message_id;
    alter table deliveries enable trigger tell_delivery;
    alter table deliveries alter column thread set not null;

    -- A message never changes its thread. By the database itself, so that no way of writing can give a delivery another one.
    create function take_thread() returns trigger language plpgsql as $$
    begin
      select thread into new.thread from messages where id = new.message_id;
      return new;
    end
    $$;
    create trigger take_thread before insert or update of message_id, thread on deliveries for each row execute function take_thread();

    create index deliveries_conversation on deliveries (account_id, folder, thread, sent_at desc, message_id desc, stanza desc);
    create index deliveries_starred_conversation on deliveries (account_id, thread, sent_at desc, message_id desc, stanza desc)
      where starred and folder not in ('trash', 'removed');
  `.execute(database);
}
