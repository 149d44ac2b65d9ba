// Statements: which keys a member has verified for whom, signed, for the others in the practice (SPEC.md, "Statement").
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table statements (
      -- Of whoever is a member, and no longer.
      by_id sealpost_id not null references members on delete cascade,
      account_id sealpost_id not null references accounts on delete cascade,
      address text not null,
      object signed_object not null,
      made_at timestamptz not null,
      primary key (by_id, account_id)
    );
    create index statements_account on statements (account_id);
    create index statements_address on statements (address);
  `.execute(database);
}
