// Accounts that their owners have deleted: what is left of one is its name, its address and its public, signed keys, for as long as
// somebody holds a message from it or to it. And practices whose last member has gone.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table accounts add column deleted_at timestamptz;
    -- Closed as a suspended one, by every rule there is for those, and by nobody to be opened again.
    alter table accounts drop constraint accounts_suspended_by_check;
    alter table accounts add constraint accounts_suspended_by_check check (suspended_by in ('operator', 'practice', 'owner'));
    -- Not listed for its address, which somebody may register anew.
    alter table accounts add constraint accounts_deleted check (
      (deleted_at is null) = (suspended_by is distinct from 'owner') and (deleted_at is null or (confirmed_at is null and sign_up_browser_hash is null))
    );
    create index accounts_deleted_at on accounts (deleted_at) where deleted_at is not null;
    create index accounts_deleted_address on accounts (address) where deleted_at is not null;

    alter table practices add column ended_at timestamptz;
  `.execute(database);
}
