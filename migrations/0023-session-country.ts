// From which country a device is signed in, where the operator's proxy says so. It goes with the session, as its network address does.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table sessions add column country text check (country ~ '^[A-Z]{2}$')`.execute(database);
}
