// Whoever is removed from a practice is no longer named as a receiver of its texts, as whoever deletes their account is not. That the texts are to be
// sealed anew then is seen by their having more stanzas than receivers.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table practice_texts add column stanzas integer;
    update practice_texts set stanzas = greatest(1, (select count(*) from practice_texts_receivers as receivers where receivers.practice_id = practice_texts.practice_id));
    alter table practice_texts alter column stanzas set not null, add check (stanzas between 1 and 1000);

    delete from practice_texts_receivers as receivers
    where not exists (select from members where members.account_id = receivers.account_id and members.practice_id = receivers.practice_id);
  `.execute(database);
}
