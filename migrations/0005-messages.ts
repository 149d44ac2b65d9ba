// Messages as sealed containers with their plaintext notice, and one delivery for each stanza of the container.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table messages (
      id sealpost_id primary key,
      thread sealpost_id not null,
      in_reply_to sealpost_id,
      sender_id sealpost_id not null references accounts,
      container bytea not null check (octet_length(container) between 64 and 8388608),
      container_hash bytes32 not null,
      notice_subject text not null check (char_length(notice_subject) <= 200),
      notice_text text not null check (char_length(notice_text) <= 10000),
      type_class text not null check (type_class in ('standard', 'advanced')),
      sent_at timestamptz not null,
      expires_at timestamptz
    );
    alter table messages alter column container set storage external;
    create index messages_sender on messages (sender_id, sent_at);

    -- The last stanza is the sender's own. Whoever writes to themselves has two deliveries, one in each role.
    create table deliveries (
      message_id sealpost_id not null references messages on delete cascade,
      stanza integer not null check (stanza >= 0),
      role text not null check (role in ('sender', 'recipient')),
      address address not null,
      account_id sealpost_id references accounts on delete set null,
      invitation_id sealpost_id references invitations,
      folder text not null check (folder in ('inbox', 'sent', 'archive', 'trash')),
      sent_at timestamptz not null,
      read_at timestamptz,
      opened_at timestamptz,
      starred boolean not null default false,
      primary key (message_id, stanza),
      constraint deliveries_to_somebody check (account_id is not null or invitation_id is not null),
      constraint deliveries_folder_of_role check (
        (folder <> 'inbox' or role = 'recipient') and (folder <> 'sent' or role = 'sender')
      )
    );
    create unique index deliveries_once on deliveries (message_id, account_id, role);
    create unique index deliveries_once_each_address on deliveries (message_id, address) where role = 'recipient';
    -- Serves a page of a folder from its end, however long the folder is.
    create index deliveries_folder on deliveries (account_id, folder, sent_at desc, message_id desc, stanza desc);
    create index deliveries_unread on deliveries (account_id) where folder = 'inbox' and read_at is null;
    create index deliveries_invitation on deliveries (invitation_id) where invitation_id is not null;
  `.execute(database);
}
