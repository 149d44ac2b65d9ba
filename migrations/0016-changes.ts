// Notices of what changes for an account, for those of its windows that are open somewhere: told by the database itself, so that no
// way of writing can forget it, and heard by every server process. The notice says whose and what kind, never what.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- PostgreSQL delivers notices when the transaction is committed, and equal ones of one transaction once.
    create function tell_change(account text, change text) returns void language plpgsql as $$
    begin
      if account is not null then
        perform pg_notify('sealpost_changes', account || ' ' || change);
      end if;
    end
    $$;

    create function tell_delivery() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        perform tell_change(old.account_id, 'mail');
      else
        perform tell_change(new.account_id, 'mail');
        -- The sender sees who has opened it.
        if tg_op = 'UPDATE' and new.role = 'recipient' and new.opened_at is distinct from old.opened_at then
          perform tell_change((select sender_id from messages where id = new.message_id), 'receipt');
        end if;
      end if;
      return null;
    end
    $$;
    create trigger tell_delivery after insert or update or delete on deliveries for each row execute function tell_delivery();

    create function tell_invitation() returns trigger language plpgsql as $$
    begin
      perform tell_change(new.inviter_id, 'invitation');
      return null;
    end
    $$;
    create trigger tell_invitation after insert or update on invitations for each row execute function tell_invitation();

    create function tell_session() returns trigger language plpgsql as $$
    begin
      perform tell_change(old.account_id, 'session');
      return null;
    end
    $$;
    create trigger tell_session after delete on sessions for each row execute function tell_session();
  `.execute(database);
}
