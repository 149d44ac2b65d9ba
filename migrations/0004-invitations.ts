// Invitations with their escrow, and the sponsorships that come of them.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table invitations (
      id sealpost_id primary key,
      address address not null,
      practice_id sealpost_id not null references practices on delete cascade,
      inviter_id sealpost_id not null references accounts on delete cascade,
      object signed_object not null,
      kem_public_key bytea not null check (octet_length(kem_public_key) = 1216),
      proof_hash bytes32,
      escrow bytea check (octet_length(escrow) between 64 and 65536),
      restart boolean not null,
      status text not null check (status in ('open', 'claimed', 'expired', 'cancelled')),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      wrong_tries integer not null default 0 check (wrong_tries >= 0),
      wrong_tries_since timestamptz,
      paused_until timestamptz,
      code_asked_at timestamptz,
      claim bytes32,
      claimed_by sealpost_id references accounts on delete set null,
      claimed_at timestamptz,
      -- An invitation that is not open keeps nothing that a code could open.
      constraint invitations_escrow_while_open check (
        (status = 'open') = (proof_hash is not null) and (status = 'open') = (escrow is not null)
      ),
      constraint invitations_claim check (
        (status = 'claimed') = (claim is not null) and (status = 'claimed') = (claimed_at is not null)
      )
    );
    create unique index invitations_one_open on invitations (practice_id, address) where status = 'open';
    create index invitations_inviter on invitations (inviter_id, created_at);
    create index invitations_address on invitations (address);
    create index invitations_expiry on invitations (expires_at) where status = 'open';
    create index invitations_claimed_by on invitations (claimed_by) where claimed_by is not null;

    create table sponsorships (
      account_id sealpost_id not null references accounts on delete cascade,
      practice_id sealpost_id not null references practices on delete cascade,
      created_at timestamptz not null,
      primary key (account_id, practice_id)
    );
    create index sponsorships_practice on sponsorships (practice_id);
  `.execute(database);
}
