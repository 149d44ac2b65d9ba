// One message in a list, or a conversation at its newest message: who, what, when, and its signs. All between the checkbox and the star is
// one link.
'use client';

import { Lock, Paperclip, ShieldAlert, Star, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { attachmentsOf, idsOf, isStarred, isUnread, listKey } from '../../session/conversation-rows.ts';
import type { Label } from '../../session/vault-api/labels.ts';
import type { MessageSummary } from '../../session/vault-api/mailbox.ts';
import { formatList, formatMoment, formatWhen } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { LabelChips } from '../../ui/label-chips.tsx';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { readOn } from '../../ui/read-on.ts';
import styles from './message-rows.module.css';

const LABELS_SHOWN = 2;

type MessageRowProps = {
  message: MessageSummary;
  labels: readonly Label[];
  href: string;
  open: boolean;
  now: number;
  /** One's own address. */
  self: string;
  selected: boolean;
  /** Where it stands among how many; -1: nobody knows yet how many there are. */
  index: number;
  of: number;
  onSelect: (message: MessageSummary, options: { range: boolean }) => void;
  /** Null where nothing can be starred. */
  onStar: ((message: MessageSummary) => void) | null;
  /** Where it stands in the list, in pixels. */
  top: number;
  ref: (element: Element | null) => void;
};

export const MessageRow = memo(function MessageRow({ message, labels, href, open, now, self, selected, index, of, onSelect, onStar, top, ref }: MessageRowProps) {
  const subject = message.subject ?? message.noticeSubject;
  const unread = isUnread(message);
  const attachments = attachmentsOf(message);
  const count = idsOf(message).length;
  return (
    <li
      ref={ref}
      data-index={index}
      // Set by script, as the page's policy allows: markup with styles of its own it does not.
      style={{ translate: `0 ${top}px` }}
      className={styles['row']}
      data-unread={unread || undefined}
      data-open={open || undefined}
      data-selected={selected || undefined}
      aria-posinset={index + 1}
      aria-setsize={of}
    >
      <label className={styles['select']}>
        <input
          type="checkbox"
          checked={selected}
          aria-label={text.inbox.select(who(message, self), subject)}
          onChange={({ nativeEvent }) => onSelect(message, { range: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey })}
        />
      </label>
      <MailboxLink href={href} className={styles['link']} data-message={listKey(message)} aria-current={open ? 'true' : undefined} onClick={(event) => readOn(event, open)}>
        <span className={styles['who']}>
          {unread && <span className={styles['dot']} role="img" aria-label={text.inbox.unread} />}
          <span className={styles['name']}>{who(message, self)}</span>
          {count > 1 && (
            <span className={styles['count']} role="img" aria-label={text.inbox.inConversation(count)}>
              <span aria-hidden="true">{count}</span>
            </span>
          )}
          <UncertainSender message={message} />
        </span>
        <time className={styles['when']} dateTime={new Date(message.sentAt).toISOString()} title={formatMoment(message.sentAt)}>
          {formatWhen(message.sentAt, now)}
        </time>
        <span className={styles['subject']}>
          <Subject message={message} />
          <span className={styles['labels']}>
            <LabelChips labels={labels} atMost={LABELS_SHOWN} />
          </span>
        </span>
        {attachments > 0 && (
          <span className={styles['files']} role="img" aria-label={text.inbox.hasAttachments(attachments)}>
            <Paperclip aria-hidden="true" />
            <span aria-hidden="true">{attachments}</span>
          </span>
        )}
        <span className={styles['preview']}>{message.subject === null ? whyClosed(message) : message.preview}</span>
      </MailboxLink>
      {onStar !== null && (
        <button type="button" className={styles['star']} aria-pressed={isStarred(message)} aria-label={text.inbox.star(subject)} onClick={() => onStar(message)}>
          <Star aria-hidden="true" />
        </button>
      )}
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

function whyClosed({ sender }: MessageSummary): string {
  return sender.verification.kind === 'changed' ? text.inbox.closedUntilCompared : text.inbox.cannotOpenDetail;
}

function UncertainSender({ message }: { message: MessageSummary }) {
  const { kind } = message.sender.verification;
  if (message.role === 'sender' || (kind !== 'changed' && kind !== 'unconfirmed')) return null;
  return <ShieldAlert className={styles['uncertain']} role="img" aria-label={text.inbox.unverified} />;
}

function who(message: MessageSummary, self: string): string {
  if (message.role === 'sender') return text.inbox.to(some(message.recipients));
  if (idsOf(message).length === 1) return nameOf(message.sender);
  // Everybody in the conversation, as its newest message names them: that is signed.
  return some([message.sender, ...message.recipients.filter(({ address }) => address !== message.sender.address && address !== self)]);
}

function some(people: readonly Person[]): string {
  const shown = people.slice(0, 3).map(nameOf);
  const rest = people.length - shown.length;
  return formatList(rest > 0 ? [...shown, text.inbox.recipientsMore(rest)] : shown);
}

type Person = { name: string; address: string };

function nameOf(person: Person): string {
  return person.name === '' ? person.address : person.name;
}
