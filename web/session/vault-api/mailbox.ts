// Messages: as a list shows them, and opened.
import type { BodyDocument, ManifestAttachment } from '#crypto';
import type { Verification } from './contacts.ts';
import type { Id } from './id.ts';

export type Folder = 'inbox' | 'sent' | 'archive' | 'trash';

/** What a list shows: a folder, or what is starred in all of them but the trash. */
export type MailView = Folder | 'starred';

export type Sender = { account: Id; address: string; name: string; practice: string; verification: Verification };

export type MessageSummary = {
  id: Id;
  thread: Id;
  role: 'sender' | 'recipient';
  folder: Folder;
  sentAt: number;
  read: boolean;
  starred: boolean;
  /** When the trash lets go of it; null elsewhere. */
  removal: number | null;
  sender: Sender;
  /** By which coworker it was handed over; null where it was sent to this account, or by it. */
  handedOver: Omit<Sender, 'practice'> | null;
  recipients: { address: string; name: string }[];
  /** Null where the container does not open or verify; the row then says so. */
  subject: string | null;
  preview: string;
  attachments: number;
  noticeSubject: string;
  /** In a list by conversations the others of it in the same view, newest first; null where a row is one message. */
  others: readonly ListedMessage[] | null;
};

/** A message as a list knows it without opening it. */
export type ListedMessage = {
  id: Id;
  role: 'sender' | 'recipient';
  folder: Folder;
  sentAt: number;
  read: boolean;
  starred: boolean;
  attachments: number;
};

/** One message in the mailbox. One to oneself is there twice, once in each role. */
export type MessagePlace = Pick<MessageSummary, 'id' | 'role'>;

export type Marks = { read?: boolean; folder?: Folder; starred?: boolean };

/** One row for each conversation, at its newest message in the view; or one for each message. */
export type Grouping = 'conversations' | 'messages';

export type MessageList = { rows: MessageSummary[]; grouping: Grouping; next: string | null; unread: number };

/** Of a conversation: what lies in the trash, or all the rest. */
export type ThreadPart = 'kept' | 'trash';

export type DeliveryView = {
  address: string;
  name: string;
  /** `ended`: with the invitation under which it waits; nobody can open it any more. `deleted`: their account, since. */
  state: 'invited' | 'registered' | 'deleted' | 'ended';
  /** `as-chosen`: the e-mail goes when the recipient wants to hear of messages; whether it has gone is theirs to know. */
  noticeStatus: 'queued' | 'sent' | 'delivered' | 'bounced' | 'failed' | 'as-chosen';
  noticeDetail: string | null;
  openedAt: number | null;
  /** When its sender took it back; it was not opened by then. */
  recalledAt: number | null;
  /** The sealed message was given to their device, to show it in a list perhaps. */
  fetched: boolean;
};

/** An attachment as the page sees it: everything but its key and hashes. */
export type AttachmentView = Pick<ManifestAttachment, 'id' | 'name' | 'path' | 'mediaType' | 'size'>;

/**
 * `keys_changed`: the sender's keys are not the known ones; it opens once a person has looked (`confirmKeys`).
 * `started_again`: this account began anew, and what was sealed to its keys of before stays closed.
 */
export type SecureFailure = 'keys_changed' | 'started_again' | 'refused';

export type OpenedMessage = {
  summary: MessageSummary;
  notice: { subject: string; text: string };
  /** Failed: refused as a whole; nothing of it is shown. `time`: when it was sent, as the sender signed it. */
  secure:
    | { status: 'open'; subject: string; time: number; body: BodyDocument; attachments: AttachmentView[]; expires: number | null; forwarded: boolean }
    | { status: 'failed'; reason: SecureFailure };
  deliveries: DeliveryView[];
};

/** An attachment of a message that was opened, or of a draft. */
export type ThumbnailPlace = { message: Id; attachment: Id } | { draft: Id; attachment: Id };

export interface MailboxVault {
  list(input: { folder: MailView; before: string | null; grouping?: Grouping }): Promise<MessageList>;
  open(id: Id): Promise<OpenedMessage>;
  /** The small picture of an attachment, as its sender made it; null where there is none. */
  thumbnail(of: ThumbnailPlace): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The messages of a conversation, newest first, the trash left out. */
  thread(input: { id: Id; where: ThreadPart }): Promise<MessageSummary[]>;
  mark(input: { messages: MessagePlace[]; marks: Marks }): Promise<void>;
  /** Deletes one's own copies for good. Only what is in the trash. */
  remove(messages: MessagePlace[]): Promise<void>;
  emptyTrash(): Promise<void>;
}
