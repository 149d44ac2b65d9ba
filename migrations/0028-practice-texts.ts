// Texts of a practice: one sealed document for each practice, and to whom it is sealed. What it says, and who of its readers believes it,
// is none of the server's business.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table practice_texts (
      practice_id sealpost_id primary key references practices on delete cascade,
      edition integer not null check (edition >= 1),
      sealed bytea not null check (octet_length(sealed) between 1 and 2097152),
      -- Null: the account is gone.
      writer_id sealpost_id references accounts on delete set null,
      written_at timestamptz not null
    );
    create index practice_texts_writer on practice_texts (writer_id);

    -- Whose each stanza is, and SHA-256 of the key that it is sealed to.
    create table practice_texts_receivers (
      practice_id sealpost_id not null references practice_texts on delete cascade,
      stanza integer not null check (stanza between 0 and 999),
      account_id sealpost_id not null references accounts on delete cascade,
      kem_hash bytes32 not null,
      primary key (practice_id, account_id),
      constraint practice_texts_stanza unique (practice_id, stanza)
    );
    create index practice_texts_receivers_account on practice_texts_receivers (account_id);

    create function tell_practice_texts() returns trigger language plpgsql as $$
    begin
      perform tell_practice_of(coalesce(new.practice_id, old.practice_id));
      return null;
    end
    $$;
    create trigger tell_practice_texts after insert or update or delete on practice_texts for each row execute function tell_practice_texts();
  `.execute(database);
}
