// The language that somebody reads in: of an account, and of each mail from the moment it is put into the outbox.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- Null: nobody has said or shown it yet. The next log-in takes the browser's.
    alter table accounts add column language text check (language in ('en', 'de'));
    -- A mail that is sent again must be the same mail, whatever its reader has chosen meanwhile.
    alter table outbox add column language text not null default 'en' check (language in ('en', 'de'));
  `.execute(database);
}
