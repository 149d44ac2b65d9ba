// New keys of a member, and that earlier ones are withdrawn, are heard by everybody in the practice: what was signed with them may not stand
// any longer, and what is sealed to them is sealed anew.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create function tell_keys() returns trigger language plpgsql as $$
    begin
      perform tell_practice_of(practice_id) from members where account_id = new.account_id;
      return null;
    end
    $$;
    create trigger tell_keys after insert on identities for each row execute function tell_keys();
  `.execute(database);
}
