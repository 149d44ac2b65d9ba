// The other messages of a conversation, newest first: each one line until it is opened, in its place.
'use client';

import { ChevronDown, Lock, MailPlus, ShieldAlert, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import type { MessageSummary } from '../../session/vault-api/mailbox.ts';
import { formatMoment, formatWhen } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { readGrouping } from '../../ui/appearance.ts';
import { Button } from '../../ui/button.tsx';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { EarlierMessage } from './earlier-message.tsx';
import { whoWrote } from './who-wrote.ts';
import styles from './conversation.module.css';

const words = text.reading.conversation;
/** Lines shown at first. */
const SHOWN = 5;
/** Of what is unread so many open by themselves where one row stands for all of them: where each has its own, that says so. */
const OPENED = 3;

export function Conversation({ message, others, folder }: { message: MessageSummary; others: MessageSummary[]; folder: MailFolder }) {
  const title = useId();
  const [all, setAll] = useState(false);
  const [now] = useState(() => Date.now());
  const [unread] = useState(() => new Set((readGrouping() === 'conversations' ? others : []).filter(isUnread).slice(0, OPENED).map(({ id: message }) => message)));
  // One hidden line would take as much room as the button that shows it.
  const shown = all || others.length <= SHOWN + 1 ? others : others.slice(0, SHOWN);
  return (
    <section className={styles['conversation']} aria-labelledby={title}>
      <h2 id={title} className={styles['title']}>
        {words.title}
      </h2>
      <ul className={styles['list']} aria-labelledby={title}>
        {shown.map((row) => (
          <Line key={row.id} row={row} who={whoWrote(row, [message, ...others])} now={now} folder={folder} opened={unread.has(row.id)} />
        ))}
      </ul>
      {shown.length < others.length && (
        <span className="no-print">
          <Button variant="quiet" onClick={() => setAll(true)}>
            {words.showMore(others.length - shown.length)}
          </Button>
        </span>
      )}
    </section>
  );
}

type LineProps = { row: MessageSummary; who: string; now: number; folder: MailFolder; opened: boolean };

function Line({ row, who, now, folder, opened }: LineProps) {
  const [open, setOpen] = useState(opened);
  const content = useId();
  return (
    <li className={styles['item']} data-open={open || undefined} data-unread={!row.read || undefined}>
      <button type="button" className={`${styles['line']} no-print`} aria-expanded={open} aria-controls={open ? content : undefined} onClick={() => setOpen(!open)}>
        <Sign row={row} />
        <span className={styles['who']}>{who}</span>
        <span className={styles['preview']}>{row.preview}</span>
        <time className={styles['when']} dateTime={new Date(row.sentAt).toISOString()} title={formatMoment(row.sentAt)}>
          {formatWhen(row.sentAt, now)}
        </time>
        <ChevronDown className={styles['sign']} aria-hidden="true" />
      </button>
      {open && (
        <div id={content} className={styles['content']}>
          <EarlierMessage row={row} folder={folder} who={who} />
        </div>
      )}
    </li>
  );
}

/** Whoever answers an older message should know that there is a newer one. */
export function NewerNote({ message, others, folder }: { message: MessageSummary; others: readonly MessageSummary[]; folder: MailFolder }) {
  const newer = others.filter((row) => row.sentAt > message.sentAt);
  const [newest] = newer;
  if (newest === undefined) return null;
  return (
    <p className={`${styles['newer']} no-print`}>
      <MailPlus aria-hidden="true" />
      <span>
        {words.newer(newer.length)} <MailboxLink href={paths.message({ id: newest.id, folder })}>{words.showNewest}</MailboxLink>
      </span>
    </p>
  );
}

function isUnread({ role, read, subject }: MessageSummary): boolean {
  return role === 'recipient' && !read && subject !== null;
}

function Sign({ row: { subject, role, sender } }: { row: MessageSummary }) {
  if (subject === null) return <TriangleAlert className={styles['refused']} role="img" aria-label={words.cannotOpen} />;
  const { kind } = sender.verification;
  // As in the list: a line says who wrote before anybody opens it.
  if (role === 'recipient' && (kind === 'changed' || kind === 'unconfirmed')) return <ShieldAlert className={styles['refused']} role="img" aria-label={text.inbox.unverified} />;
  return <Lock className={styles['lock']} aria-hidden="true" />;
}
