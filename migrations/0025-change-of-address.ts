// Changes of address: what is under way until both mailboxes have had their say, and which addresses an account had before.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table address_changes (
      id sealpost_id primary key,
      account_id sealpost_id not null references accounts on delete cascade,
      old_address address not null,
      address address not null,
      status text not null check (status in ('open', 'stopped', 'done')),
      asked_at timestamptz not null,
      expires_at timestamptz not null,
      -- When the new mailbox answered, and when the old one agreed.
      answered_at timestamptz,
      agreed_at timestamptz,
      check (address <> old_address),
      check (status <> 'done' or answered_at is not null)
    );
    create unique index address_changes_open on address_changes (account_id) where status = 'open';
    create index address_changes_account on address_changes (account_id);
    create index address_changes_expires_at on address_changes (expires_at);

    -- Who knew the account by one of these is told where it is now.
    create table former_addresses (
      account_id sealpost_id not null references accounts on delete cascade,
      address address not null,
      left_at timestamptz not null,
      primary key (account_id, address)
    );
    create index former_addresses_address on former_addresses (address);

    alter table tickets drop constraint tickets_purpose_check;
    alter table tickets add constraint tickets_purpose_check check (purpose in (
      'sign-up', 'reauthentication', 'password', 'recovery', 'redemption', 'registration', 'restart', 'second-factor', 'second-factor-set-up',
      'passkey-adding', 'passkey-log-in', 'passkey-second-factor', 'passkey-change', 'address-change'
    ));
  `.execute(database);
}
