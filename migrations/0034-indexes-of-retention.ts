// What is deleted regularly is found without looking through whole tables: messages past their date, every minute, and whatever hangs on
// an account or a practice that goes. A table of a million mails was read once for each of them, until the statement's time was up and
// nothing was deleted at all.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create index messages_expiry on messages (expires_at) where expires_at is not null;
    create index outbox_account on outbox (account_id) where account_id is not null;
    create index outbox_practice on outbox (practice_id) where practice_id is not null;
    create index outbox_recipient on outbox (recipient);
    create index log_ins_account on log_ins (account_id) where account_id is not null;
    create index tickets_account on tickets (account_id) where account_id is not null;
    create index hand_overs_practice on hand_overs (practice_id);
    create index revocations_identity on revocations (identity_hash);
  `.execute(database);
}
