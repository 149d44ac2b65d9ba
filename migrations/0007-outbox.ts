// Mail to be sent, written in the transaction that causes it. The row's id is the idempotency key towards the mail provider.
import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table outbox (
      id sealpost_id primary key,
      kind text not null check (char_length(kind) between 1 and 40),
      message_id sealpost_id references messages on delete cascade,
      invitation_id sealpost_id references invitations on delete cascade,
      practice_id sealpost_id references practices on delete cascade,
      account_id sealpost_id references accounts on delete cascade,
      recipient address not null,
      payload jsonb not null,
      status text not null default 'queued'
        check (status in ('queued', 'sending', 'sent', 'delivered', 'bounced', 'failed')),
      detail text,
      attempts integer not null default 0,
      next_attempt_at timestamptz not null,
      provider_id text,
      created_at timestamptz not null,
      sent_at timestamptz
    );
    create index outbox_due on outbox (next_attempt_at) where status in ('queued', 'sending');
    create index outbox_message on outbox (message_id, recipient) where message_id is not null;
    create index outbox_invitation on outbox (invitation_id, created_at) where invitation_id is not null;
    create index outbox_provider on outbox (provider_id) where provider_id is not null;
  `.execute(database);
}
