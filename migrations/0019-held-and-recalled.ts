// Messages that wait some seconds so that sending can be undone, and deliveries that their sender has recalled.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- Until then it is in nobody's inbox, and no notice of it is queued. Null: it has gone out.
    alter table messages add column release_at timestamptz;
    create index messages_held on messages (release_at) where release_at is not null;

    -- Held: its recipient's once the message goes out. Recalled: it was, unopened, until its sender took it back.
    alter table deliveries drop constraint deliveries_folder_check;
    alter table deliveries add constraint deliveries_folder_check
      check (folder in ('inbox', 'sent', 'archive', 'trash', 'removed', 'held', 'recalled'));
    alter table deliveries drop constraint deliveries_folder_of_role;
    alter table deliveries add constraint deliveries_folder_of_role check (
      (folder not in ('inbox', 'held', 'recalled') or role = 'recipient') and (folder <> 'sent' or role = 'sender')
    );
    alter table deliveries add column recalled_at timestamptz;
    alter table deliveries add constraint deliveries_recalled check ((folder = 'recalled') = (recalled_at is not null));
    -- When its recipient's device was first given the sealed message, to show it in a list perhaps: what a recall cannot take back.
    alter table deliveries add column fetched_at timestamptz;

    -- As before (0016), but for what nobody has yet, and for what changes nothing that is shown.
    create or replace function tell_delivery() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        if old.folder <> 'held' then
          perform tell_change(old.account_id, 'mail');
        end if;
        return null;
      end if;
      if tg_op = 'UPDATE' and (to_jsonb(new) - 'fetched_at') = (to_jsonb(old) - 'fetched_at') then
        return null;
      end if;
      if new.folder <> 'held' then
        perform tell_change(new.account_id, 'mail');
      end if;
      -- The sender sees that it went out, who has opened it, and from whom it was recalled.
      if tg_op = 'UPDATE' and new.role = 'recipient'
        and ((new.opened_at, new.recalled_at) is distinct from (old.opened_at, old.recalled_at) or (old.folder = 'held') <> (new.folder = 'held'))
      then
        perform tell_change((select sender_id from messages where id = new.message_id), 'receipt');
      end if;
      return null;
    end
    $$;
  `.execute(database);
}
