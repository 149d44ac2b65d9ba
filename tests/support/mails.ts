// One mail of each kind, as the outbox hands them over, and what they are written with.
import type { NoticeOfDigest, QueuedMail } from '../../server/mail/outgoing-mail.ts';
import type { WritingOptions } from '../../server/mail/write-mail.ts';

export const writing: WritingOptions = {
  publicUrl: 'https://mail.northside.example',
  keys: { masterKey: new Uint8Array(32).fill(7) },
  mailFrom: 'Northside <post@northside.example>',
};

export type QueuedNotice = Extract<QueuedMail, { kind: 'notice' }>;

const at = Date.UTC(2026, 4, 3, 14, 30);
export const MESSAGE = 'MessageAAAAAAAAAAAAAAA';
export const INVITATION = 'InvitationAAAAAAAAAAAA';
const digestSenders = [{ name: 'Dr. Ana Ruiz', practice: 'Northside Dental' }, { name: 'Lee Park', practice: 'Fine Lab' }];

/** `count` notices, of two people in turn. */
export function digestMail(count: number, changes: Partial<NoticeOfDigest> = {}): Extract<QueuedMail, { kind: 'digest' }> {
  const notices = Array.from({ length: count }, (_, index) => ({
    message: `Message${String(index).padStart(15, 'A')}`,
    subject: index === 0 ? 'Records for Thursday' : 'Scans',
    text: 'Dear colleagues,\n\nthe records are ready.\nKind regards',
    sender: digestSenders[index % 2] ?? { name: '', practice: null },
    ...changes,
  }));
  return { ...common, kind: 'digest', payload: { notices } };
}

const common = { id: 'OutboxRowAAAAAAAAAAAAA', recipient: 'lab@example.org', language: 'en' as const, message: null, invitation: null };

export function noticeMail(changes: Partial<QueuedNotice['payload']> = {}, links: { message?: string | null; invitation?: string } = {}): QueuedNotice {
  const payload = {
    subject: 'Records for Thursday',
    text: 'Dear colleagues,\n\nthe records are ready.\nKind regards',
    sender: { name: 'Dr. Ana Ruiz', practice: 'Northside Dental' },
    replyTo: null,
    ...changes,
  };
  return { ...common, kind: 'notice', message: links.message === undefined ? MESSAGE : links.message, invitation: links.invitation ?? null, payload };
}

export const oneOfEach: QueuedMail[] = [
  noticeMail(),
  noticeMail({}, { invitation: INVITATION }),
  noticeMail({}, { message: null, invitation: INVITATION }),
  digestMail(1),
  digestMail(22),
  { ...common, kind: 'coworker', invitation: INVITATION, payload: { sender: { name: 'Dr. Ana Ruiz', practice: 'Northside Dental' }, restart: false } },
  { ...common, kind: 'confirm', payload: { confirmation: 'ConfirmationAAAAAAAAAA' } },
  { ...common, kind: 'address_taken', payload: {} },
  { ...common, kind: 'address_kept', payload: { until: at } },
  { ...common, kind: 'code_asked', invitation: INVITATION, payload: { address: 'lab@example.org' } },
  { ...common, kind: 'code_paused', invitation: INVITATION, payload: { address: 'lab@example.org', pausedUntil: at } },
  { ...common, kind: 'recovered', payload: { at } },
  { ...common, kind: 'password_changed', payload: { at } },
  { ...common, kind: 'second_factor_on', payload: { at } },
  { ...common, kind: 'second_factor_off', payload: { at } },
  { ...common, kind: 'restarted', payload: { at } },
  { ...common, kind: 'new_address', payload: { change: 'AddressChangeAAAAAAAAA' } },
  { ...common, kind: 'old_address', payload: { change: 'AddressChangeAAAAAAAAA', address: 'lab@new.example.org', at } },
  { ...common, kind: 'address_changed', payload: { from: 'lab@example.org', to: 'lab@new.example.org', at } },
  { ...common, kind: 'coworker_moved', payload: { name: 'Ben Okoro', from: 'ben@northside.example', to: 'ben@southside.example', at } },
  { ...common, kind: 'account_deleted', payload: { at } },
  { ...common, kind: 'account_deleted', payload: { at, by: 'operator' } },
  { ...common, kind: 'coworker_deleted', payload: { name: 'Ben Okoro', address: 'ben@northside.example', at } },
  { ...common, kind: 'coworker_deleted', payload: { name: 'Ben Okoro', address: 'ben@northside.example', at, by: 'operator' } },
  { ...common, kind: 'handed_over', payload: { giver: { name: 'Ben Okoro', practice: 'Northside Dental' }, messages: 412 } },
  { ...common, kind: 'hand_over_made', payload: { receiver: { name: 'Lee Park', address: 'lee@northside.example' }, messages: 1, at } },
  { ...common, kind: 'hand_over_asked', payload: { by: { name: 'Dr. Ana Ruiz', practice: 'Northside Dental' }, to: 'Lee Park' } },
  { ...common, kind: 'restart', payload: { restart: 'RestartAAAAAAAAAAAAAAA' } },
];
