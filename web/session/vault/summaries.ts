// From what the server shows of a message and what the sender signed in it to what a list and a reader show. Addresses come
// from the manifest wherever it opened.
import { bodyToText, type BodyDocument, type Manifest } from '#crypto';
import type { AttachmentView, MessageSummary } from '../vault-api/mailbox.ts';
import type { MessageRow } from '../wire.ts';
import type { SenderCheck } from './senders.ts';
import type { KnownMessage } from './mailbox.ts';

const PREVIEW_CHARACTERS = 160;

export type SummaryParts = { row: MessageRow; known: KnownMessage; senders: SenderCheck };

export function summaryOf({ row, known, senders }: SummaryParts): MessageSummary {
  const open = known.status === 'open' ? known : null;
  const account = row.sender.account as Manifest['sender']['account'];
  const named = senders.name(account);
  return {
    id: row.id,
    thread: row.thread,
    role: row.role,
    folder: row.folder,
    sentAt: row.sentAt,
    read: row.readAt !== null,
    starred: row.starred,
    removal: row.removal,
    sender: {
      account: row.sender.account,
      address: open?.manifest.sender.address ?? row.sender.address,
      name: named?.name || row.sender.name,
      practice: named?.practice || row.sender.practice || '',
      verification: senders.verification(account, open?.manifest.sender.identity ?? null),
    },
    handedOver: row.handedOver && giverOf({ row, known, senders }, row.handedOver.giver),
    // Who reads along is signed, and what they are called stands in one's own address book.
    recipients: (open?.manifest ?? row).recipients.map(({ address }) => ({ address, name: senders.nameAt(address) })),
    subject: open?.manifest.subject ?? null,
    preview: open ? previewOf(open.body) : '',
    attachments: open?.manifest.attachments.length ?? 0,
    noticeSubject: row.notice.subject,
    others: null,
  };
}

/** Who gave it has signed that; where that did not verify, only the server says so. */
function giverOf({ known, senders }: SummaryParts, shown: NonNullable<MessageRow['handedOver']>['giver']): MessageSummary['handedOver'] {
  const giver = known.status === 'open' ? known.giver : null;
  const account = shown.account as Manifest['sender']['account'];
  return {
    account: shown.account,
    address: giver?.address ?? shown.address,
    name: senders.name(account)?.name || shown.name,
    verification: senders.verification(account, giver?.identity ?? null),
  };
}

/** Of a reply what is new in it: neither the quotation nor the line above that says whose words it is. Where nothing else stands, all. */
function previewOf(body: BodyDocument): string {
  const quotation = body.content.findIndex(({ type }) => type === 'blockquote');
  const own = lineOf({ ...body, content: body.content.slice(0, Math.max(0, quotation - 1)) });
  return (own === '' ? lineOf(body) : own).slice(0, PREVIEW_CHARACTERS);
}

function lineOf(body: BodyDocument): string {
  return bodyToText(body).replaceAll(/\s+/g, ' ').trim();
}

export function attachmentViews({ attachments }: Manifest): AttachmentView[] {
  return attachments.map(({ id, name, path, mediaType, size }) => ({ id, name, path, mediaType, size }));
}
