// What is kept of a message so that it can be found: who, when, and its words. Made from a message that has opened and passed its
// checks, and nothing else.
import { bodyToText, type Id } from '#crypto';
import type { MessageRow } from '../wire.ts';
import type { KnownMessage } from '../vault/mailbox.ts';
import type { SenderCheck } from '../vault/senders.ts';
import { summaryOf } from '../vault/summaries.ts';
import { foldText } from './words.ts';

export type RecordedPerson = { address: string; name: string; practice: string };

export type SearchRecord = {
  id: Id;
  sentAt: number;
  sender: RecordedPerson;
  recipients: RecordedPerson[];
  subject: string;
  body: string;
  notice: { subject: string; text: string };
  /** Names of the attachments. */
  files: string[];
  expires: number | null;
};

/** A record, and its words as they are compared. */
export type SearchEntry = { record: SearchRecord; sender: string; recipients: string; subject: string; all: string };

/** Of a body, some forty pages, and of the attachments' names together. What stands behind them is not found. */
const BODY_CHARACTERS = 100_000;
const FILE_CHARACTERS = 100_000;

export type OpenedRow = { row: MessageRow; known: KnownMessage; senders: SenderCheck };

/** Null for what did not open. */
export function recordOf({ row, known, senders }: OpenedRow): SearchRecord | null {
  if (known.status !== 'open') return null;
  const { sender, recipients } = summaryOf({ row, known, senders });
  const { manifest, body, notice } = known;
  return {
    id: manifest.id,
    sentAt: row.sentAt,
    sender: { address: sender.address, name: sender.name, practice: sender.practice },
    recipients: recipients.map(({ address, name }) => ({ address, name, practice: '' })),
    subject: manifest.subject,
    body: bodyToText(body).slice(0, BODY_CHARACTERS),
    notice: { subject: notice.subject, text: notice.text },
    files: withinCharacters(manifest.attachments.map(({ name }) => name)),
    expires: manifest.expires,
  };
}

export function entryOf(record: SearchRecord): SearchEntry {
  const sender = foldText(wordsOfPerson(record.sender));
  const recipients = foldText(record.recipients.map(wordsOfPerson).join('\n'));
  const subject = foldText(record.subject);
  const rest = foldText([record.body, record.notice.subject, record.notice.text, ...record.files].join('\n'));
  return { record, sender, recipients, subject, all: sender + recipients + subject + rest };
}

function wordsOfPerson({ name, address, practice }: RecordedPerson): string {
  return `${name}\n${address}\n${practice}`;
}

function withinCharacters(names: readonly string[]): string[] {
  let left = FILE_CHARACTERS;
  return names.filter(({ length }) => (left -= length) >= 0);
}
