// One message in a list: who, what, when, and its signs. The whole row is one link.
'use client';

import { Lock, Paperclip, ShieldAlert, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { MessageSummary } from '../../session/vault-api.ts';
import { formatList, formatMoment, formatWhen } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import styles from './inbox.module.css';

type MessageRowProps = { message: MessageSummary; href: string; open: boolean; now: number };

export const MessageRow = memo(function MessageRow({ message, href, open, now }: MessageRowProps) {
  return (
    <li className={styles['row']} data-unread={!message.read || undefined} data-open={open || undefined}>
      <MailboxLink href={href} className={styles['link']} data-message={message.id} aria-current={open ? 'true' : undefined}>
        <span className={styles['who']}>
          {!message.read && <span className={styles['dot']} role="img" aria-label={text.inbox.unread} />}
          <span className={styles['name']}>{who(message)}</span>
          <UncertainSender message={message} />
        </span>
        <time className={styles['when']} dateTime={new Date(message.sentAt).toISOString()} title={formatMoment(message.sentAt)}>
          {formatWhen(message.sentAt, now)}
        </time>
        <span className={styles['subject']}>
          <Subject message={message} />
        </span>
        {message.attachments > 0 && (
          <span className={styles['files']} role="img" aria-label={text.inbox.hasAttachments(message.attachments)}>
            <Paperclip aria-hidden="true" />
            <span aria-hidden="true">{message.attachments}</span>
          </span>
        )}
        <span className={styles['preview']}>{message.subject === null ? text.inbox.cannotOpenDetail : message.preview}</span>
      </MailboxLink>
    </li>
  );
});

function Subject({ message }: { message: MessageSummary }) {
  if (message.subject === null) {
    return (
      <>
        <TriangleAlert className={styles['refused']} role="img" aria-label={text.inbox.cannotOpen} />
        <span className={styles['subject-text']}>{message.noticeSubject}</span>
      </>
    );
  }
  return (
    <>
      <Lock className={styles['lock']} role="img" aria-label={text.inbox.sealed} />
      <span className={styles['subject-text']}>{message.subject === '' ? text.inbox.noSubject : message.subject}</span>
    </>
  );
}

function UncertainSender({ message }: { message: MessageSummary }) {
  const { kind } = message.sender.verification;
  if (message.role === 'sender' || (kind !== 'changed' && kind !== 'unconfirmed')) return null;
  return <ShieldAlert className={styles['uncertain']} role="img" aria-label={text.inbox.unverified} />;
}

function who(message: MessageSummary): string {
  if (message.role === 'recipient') return nameOf(message.sender);
  const shown = message.recipients.slice(0, 3).map(nameOf);
  const rest = message.recipients.length - shown.length;
  return text.inbox.to(formatList(rest > 0 ? [...shown, text.inbox.recipientsMore(rest)] : shown));
}

function nameOf(person: { name: string; address: string }): string {
  return person.name === '' ? person.address : person.name;
}
