// Which secrets this database belongs to: the hash of them, in a table of one row.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table installation (
      only_row boolean primary key default true check (only_row),
      secrets_hash bytes32 not null
    )
  `.execute(database);
}
