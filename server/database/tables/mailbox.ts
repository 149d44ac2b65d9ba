// Messages, deliveries, attachments and the outbox (migrations 0005 to 0007, 0009), thumbnails (0010), trash and
// stars (0012), held and recalled (0019), times of notices (0021), hand-overs (0026), conversations (0027).
import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { Language } from '../../language.ts';

export type Folder = 'inbox' | 'sent' | 'archive' | 'trash';
export type TypeClass = 'standard' | 'advanced';
export type DeliveryRole = 'sender' | 'recipient';
export type MailStatus = 'queued' | 'sending' | 'sent' | 'delivered' | 'bounced' | 'failed';
/** Waiting for its recipient's time; gathered: told in a digest, or not worth telling any more. */
export type OutboxStatus = MailStatus | 'waiting' | 'gathered';

type MessagesTable = {
  id: string;
  thread: string;
  in_reply_to: string | null;
  sender_id: string;
  container: Buffer;
  container_hash: Buffer;
  notice_subject: string;
  notice_text: string;
  type_class: TypeClass;
  sent_at: Date;
  expires_at: Date | null;
  /** Held until then, so that sending can be undone; null: it has gone out. */
  release_at: Generated<Date | null>;
};

type DeliveriesTable = {
  message_id: string;
  stanza: number;
  role: DeliveryRole;
  address: string;
  account_id: string | null;
  invitation_id: string | null;
  /** Removed: no longer its owner's, who asked for that. Held: not its owner's yet. Recalled: its sender took it back. */
  folder: Folder | 'removed' | 'held' | 'recalled';
  /** Its message's, set by the database (0027). */
  thread: ColumnType<string, never, never>;
  sent_at: Date;
  read_at: Date | null;
  opened_at: Date | null;
  starred: Generated<boolean>;
  /** When it came to the trash; null elsewhere. */
  trashed_at: Date | null;
  recalled_at: Generated<Date | null>;
  /** When its recipient's device was first given the sealed message. */
  fetched_at: Generated<Date | null>;
  /** By which a colleague has it to whom it was not sent; with the pass that gives its key. */
  hand_over_id: Generated<string | null>;
  pass: Generated<Buffer | null>;
};

type AttachmentsTable = {
  id: string;
  owner_id: string | null;
  /** The practice whose room it takes; null: the owner's own. */
  practice_id: string | null;
  /** Bytes of plaintext. */
  size: number;
  /** Bytes of plaintext in every segment but the last. */
  segment_size: number;
  segment_count: number;
  created_at: Date;
  completed_at: Date | null;
};

type ThumbnailsTable = { attachment_id: string; sealed: Buffer };

type MessageAttachmentsTable = { message_id: string; attachment_id: string; position: number };

type OutboxTable = {
  id: string;
  kind: string;
  message_id: string | null;
  invitation_id: string | null;
  practice_id: string | null;
  account_id: string | null;
  recipient: string;
  payload: JSONColumnType<object, object, object>;
  status: Generated<OutboxStatus>;
  detail: string | null;
  attempts: Generated<number>;
  next_attempt_at: Date;
  provider_id: string | null;
  created_at: Date;
  sent_at: Date | null;
  /** Whose choice decides when it leaves; null: at once. */
  chosen_by: string | null;
  /** Where a gathered one was told. */
  digest_id: Generated<string | null>;
  /** Migration 0020. */
  language: Generated<Language>;
};

type NoticeTimesTable = {
  account_id: string;
  rhythm: 'at-once' | 'hourly' | 'daily';
  hour: number;
  /** Minutes of the day. */
  quiet_from: number | null;
  quiet_to: number | null;
  weekends: boolean;
  time_zone: string;
  changed_at: Date;
};

type HandOversTable = {
  id: string;
  practice_id: string;
  giver_id: string;
  receiver_id: string;
  begun_at: Date;
  last_at: Date;
  ended_at: Generated<Date | null>;
  messages: Generated<number>;
};

type HandOverAsksTable = { account_id: string; asked_by: string; receiver_id: string | null; asked_at: Date };

export type MailboxTables = {
  messages: MessagesTable;
  deliveries: DeliveriesTable;
  attachments: AttachmentsTable;
  thumbnails: ThumbnailsTable;
  message_attachments: MessageAttachmentsTable;
  outbox: OutboxTable;
  notice_times: NoticeTimesTable;
  hand_overs: HandOversTable;
  hand_over_asks: HandOverAsksTable;
};

export type MessageRow = Selectable<MessagesTable>;
export type NewMessageRow = Insertable<MessagesTable>;
export type DeliveryRow = Selectable<DeliveriesTable>;
export type NewDeliveryRow = Insertable<DeliveriesTable>;
export type AttachmentRow = Selectable<AttachmentsTable>;
export type OutboxRow = Selectable<OutboxTable>;
export type NoticeTimesRow = Selectable<NoticeTimesTable>;
